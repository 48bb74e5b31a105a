/** Which keys of what the engine keeps were put to use; by their names, which tell nothing of them. */
import type { Queryable } from './queryable';
import { keysInUse, noteInSystem } from './system-note-repository';

/** How notes of keys name these. */
const purpose = 'payloads';

/** Names of the keys that were put to use and not said to be lost. */
export const payloadKeysInUse = (database: Queryable): Promise<string[]> => keysInUse(database, purpose);

/** Notes those keys that are in use and have not been noted. */
export async function notePayloadKeys(database: Queryable, keys: readonly string[]): Promise<void> {
  const known = await payloadKeysInUse(database);
  for (const key of keys)
    if (!known.includes(key)) await noteInSystem(database, { kind: 'key-made', content: { key, for: purpose } });
}

/** Notes that keys are lost, and what they sealed with them. */
export async function losePayloadKeys(database: Queryable, keys: readonly string[]): Promise<void> {
  for (const key of keys) await noteInSystem(database, { kind: 'key-lost', content: { key, for: purpose } });
}
