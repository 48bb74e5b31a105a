/** Which sign sets cells apart in a table that is written as text. */

const separators = ['\t', ',', ';'] as const;
export type Separator = (typeof separators)[number];

/** Lines that are looked at: a list shows on its first page how it is written. */
const mostLines = 50;

/**
 * The sign that stands in most of the first lines, outside quotes: a title above the headings may have another one in it.
 * Where several stand in as many, cells have one of them inside, and the headings have not: the one of the first line that has
 * it alone; a tab, a comma, a semicolon otherwise. A comma where there is none at all.
 */
export function separatorOf(text: string): Separator {
  const lines = text
    .replace(/"[^"]*"/g, '')
    .split(/\r\n|\r|\n/, mostLines)
    .filter((line) => line.trim() !== '');
  const counted = (separator: Separator) => lines.filter((line) => line.includes(separator)).length;
  const most = Math.max(...separators.map(counted));
  if (most === 0) return ',';
  const likely = separators.filter((separator) => counted(separator) === most);
  const alone = lines
    .map((line) => likely.filter((separator) => line.includes(separator)))
    .find((one) => one.length === 1);
  return alone?.[0] ?? likely[0] ?? ',';
}
