/** Officers as rules know people: with their numbers in the clear, for as long as a request takes. */
import { randomBytes } from 'node:crypto';
import type { PoolClient } from 'pg';
import { lockOfficers } from '../../database/officer-editing';
import { officerById, officersOf, type Officer } from '../../database/officer-repository';
import { foldedIdNumber } from '../../domain/id-number';
import type { KnownPerson } from '../../domain/power-transfer/people';
import { open } from '../../runtime/personal-data';

/** A known person with the telephone, which a table may bring again. */
export interface KnownOfficer extends KnownPerson {
  readonly phone: string | null;
}

/** An officer's id: drawn, for one that is made from what is known of a person gives that away. */
export const newOfficerId = (): string => `o-${randomBytes(8).toString('hex')}`;

const folded = (number: string | undefined): string | null => (number === undefined ? null : foldedIdNumber(number));

/** An officer with the numbers opened; one that cannot be read is as one that was not given. */
const opened = (key: Buffer, { id, organisation, name, idNumber, phone }: Officer): KnownOfficer => ({
  ...{ id, organisation, name },
  idNumber: idNumber === null ? null : folded(open(key, idNumber, { officer: id, column: 'id_number' })),
  phone: phone === null ? null : (open(key, phone, { officer: id, column: 'phone' }) ?? null),
});

/**
 * The officers of some organisations, and those of some ids wherever they are. Nobody else writes officers until the
 * caller's transaction ends.
 */
export async function knownPeople(
  client: PoolClient,
  key: Buffer,
  { organisations, ids }: { readonly organisations: readonly string[]; readonly ids: readonly string[] },
): Promise<KnownOfficer[]> {
  await lockOfficers(client);
  const officers = new Map<string, Officer>();
  for (const organisation of new Set(organisations))
    for (const officer of await officersOf(client, organisation)) officers.set(officer.id, officer);
  for (const id of new Set(ids)) {
    const officer = officers.has(id) ? undefined : await officerById(client, id);
    if (officer) officers.set(id, officer);
  }
  return [...officers.values()].map((officer) => opened(key, officer));
}
