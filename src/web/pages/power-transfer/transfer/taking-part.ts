/** Who has done something in a transfer, from its history. */
import type { HistoryEntry, TransferPerson } from '../../../api/types';

/** One person's part. */
export interface PartTaken {
  readonly person: TransferPerson;
  /** Entries of theirs. */
  readonly acts: number;
  /** The latest one's instant. */
  readonly last: string;
}

/**
 * Splits those who may see a transfer into who has acted, the latest first, and who has not. The launch is its
 * launcher's, whatever its entry says of who wrote it.
 */
export function takingPart(
  people: readonly TransferPerson[],
  entries: readonly Pick<HistoryEntry, 'kind' | 'by' | 'at'>[],
  launchedBy: string,
): { readonly took: readonly PartTaken[]; readonly rest: readonly TransferPerson[] } {
  const known = new Map(people.map((person) => [person.username, person]));
  const parts = new Map<string, PartTaken>();
  for (const { kind, by, at } of entries) {
    const person = known.get(kind === 'launch' ? launchedBy : by);
    if (!person) continue;
    const before = parts.get(person.username);
    const last = before && before.last > at ? before.last : at;
    parts.set(person.username, { person, acts: (before?.acts ?? 0) + 1, last });
  }
  const took = [...parts.values()].sort((a, b) => (a.last < b.last ? 1 : a.last > b.last ? -1 : 0));
  return { took, rest: people.filter(({ username }) => !parts.has(username)) };
}
