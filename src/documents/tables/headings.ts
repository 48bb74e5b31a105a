/** Where in a table the headings stand, and which column is which. */
import type { FieldError } from '../../domain/refusal';
import { ignoredHeadings } from './cells';
import { headingDepth, type RawRow, type RawSheet } from './raw';
import type { TableColumn } from './table';

const norm = (heading: string): string =>
  heading
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_*:]+/g, '');

const ignored: ReadonlySet<string> = new Set(ignoredHeadings.map(norm));

/** A row as headings. */
export interface Headings<K extends string> {
  readonly sheet: RawSheet;
  readonly row: number;
  /** Columns that are read, by their place. */
  readonly places: ReadonlyMap<number, TableColumn<K>>;
  /** What stands over the columns that nothing is read from. */
  readonly ignored: readonly string[];
  /** Every place that has a heading. */
  readonly headed: ReadonlySet<number>;
  readonly errors: readonly FieldError[];
}

/** Looks at a row as if it were the headings. */
function asHeadings<K extends string>(
  sheet: RawSheet,
  { row, cells }: RawRow,
  columns: readonly TableColumn<K>[],
): Headings<K> & { readonly known: number; readonly complete: boolean } {
  const places = new Map<number, TableColumn<K>>();
  const errors: FieldError[] = [];
  const found = new Set<K>();
  const passed: string[] = [];
  for (const [place, cell] of [...cells].sort(([a], [b]) => a - b)) {
    const text = typeof cell === 'string' ? cell : cell.shown;
    const column = columns.find(({ key, title, aliases = [] }) =>
      [key, title.zh, title.en, ...aliases].some((name) => norm(name) === norm(text)),
    );
    if (column && found.has(column.key))
      errors.push({ field: '/columns', code: 'column-twice', params: { column: text.slice(0, 60) } });
    else if (column) {
      found.add(column.key);
      if (column.exported) passed.push(text);
      else places.set(place, column);
    } else if (ignored.has(norm(text))) passed.push(text);
    else errors.push({ field: '/columns', code: 'column-unknown', params: { column: text.slice(0, 60) } });
  }
  const missing = columns.filter(({ key, required }) => required && !found.has(key));
  for (const { title } of missing)
    errors.push({ field: '/columns', code: 'column-missing', params: { column: title } });
  const known = found.size;
  return {
    sheet,
    row,
    places,
    ignored: passed,
    headed: new Set(cells.keys()),
    errors,
    known,
    complete: missing.length === 0,
  };
}

/**
 * The headings: in the first visible sheet where one of the first rows has every column that must be there; otherwise
 * the row that comes closest, so that it can be said what is wrong with it. `undefined` where no row has any heading.
 */
export function findHeadings<K extends string>(
  sheets: readonly RawSheet[],
  columns: readonly TableColumn<K>[],
): Headings<K> | undefined {
  const tried = sheets
    .filter(({ hidden }) => !hidden)
    .flatMap((sheet) =>
      sheet.rows
        .filter(({ hidden }) => !hidden)
        .slice(0, headingDepth)
        .map((row) => asHeadings(sheet, row, columns)),
    );
  const complete = tried.find((one) => one.complete);
  if (complete) return complete;
  return tried.reduce<(typeof tried)[number] | undefined>(
    (best, one) => (one.known > (best?.known ?? 0) ? one : best),
    undefined,
  );
}
