/** How `fuquan` shows things: a table and colour for people, JSON for programs. */
import Table from 'cli-table3';
import { colours } from './colours';
import type { Context } from './context';

/** A value as JSON where `--json` was given, else what `people` writes of it. */
export function show(context: Context, value: unknown, people: () => string): void {
  context.terminal.out(context.json ? `${JSON.stringify(value, null, 2)}\n` : `${people()}\n`);
}

/** A table without lines between its rows; the words of its head in the reader's language. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const none = {
    top: '',
    'top-mid': '',
    'top-left': '',
    'top-right': '',
    bottom: '',
    'bottom-mid': '',
    'bottom-left': '',
  };
  const lines = new Table({
    head: head.map((word) => colours.bold(word)),
    chars: {
      ...none,
      'bottom-right': '',
      left: '',
      'left-mid': '',
      mid: '',
      'mid-mid': '',
      right: '',
      'right-mid': '',
      middle: '  ',
    },
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 },
  });
  for (const row of rows) lines.push([...row]);
  return lines.toString();
}

/** `n` lines with what they are, `word: value`. */
export function fields(pairs: readonly (readonly [string, string])[]): string {
  return pairs.map(([word, value]) => `${colours.dim(word)}  ${value}`).join('\n');
}

/** An instant as offices write it: date and time in Shanghai. */
export function when(instant: string | null | undefined): string {
  if (instant == null) return '-';
  const shanghai = new Date(Date.parse(instant) + 8 * 3_600_000).toISOString();
  return shanghai.slice(0, 16).replace('T', ' ');
}

/** Codes in a row, at most `most` of them. */
export function some(codes: readonly string[], most = 4): string {
  return codes.length <= most ? codes.join(' ') : `${codes.slice(0, most).join(' ')} … (${codes.length})`;
}
