/** An entry by what names it. */
interface Named {
  readonly seq: number;
  readonly transfer: { readonly id: string };
}

const nameOf = ({ seq, transfer }: Named): string => `${transfer.id} ${seq}`;

/** How many of the newest entries are not among those that are shown, up to the last one that is. Pure. */
export function unread(shown: readonly Named[], newest: readonly Named[]): number {
  const names = new Set(shown.map(nameOf));
  // what comes after the last one shown is older: a page that was not asked for yet
  const last = newest.findLastIndex((entry) => names.has(nameOf(entry)));
  const recent = shown.length === 0 || last < 0 ? newest : newest.slice(0, last);
  return recent.filter((entry) => !names.has(nameOf(entry))).length;
}
