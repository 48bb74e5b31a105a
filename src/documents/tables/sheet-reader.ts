/** Tables that people upload, XLSX or text, as rows of texts under the names of the columns that are asked for. */
import { saysNothing, shownText, unkeepableIn } from '../../domain/kept-text';
import { Refusal, refusalOf } from '../../domain/refusal';
import { fileKind } from './file-kind';
import { findHeadings, type Headings } from './headings';
import { firstFew, rowRanges, type TableNote } from './notes';
import { columnName, headingDepth, mostRows, type RawCell, type RawRow, type RawSheet } from './raw';
import type { CellFault, Table, TableColumn, TableRow } from './table';
import { textTable, type TextTable } from './text-table';
import { workbookSheets } from './workbook-sheets';

export type { CellFault, Table, TableColumn, TableRow } from './table';

/** A file's sheets; text is one sheet, and how it was understood. */
interface Read {
  readonly sheets: readonly RawSheet[];
  readonly text?: TextTable;
}

async function read(content: Buffer): Promise<Read> {
  const kind = fileKind(content);
  if (typeof kind === 'object')
    throw kind.kind === null
      ? new Refusal('file-password', { field: '/file' })
      : new Refusal('file-kind', { field: '/file', params: { kind: kind.kind } });
  try {
    if (kind === 'workbook') return { sheets: await workbookSheets(content) };
    const text = textTable(content);
    return { sheets: [text.sheet], text };
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw new Refusal('file-unreadable', { field: '/file' });
  }
}

// what our own CSV puts before a text that a spreadsheet would take for a formula
const unguarded = (text: string): string => (/^'[=+\-@\t\r＝＋－＠]/.test(text) ? text.slice(1).trim() : text);

/** What a spreadsheet writes into a text for a cell whose formula came to nothing. */
const errorWords: ReadonlySet<string> = new Set(
  ['NULL!', 'DIV/0!', 'VALUE!', 'REF!', 'NAME?', 'NUM!', 'N/A', 'SPILL!', 'CALC!'].map((word) => `#${word}`),
);
// a formula as text, whose result nobody has seen
const asFormula = /^=[A-Z$(+\-'"]/i;

/** The cell that a place shows: its own, or the one that it is merged with. */
function shownAt({ merges, rows }: RawSheet): (row: RawRow, place: number) => RawCell | undefined {
  const byNumber = new Map(rows.map((row) => [row.row, row]));
  return ({ row, cells }, place) => {
    const own = cells.get(place);
    if (own !== undefined || merges.length === 0) return own;
    const merge = merges.find(
      ({ firstRow, lastRow, firstColumn, lastColumn }) =>
        firstRow <= row && row <= lastRow && firstColumn <= place && place <= lastColumn,
    );
    return merge && byNumber.get(merge.firstRow)?.cells.get(merge.firstColumn);
  };
}

/**
 * Reads a table: the first visible sheet with the headings, its visible rows below them.
 *
 * @throws Refusal `file-unreadable`, `file-kind`, `file-password`, `sheet-too-large`; `too-many` rows, or errors at
 *   `/columns` for headings that are missing or unknown
 */
export async function readTable<K extends string>(
  content: Buffer,
  columns: readonly TableColumn<K>[],
): Promise<Table<K>> {
  const { sheets, text } = await read(content);
  if (sheets.every(({ rows }) => rows.length === 0)) throw new Refusal('file-unreadable', { field: '/file' });
  const headings = findHeadings(sheets, columns);
  if (!headings) {
    const wanted = columns.filter(({ required }) => required).map(({ title }) => title);
    const missing = { zh: wanted.map(({ zh }) => zh).join('、'), en: wanted.map(({ en }) => en).join(', ') };
    throw new Refusal('headings-missing', { field: '/columns', params: { columns: missing, depth: headingDepth } });
  }
  const below = headings.sheet.rows.filter(({ row }) => row > headings.row);
  const visible = below.filter(({ hidden }) => !hidden);
  if (visible.length > mostRows)
    throw new Refusal('invalid-content', {
      errors: [{ field: '/file', code: 'too-many', params: { maximum: mostRows } }],
    });
  if (headings.errors.length > 0) throw refusalOf(headings.errors, 'import-refused');
  const faults: CellFault<K>[] = [];
  const shown = shownAt(headings.sheet);
  const rows = visible.map((raw): TableRow<K> => {
    const cells: { [C in K]?: string } = {};
    for (const [place, { key, title }] of headings.places) {
      const cell = shown(raw, place);
      if (cell === undefined) continue;
      if (typeof cell === 'object')
        faults.push({ row: raw.row, column: key, code: cell.code, params: { column: title, shown: cell.shown } });
      else {
        const own = unguarded(cell);
        // a spreadsheet may spell out any character: `_xD83D_`
        const sign = unkeepableIn(own);
        if (sign)
          faults.push({
            row: raw.row,
            column: key,
            code: 'not-keepable',
            params: { column: title, shown: shownText(own), ...sign },
          });
        else if (errorWords.has(own) || asFormula.test(cell))
          faults.push({
            row: raw.row,
            column: key,
            code: errorWords.has(own) ? 'cell-error' : 'cell-without-result',
            params: { column: title, shown: own.slice(0, 60) },
          });
        // a cell in which nothing shows is empty
        else if (own !== '' && !saysNothing(own)) cells[key] = own;
      }
    }
    return { row: raw.row, cells };
  });
  return { rows, faults, notes: notesOf(sheets, headings, below, text) };
}

/** What whoever uploaded the file should know of how it was read. */
function notesOf(
  sheets: readonly RawSheet[],
  { sheet, row: headingRow, ignored, headed }: Headings<string>,
  below: readonly RawRow[],
  text: TextTable | undefined,
): TableNote[] {
  const notes: TableNote[] = [];
  const note = (code: TableNote['code'], params: TableNote['params']) => notes.push({ code, params });
  if (sheet.name !== null) note('sheet-read', { sheet: sheet.name, row: headingRow });
  for (const other of sheets)
    if (other !== sheet) note(other.hidden ? 'sheet-hidden' : 'sheet-left', { sheet: other.name ?? '' });
  if (text && (text.encoding !== 'utf-8' || text.separator !== ','))
    note('text-read', { encoding: encodingNames[text.encoding], separator: separatorNames[text.separator] });
  const above = sheet.rows.filter(({ row, hidden }) => row < headingRow && !hidden);
  if (above.length > 0) note('rows-above', { rows: rowRanges(above.map(({ row }) => row)) });
  const hidden = sheet.rows.filter((row) => row.hidden);
  if (hidden.length > 0) note('rows-hidden', { rows: rowRanges(hidden.map(({ row }) => row)) });
  if (ignored.length > 0) note('columns-ignored', { columns: firstFew(ignored) });
  const beside = below
    .filter((row) => !row.hidden)
    .flatMap(({ row, cells }) =>
      [...cells.keys()].filter((place) => !headed.has(place)).map((place) => columnName(place) + row),
    );
  if (beside.length > 0) note('cells-beside', { cells: firstFew(beside) });
  return notes;
}

const encodingNames = { 'utf-8': 'UTF-8', 'utf-16le': 'UTF-16', 'utf-16be': 'UTF-16', gb18030: 'GB 18030' } as const;
const separatorNames = {
  ',': { zh: '逗号', en: 'commas' },
  ';': { zh: '分号', en: 'semicolons' },
  '\t': { zh: '制表符', en: 'tabs' },
} as const;
