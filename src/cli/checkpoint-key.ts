/** The key that signs checkpoints: made once, changed when somebody says so, and never put in the place of one that is missing. */
import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import type { Pool } from 'pg';
import { checkpointKeyInUse, noteCheckpointKey } from '../database/checkpoint-key-repository';
import { inTransaction } from '../database/transaction';
import { keyIdOf, publicKeysIn } from '../ledger/checkpoint';
import { newKeyFile } from '../runtime/key-file';
import { Trouble } from '../runtime/trouble';

/** A key that signs, and all that were ever used here: what older checkpoints are checked with. */
export interface SigningKey {
  readonly privateKey: KeyObject;
  readonly publicKeys: readonly KeyObject[];
}

const missing = (path: string, id: string): Trouble =>
  new Trouble({
    zh: `检查点的签名钥匙 ${id} 不在 ${path}：请从备份放回；确已丢失的，加 --new-key 启用新钥匙（会登记原钥匙遗失，新公钥须再交审计机关）`,
    en: `the key ${id} that signs checkpoints is not at ${path}: put it back from the backup; if it is lost for good, --new-key puts another one to use (the lost one is noted, and the audit office needs the new public key)`,
  });

async function make(pool: Pool, path: string, before: { id: string; there: boolean } | undefined): Promise<SigningKey> {
  const older = existsSync(`${path}.pub`) ? await readFile(`${path}.pub`, 'utf8') : '';
  const { privateKey, publicKey } = await newKeyFile(path, (made, put) =>
    inTransaction(pool, async (client) => {
      await noteCheckpointKey(client, made, before);
      // the newest first: what reads one key reads that one
      await writeFile(`${path}.pub`, `${made.export({ type: 'spki', format: 'pem' }).toString()}${older}`);
      put();
    }),
  );
  return { privateKey, publicKeys: [publicKey, ...(older === '' ? [] : publicKeysIn(older))] };
}

/**
 * The key at a path; made where there never was one, or where a new one is asked for.
 *
 * @throws Trouble where there was a key and it is missing, or another one lies there
 */
export async function signingKey(pool: Pool, path: string, newKey: boolean): Promise<SigningKey> {
  const used = await checkpointKeyInUse(pool);
  const there = existsSync(path) ? createPrivateKey(await readFile(path)) : undefined;
  const id = there && keyIdOf(there);
  if (newKey) return make(pool, path, used === undefined ? undefined : { id: used, there: id === used });
  if (!there) {
    if (used !== undefined) throw missing(path, used);
    return make(pool, path, undefined);
  }
  const publicKey = createPublicKey(there);
  // given from elsewhere, before anything was signed here
  if (used === undefined) await noteCheckpointKey(pool, publicKey, undefined);
  else if (id !== used) throw missing(path, used);
  const all = existsSync(`${path}.pub`) ? publicKeysIn(await readFile(`${path}.pub`, 'utf8')) : [];
  return { privateKey: there, publicKeys: [publicKey, ...all.filter((key) => keyIdOf(key) !== id)] };
}
