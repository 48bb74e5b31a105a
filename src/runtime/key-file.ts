/** A new pair of keys of which the private half becomes a file that nobody else reads. */
import type { KeyObject } from 'node:crypto';
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { newKeys } from '../ledger/checkpoint';

/**
 * Makes Ed25519 keys and has them put to use: the private one lies beside its place until `put` is called, and is gone again
 * where it was not.
 *
 * @param use notes the public key wherever it is to be known, and calls `put` as its last act
 */
export async function newKeyFile(
  file: string,
  use: (publicKey: KeyObject, put: () => void) => Promise<void>,
): Promise<{ readonly publicKey: KeyObject; readonly privateKey: KeyObject }> {
  const keys = newKeys();
  mkdirSync(dirname(file), { recursive: true });
  const beside = `${file}.new`;
  writeFileSync(beside, keys.privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
  try {
    await use(keys.publicKey, () => renameSync(beside, file));
  } finally {
    rmSync(beside, { force: true });
  }
  return keys;
}
