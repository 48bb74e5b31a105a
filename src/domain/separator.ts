/** Which sign sets cells apart in a table that is written as text. */

const separators = ['\t', ',', ';'] as const;
export type Separator = (typeof separators)[number];

/**
 * A tab where there is one, otherwise a comma, otherwise a semicolon: in the first line that has any of them outside
 * quotes, for a title may stand above the headings. A comma where there is none at all.
 */
export function separatorOf(text: string): Separator {
  const bare = text.replace(/"[^"]*"/g, '');
  for (const line of bare.split(/\r\n|\r|\n/)) {
    const found = separators.find((separator) => line.includes(separator));
    if (found) return found;
  }
  return ',';
}
