/**
 * Sets of powers, written as ranges of positions in the launch's list: `[0,1,2,7]` is `"0-2,7"`.
 *
 * Five hundred powers in one line of a few bytes; the same text in the journal, the ledger and the task list.
 */
export type Ranges = string;

/** Positions (any order) as ranges; the empty set is `""`. */
export function pack(positions: Iterable<number>): Ranges {
  const sorted = [...positions].sort((a, b) => a - b);
  const parts: string[] = [];
  let first: number | undefined;
  let last: number | undefined;
  const close = () => {
    if (first !== undefined && last !== undefined) parts.push(first === last ? `${first}` : `${first}-${last}`);
  };
  for (const position of sorted) {
    if (position === last) continue;
    if (last !== undefined && position === last + 1) {
      last = position;
      continue;
    }
    close();
    first = last = position;
  }
  close();
  return parts.join(',');
}

/** The positions of ranges, ascending. */
export function unpack(ranges: Ranges): number[] {
  const positions: number[] = [];
  if (ranges === '') return positions;
  for (const part of ranges.split(',')) {
    const dash = part.indexOf('-');
    const from = Number(dash < 0 ? part : part.slice(0, dash));
    const to = dash < 0 ? from : Number(part.slice(dash + 1));
    for (let position = from; position <= to; position++) positions.push(position);
  }
  return positions;
}

/** What ranges a person may have written, as far as their form goes: ascending, apart, within `count`. */
export function isRanges(text: string, count: number): boolean {
  if (!/^\d{1,4}(-\d{1,4})?(,\d{1,4}(-\d{1,4})?)*$/.test(text)) return false;
  const positions = unpack(text);
  return pack(positions) === text && (positions.at(-1) ?? 0) < count;
}
