/** Keys of commands for databases of tests, where everybody's acts must be signed. */
import type { KeyObject } from 'node:crypto';
import type { Pool } from 'pg';
import { addCommandKey, replaceCommandKey } from '../../src/database/command-key-repository';
import { newKeys } from '../../src/ledger/checkpoint';

/** A new key that signs, of a database in which signatures are required as soon as it has one and no transfer. */
export async function signingKeyOf(owner: Pool): Promise<KeyObject> {
  const { privateKey, publicKey } = newKeys();
  await replaceCommandKey(owner, publicKey, () => undefined);
  return privateKey;
}

/** A new key of a database in which nobody need sign yet. */
export async function unusedKeyOf(owner: Pool): Promise<KeyObject> {
  const { privateKey, publicKey } = newKeys();
  await addCommandKey(owner, publicKey);
  return privateKey;
}
