/**
 * Two tabs of one browser write the same draft: what one of them changed is taken, and nothing that was typed is lost
 * without a word. Pure.
 */
import { hashKey } from '@tanstack/react-query';
import { isObject } from './draft';

/** A draft out of two, and where both had written: JSON pointers of what differs, of which `mine` was kept. */
export interface Merged {
  readonly value: unknown;
  readonly clashes: readonly string[];
}

const same = (a: unknown, b: unknown): boolean => hashKey([a]) === hashKey([b]);

/** Files and the like: what is listed once by its id. */
const isListed = (value: unknown): value is readonly { readonly id: string }[] =>
  Array.isArray(value) && value.every((one) => isObject(one) && typeof one['id'] === 'string');

const escaped = (key: string): string => key.replaceAll('~', '~0').replaceAll('/', '~1');

/** Added in either list: there. Taken out of either: gone. */
function mergedLists(
  base: readonly { readonly id: string }[],
  mine: readonly { readonly id: string }[],
  theirs: readonly { readonly id: string }[],
): readonly { readonly id: string }[] {
  const idsOf = (list: readonly { readonly id: string }[]) => new Set(list.map(({ id }) => id));
  const [before, here, there] = [idsOf(base), idsOf(mine), idsOf(theirs)];
  return [
    ...mine.filter(({ id }) => there.has(id) || !before.has(id)),
    ...theirs.filter(({ id }) => !here.has(id) && !before.has(id)),
  ];
}

/**
 * Merges what this tab has written (`mine`) with what another one has (`theirs`); `base` is what both began with.
 * Objects are merged key by key, lists of things with an id by their ids; all else is taken whole.
 */
export function mergeDrafts(base: unknown, mine: unknown, theirs: unknown, at = ''): Merged {
  if (same(mine, theirs) || same(theirs, base)) return { value: mine, clashes: [] };
  if (same(mine, base)) return { value: theirs, clashes: [] };
  if (isObject(mine) && isObject(theirs)) {
    const before = isObject(base) ? base : {};
    const parts = [...new Set([...Object.keys(mine), ...Object.keys(theirs)])].map((key) => ({
      key,
      ...mergeDrafts(before[key], mine[key], theirs[key], `${at}/${escaped(key)}`),
    }));
    return {
      value: Object.fromEntries(parts.flatMap(({ key, value }) => (value === undefined ? [] : [[key, value]]))),
      clashes: parts.flatMap(({ clashes }) => clashes),
    };
  }
  if (isListed(mine) && isListed(theirs))
    return { value: mergedLists(isListed(base) ? base : [], mine, theirs), clashes: [] };
  return { value: mine, clashes: [at] };
}
