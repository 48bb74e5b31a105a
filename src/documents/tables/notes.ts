/** What was read of a file and what was not, told to whoever uploaded it. */
import type { Words } from '../../domain/procedure/step';
import { filled, type Language, type Params } from '../../domain/refusal';

const texts = {
  'sheet-read': {
    zh: '读取的是工作表“{sheet}”，表头在第 {row} 行。',
    en: 'The sheet “{sheet}” was read, with its headings in row {row}.',
  },
  'sheet-left': { zh: '工作表“{sheet}”没有读取。', en: 'The sheet “{sheet}” was not read.' },
  'sheet-hidden': {
    zh: '工作表“{sheet}”是隐藏的，没有读取。',
    en: 'The sheet “{sheet}” is hidden and was not read.',
  },
  'rows-above': {
    zh: '表头以上的第 {rows} 行没有读取。',
    en: 'Above the headings, row(s) {rows} were not read.',
  },
  'rows-hidden': {
    zh: '第 {rows} 行是隐藏的，没有读取。',
    en: 'Row(s) {rows} are hidden and were not read.',
  },
  'columns-ignored': { zh: '“{columns}”列没有读取。', en: 'The column(s) “{columns}” were not read.' },
  'cells-beside': {
    zh: '没有表头的列中，单元格 {cells} 没有读取。',
    en: 'Cell(s) {cells} stand in columns without a heading and were not read.',
  },
  'text-read': {
    zh: '文件按 {encoding} 编码、以{separator}分隔读取，请核对文字是否正确。',
    en: 'The file was read as {encoding}, separated by {separator}. Look whether the texts are right.',
  },
} as const satisfies { readonly [code: string]: Words };

/** One thing that a person should know of how a file was read. */
export interface TableNote {
  readonly code: keyof typeof texts;
  readonly params: Params;
}

/** Whether something is the code of a note. */
export const isNoteCode = (code: unknown): code is TableNote['code'] => typeof code === 'string' && code in texts;

/** Notes in the reader's language, as answers have them. */
export const showNotes = (notes: readonly TableNote[], language: Language) =>
  notes.map(({ code, params }) => ({ code, message: filled(texts[code], params, language) }));

/** Row numbers as ranges, the first few of them: `3–5, 8`. */
export function rowRanges(rows: readonly number[]): string {
  const ranges: [number, number][] = [];
  for (const row of rows) {
    const last = ranges.at(-1);
    if (last && last[1] === row - 1) last[1] = row;
    else ranges.push([row, row]);
  }
  return firstFew(ranges.map(([from, to]) => (from === to ? String(from) : `${from}–${to}`)));
}

/** The first few of many. */
export const firstFew = (parts: readonly string[]): string =>
  parts.slice(0, 10).join(', ') + (parts.length > 10 ? ` … (${parts.length})` : '');
