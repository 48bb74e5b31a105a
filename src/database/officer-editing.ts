/** Writing officers from a table, with the history of what they were. */
import type { PoolClient } from 'pg';
import { difference, insertChanges, type Change, type Fields } from './change-repository';
import { insertOfficer, officerById, updateOfficer } from './officer-repository';
import type { Written } from './power-editing';

/** An officer to be written; numbers are sealed. What is left out stays as it is. */
export interface OfficerToWrite {
  readonly id: string;
  readonly organisation: string;
  readonly name: string;
  readonly fields: readonly string[];
  readonly idNumber?: Buffer | undefined;
  readonly phone?: Buffer | undefined;
  readonly active?: boolean | undefined;
}

/** Of sealed data the history says that it was given, never what it was. */
const given = (name: string, value: Buffer | undefined): Fields => (value === undefined ? {} : { [name]: 'given' });

/** Lets nobody else write officers until the transaction ends: who is recognised now must still be the same when written. */
export async function lockOfficers(client: PoolClient): Promise<void> {
  await client.query("select pg_advisory_xact_lock(hashtext('fuquan officers'))");
}

/** Puts officers as they are given, in the caller's transaction. */
export async function putOfficers(
  client: PoolClient,
  officers: readonly OfficerToWrite[],
  by: string,
  via: Change['via'],
): Promise<Written> {
  await lockOfficers(client);
  const changes: Change[] = [];
  let created = 0;
  let updated = 0;
  for (const { id, organisation, name, fields, idNumber, phone, active } of officers) {
    const known = await officerById(client, id);
    const sealed = { ...given('idNumber', idNumber), ...given('phone', phone) };
    const after = { organisation, name, fields, active: active ?? known?.active ?? true, ...sealed };
    if (!known) {
      created++;
      await insertOfficer(client, { id, organisation, name, fields, idNumber: idNumber ?? null, phone: phone ?? null });
      if (active === false) await updateOfficer(client, id, { active });
      changes.push({ kind: 'officer', subject: id, by, via, before: null, after });
      continue;
    }
    const differs = difference(
      { organisation: known.organisation, name: known.name, fields: known.fields, active: known.active },
      after,
    );
    if (!differs) continue;
    updated++;
    await updateOfficer(client, id, { name, fields, active, idNumber, phone });
    changes.push({ kind: 'officer', subject: id, by, via, ...differs });
  }
  await insertChanges(client, changes);
  return { created, updated, unchanged: officers.length - created - updated };
}
