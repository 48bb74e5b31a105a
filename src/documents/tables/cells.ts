/** What headings and cells of exchanged tables say, whatever the table is about. */
import type { Words } from '../../domain/procedure/step';
import type { TableColumn } from './table';

/** Headings that official lists have and nothing is read from. */
export const ignoredHeadings = ['序号', '序', 'No.', 'No', '备注', 'Remarks', 'Remark', 'Notes', 'Note'] as const;

/** Headings in the reader's language. */
export const headings = (columns: readonly TableColumn[], language: keyof Words) =>
  columns.map(({ title, width = 18 }) => ({ title: title[language], width }));

/** One of several by its code or by its name in either language; `undefined` where it is none. */
export function byName(choices: { readonly [code: string]: Words }, text: string): string | undefined {
  const wanted = text.trim().toLowerCase();
  return Object.entries(choices).find(
    ([code, { zh, en }]) => code.toLowerCase() === wanted || zh === text.trim() || en.toLowerCase() === wanted,
  )?.[0];
}

const trueWords = new Set(['是', 'true', 'yes', 'y', '1', '√']);
const falseWords = new Set(['否', 'false', 'no', 'n', '0', '×']);
/** Yes or no as people write it; `undefined` where it is neither. */
export function flagOf(text: string): boolean | undefined {
  const wanted = text.trim().toLowerCase();
  return trueWords.has(wanted) ? true : falseWords.has(wanted) ? false : undefined;
}
/** A flag in a table. */
export const flagText = (flag: boolean, language: keyof Words): string =>
  language === 'zh' ? (flag ? '是' : '否') : flag ? 'yes' : 'no';
