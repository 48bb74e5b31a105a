/**
 * The key of personal data at the API's start: it is the one that the database knows, or nothing starts. A key put silently in
 * the place of a missing one would seal new numbers so that nobody could read old and new with the same.
 */
import type { Pool } from 'pg';
import {
  knownPersonalKey,
  notePersonalKey,
  otherPersonalKey,
  personalKeyWasLost,
  sealAnew,
  sealedOfficers,
  type SealedOfficer,
} from '../../database/personal-key-repository';
import { inTransaction } from '../../database/transaction';
import { endTrouble, raiseTrouble } from '../../database/trouble-repository';
import { isBound, open, personalKeyId, seal, type Place } from '../../runtime/personal-data';

const atATime = 200;

/** What was found sealed. */
interface Found {
  readonly readable: number;
  readonly unreadable: number;
}

/** A value bound to its place, where it was not; `undefined`: it cannot be read. */
function boundHere(key: Buffer, sealed: Buffer | null, place: Place): Buffer | null | undefined {
  if (sealed === null) return null;
  const text = open(key, sealed, place);
  if (text === undefined) return undefined;
  return isBound(sealed) ? sealed : seal(key, text, place);
}

async function each(database: Pool, look: (officer: SealedOfficer) => Promise<void>): Promise<void> {
  for (let page = await sealedOfficers(database, '', atATime); page.length > 0;) {
    for (const officer of page) await look(officer);
    const last = page.at(-1);
    page = last && page.length === atATime ? await sealedOfficers(database, last.id, atATime) : [];
  }
}

/** Opens all that is sealed; what is not bound to its place is sealed anew, which a moved value then shows by not opening. */
async function openAll(database: Pool, key: Buffer, anew: boolean): Promise<Found> {
  let readable = 0;
  let unreadable = 0;
  await each(database, async (officer) => {
    const { id } = officer;
    const idNumber = boundHere(key, officer.idNumber, { officer: id, column: 'id_number' });
    const phone = boundHere(key, officer.phone, { officer: id, column: 'phone' });
    for (const value of [idNumber, phone]) {
      if (value === undefined) unreadable++;
      else if (value !== null) readable++;
    }
    const now = { id, idNumber: idNumber ?? officer.idNumber, phone: phone ?? officer.phone };
    if (anew && (now.idNumber !== officer.idNumber || now.phone !== officer.phone))
      await inTransaction(database, (client) => sealAnew(client, officer, now));
  });
  return { readable, unreadable };
}

/**
 * Checks the key before the API takes work: notes the first, refuses another one, seals anew what was sealed without its
 * place, and tells of what cannot be read.
 *
 * @throws Trouble where the key is not the one that the database knows
 */
export async function usePersonalKey(database: Pool, key: Buffer): Promise<void> {
  const id = personalKeyId(key);
  const known = await knownPersonalKey(database);
  if (known !== null && known !== id) throw otherPersonalKey(known, id);
  if (known === null) {
    // of before keys were noted: whether it is the key shows by what it opens
    const { readable, unreadable } = await openAll(database, key, false);
    if (readable === 0 && unreadable > 0 && !(await personalKeyWasLost(database))) throw otherPersonalKey(null, id);
    await notePersonalKey(database, id);
  }
  const { unreadable } = await openAll(database, key, true);
  const kind = 'personal-data-unreadable';
  if (unreadable === 0) await endTrouble(database, { kind });
  else await raiseTrouble(database, { kind, code: 'sealed', detail: { values: unreadable } });
}
