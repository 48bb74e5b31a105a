/** One sheet of a workbook, row by row: what each cell shows (ECMA-376 part 1, 18.3). */
import { shownNumber, type DateSystem, type NumberFormat } from './number-formats';
import type { Parts } from './parts';
import { mostVisibleRows, type Merge, type RawCell } from './raw';
import { plainText, textRuns } from './texts';
import { isOn, readXml } from './xml';

/** A cell whose text stands in the workbook's table of shared ones, at that number. */
export interface SharedText {
  readonly shared: number;
}
export interface SheetRow {
  readonly row: number;
  readonly hidden: boolean;
  readonly cells: ReadonlyMap<number, RawCell | SharedText>;
}

/** What cells are read by. */
interface Workbook {
  readonly formats: readonly NumberFormat[];
  readonly dates: DateSystem;
}

/** A cell while it is read. */
interface OpenCell {
  readonly type: string;
  readonly format: NumberFormat;
  formula: string | null;
  /** Null: it has no element for a value, which is less than an empty one. */
  value: string | null;
}

// a spreadsheet keeps fifteen digits: what is longer has others at its end than were typed
const tooLong = 1e15;

function read(cell: OpenCell, inline: string, { dates }: Workbook): RawCell | SharedText {
  const { type, formula, format } = cell;
  const value = cell.value ?? '';
  if (type === 'inlineStr') return inline;
  if (formula !== null && value === '' && !(type === 'str' && cell.value !== null))
    return { code: 'cell-without-result', shown: `=${formula}`.slice(0, 60) };
  if (type === 'e') return { code: 'cell-error', shown: value };
  // without a number it has no text: the first of the table is another cell's
  if (type === 's') return value.trim() === '' ? '' : { shared: Number(value) };
  if (type === 'str') return plainText(value);
  if (type === 'b') return value === '1' ? 'true' : 'false';
  if (type === 'd') return value.replace(/T00:00:00(\.0+)?Z?$/, '');
  const text = value.trim();
  const number = Number(text);
  if (text === '' || !Number.isFinite(number)) return text;
  if (Math.abs(number) >= tooLong) return { code: 'cell-number-long', shown: text };
  return shownNumber(number, format, dates);
}

const place = /^\$?([A-Z]+)\$?(\d+)$/i;
/** `B3` as its column (from 0) and row (from 1). */
function placeOf(reference: string): { readonly column: number; readonly row: number } | undefined {
  const [, letters = '', digits = ''] = place.exec(reference) ?? [];
  if (digits === '') return undefined;
  const column = [...letters.toUpperCase()].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
  return { column, row: Number(digits) };
}

function mergeOf(reference: string): Merge[] {
  const [from, to] = reference.split(':').map(placeOf);
  if (!from || !to) return [];
  return [{ firstRow: from.row, lastRow: to.row, firstColumn: from.column, lastColumn: to.column }];
}

/** Reads a sheet, until there are more visible rows than may be. */
export async function worksheetRows(
  parts: Parts,
  part: string,
  workbook: Workbook,
): Promise<{ readonly rows: readonly SheetRow[]; readonly merges: readonly Merge[] }> {
  const rows: SheetRow[] = [];
  const merges: Merge[] = [];
  const runs = textRuns();
  let visible = 0;
  let row = 0;
  let hidden = false;
  let cells = new Map<number, RawCell | SharedText>();
  let column = -1;
  let cell: OpenCell | null = null;
  let within: 'f' | 'v' | 'is' | null = null;

  await readXml(await parts.read(part), {
    open: (name, attributes) => {
      if (within === 'is') runs.open(name);
      else if (name === 'row') {
        // rows and cells without a number follow the one before
        row = Number(attributes['r'] ?? row + 1);
        hidden = isOn(attributes['hidden']);
        column = -1;
      } else if (name === 'c') {
        const { r, t = 'n', s = '0' } = attributes;
        column = r === undefined ? column + 1 : (placeOf(r)?.column ?? column + 1);
        cell = { type: t, format: workbook.formats[Number(s)] ?? { shows: 'number' }, formula: null, value: null };
      } else if (cell && name === 'f') {
        cell.formula = '';
        within = 'f';
      } else if (cell && name === 'v') {
        cell.value = '';
        within = 'v';
      } else if (cell && name === 'is') within = 'is';
      else if (name === 'mergeCell') merges.push(...mergeOf(attributes['ref'] ?? ''));
    },
    text: (text) => {
      if (within === 'is') runs.add(text);
      else if (cell && within === 'v') cell.value += text;
      else if (cell && within === 'f') cell.formula += text;
    },
    close: (name) => {
      if (name === within) within = null;
      else if (within === 'is') runs.close(name);
      else if (name === 'c' && cell) {
        const found = read(cell, runs.take(), workbook);
        if (found !== '') cells.set(column, found);
        cell = null;
      } else if (name === 'row' && cells.size > 0) {
        rows.push({ row, hidden, cells });
        cells = new Map();
        if (!hidden) visible++;
      }
    },
    enough: () => visible > mostVisibleRows,
  });
  return { rows, merges };
}
