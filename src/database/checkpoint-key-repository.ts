/** Keys of checkpoints, as the system's ledger tells of them: made, retired, lost. */
import type { KeyObject } from 'node:crypto';
import { keyIdOf } from '../ledger/checkpoint';
import type { Queryable } from './queryable';
import { keysInUse, noteInSystem } from './system-note-repository';

const purpose = 'checkpoints';

/** Name of the key that signs checkpoints now, by the notes or, from before there were any, by the last checkpoint; undefined: none was made. */
export async function checkpointKeyInUse(database: Queryable): Promise<string | undefined> {
  const [noted] = await keysInUse(database, purpose);
  if (noted !== undefined) return noted;
  const { rows } = await database.query<{ key: string }>(
    'select key_id as key from checkpoint order by number desc limit 1',
  );
  return rows[0]?.key;
}

/**
 * Notes a new key of checkpoints, and what became of the one before it.
 *
 * @param before its name, and whether it was there to be retired; it is lost otherwise
 */
export async function noteCheckpointKey(
  client: Queryable,
  publicKey: KeyObject,
  before: { readonly id: string; readonly there: boolean } | undefined,
): Promise<void> {
  if (before)
    await noteInSystem(client, {
      kind: before.there ? 'key-retired' : 'key-lost',
      content: { key: before.id, for: purpose },
    });
  const pem = publicKey.export({ type: 'spki', format: 'pem' }).toString();
  await noteInSystem(client, { kind: 'key-made', content: { key: keyIdOf(publicKey), for: purpose, publicKey: pem } });
}
