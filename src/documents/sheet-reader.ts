/** Tables that people upload, XLSX or CSV, as rows of texts under the names of the columns that are asked for. */
import { parse } from 'csv-parse/sync';
import ExcelJS from 'exceljs';
import type { Words } from '../domain/procedure/step';
import { Refusal, refusalOf, type FieldError } from '../domain/refusal';
import { unpacksWithin } from './zip-guard';

/** A column that a table may have. Its heading is the key or the title in either language. */
export interface TableColumn<K extends string = string> {
  readonly key: K;
  readonly title: Words;
  /** Other headings that are understood. */
  readonly aliases?: readonly string[];
  readonly required?: true;
  /** Written by exports, ignored by imports. */
  readonly exported?: true;
  readonly width?: number;
}

/** A row; `row` is its number in the file, the heading being row 1. Cells that are empty are left out. */
export interface TableRow<K extends string> {
  readonly row: number;
  readonly cells: { readonly [C in K]?: string };
}

/** Rows at most. */
export const mostRows = 5_000;
const mostUnpacked = 50 * 1024 * 1024;

interface RawRow {
  readonly row: number;
  readonly texts: readonly string[];
}

/** A CSV in UTF-8, or as a Chinese Excel saves it (GB 18030). */
function decode(content: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(content);
  } catch {
    return new TextDecoder('gb18030').decode(content);
  }
}

function csvRows(content: Buffer): RawRow[] {
  const records: unknown = parse(decode(content), {
    bom: true,
    relax_column_count: true,
    skip_empty_lines: false,
    trim: true,
    to: mostRows + 2,
  });
  return (Array.isArray(records) ? records : []).map((record: unknown, index) => ({
    row: index + 1,
    texts: (Array.isArray(record) ? record : []).map((cell: unknown) => String(cell).trim()),
  }));
}

function cellText({ value }: Pick<ExcelJS.Cell, 'value'>): string {
  if (value === null || value === undefined) return '';
  // a day in a spreadsheet has no zone
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  if (typeof value !== 'object') return String(value).trim();
  if ('richText' in value)
    return value.richText
      .map(({ text }) => text)
      .join('')
      .trim();
  if ('result' in value) return cellText({ value: value.result });
  if ('text' in value) return String(value.text).trim();
  return '';
}

async function xlsxRows(content: Buffer): Promise<RawRow[]> {
  if (!unpacksWithin(content, mostUnpacked)) throw new Refusal('file-unreadable', { field: '/file' });
  const book = new ExcelJS.Workbook();
  const copy = new ArrayBuffer(content.length);
  new Uint8Array(copy).set(content);
  await book.xlsx.load(copy, { ignoreNodes: ['dataValidations', 'drawing', 'conditionalFormatting', 'picture'] });
  const sheet = book.worksheets[0];
  const rows: RawRow[] = [];
  sheet?.eachRow((row, number) => {
    if (rows.length > mostRows + 1) return;
    const texts: string[] = [];
    row.eachCell({ includeEmpty: true }, (cell, column) => {
      if (column <= 60) texts[column - 1] = cellText(cell);
    });
    rows.push({ row: number, texts: Array.from(texts, (text) => text ?? '') });
  });
  return rows;
}

// what our own CSV puts before a text that a spreadsheet would take for a formula
const unguarded = (text: string): string => (/^'[=+\-@\t\r＝＋－＠]/.test(text) ? text.slice(1) : text);
const norm = (heading: string): string =>
  heading
    .trim()
    .toLowerCase()
    .replace(/[\s_*]+/g, '');

/**
 * Reads a table.
 *
 * @throws Refusal `file-unreadable`, `too-many` rows, or errors at `/columns` for headings that are missing or unknown
 */
export async function readTable<K extends string>(
  content: Buffer,
  columns: readonly TableColumn<K>[],
): Promise<TableRow<K>[]> {
  const isZip = content.length > 4 && content.readUInt32LE(0) === 0x04034b50;
  let raw: RawRow[];
  try {
    raw = isZip ? await xlsxRows(content) : csvRows(content);
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw new Refusal('file-unreadable', { field: '/file' });
  }
  const filled = raw.filter(({ texts }) => texts.some((text) => text !== ''));
  const [heading, ...rows] = filled;
  if (!heading) throw new Refusal('file-unreadable', { field: '/file' });
  if (rows.length > mostRows)
    throw new Refusal('invalid-content', {
      errors: [{ field: '/file', code: 'too-many', params: { maximum: mostRows } }],
    });
  const places = placesOf(heading, columns);
  return rows.map(({ row, texts }) => {
    const cells: { [C in K]?: string } = {};
    for (const [index, key] of places) {
      const text = unguarded(texts[index] ?? '').trim();
      if (text !== '') cells[key] = text;
    }
    return { row, cells };
  });
}

function placesOf<K extends string>({ texts }: RawRow, columns: readonly TableColumn<K>[]): Map<number, K> {
  const places = new Map<number, K>();
  const errors: FieldError[] = [];
  const found = new Set<K>();
  for (const [index, text] of texts.entries()) {
    if (text === '') continue;
    const column = columns.find(({ key, title, aliases = [] }) =>
      [key, title.zh, title.en, ...aliases].some((name) => norm(name) === norm(text)),
    );
    if (!column) errors.push({ field: '/columns', code: 'column-unknown', params: { column: text.slice(0, 60) } });
    else {
      found.add(column.key);
      if (!column.exported) places.set(index, column.key);
    }
  }
  for (const { key, title, required } of columns)
    if (required && !found.has(key))
      errors.push({ field: '/columns', code: 'column-missing', params: { column: title } });
  if (errors.length > 0) throw refusalOf(errors, 'import-refused');
  return places;
}
