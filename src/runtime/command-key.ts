/**
 * The key with which the API signs commands: a file that nobody else reads. Its public half is in the database, so whoever
 * starts knows that there was one: none is made silently in the place of one that is missing.
 */
import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import type { Pool } from 'pg';
import {
  isLiving,
  listCommandKeys,
  replaceCommandKey,
  signaturesRequiredSince,
} from '../database/command-key-repository';
import { openDatabase } from '../database/connection';
import { keyIdOf } from '../ledger/checkpoint';
import { newKeyFile } from './key-file';
import { Trouble } from './trouble';

/** What an API calls itself at the database where it signs, and where it does not; earlier versions never did. */
export const signingApplication = 'fuquan-api-signing';
export const unsigningApplication = 'fuquan-api';

const make = 'fuquan admin command-key make';

/**
 * Reads a key of commands.
 *
 * @throws Trouble where the file is missing, cannot be read or holds no Ed25519 key
 */
export function readCommandKey(file: string): KeyObject {
  try {
    const key = createPrivateKey(readFileSync(file));
    if (key.asymmetricKeyType === 'ed25519') return key;
  } catch (error) {
    throw unreadable(file, error);
  }
  throw unreadable(file);
}

const unreadable = (file: string, cause?: unknown): Trouble =>
  new Trouble(
    {
      zh: `${file} 不存在、无法读取，或不是 Ed25519 私钥（PEM）：请放回操作签名密钥的文件；确已丢失的，先用 fuquan admin command-key lost 登记，再用 ${make} 新建`,
      en: `${file} is missing, cannot be read or holds no Ed25519 private key (PEM): put the file of the key of commands back; if it is lost, say so with fuquan admin command-key lost and make another with ${make}`,
    },
    { cause },
  );

/** A new key, in the file and in the database, or in neither; whichever signed before is retired. Tells its name. */
export async function makeCommandKey(database: Pool, file: string): Promise<string> {
  const { publicKey } = await newKeyFile(file, (made, put) => replaceCommandKey(database, made, put));
  return keyIdOf(publicKey);
}

/**
 * Whether a key can sign: it is known to this database, and was neither retired nor lost.
 *
 * @throws Trouble where it is not, with what to do
 */
async function mustSign(database: Pool, key: KeyObject, file: string): Promise<void> {
  const id = keyIdOf(key);
  const known = (await listCommandKeys(database)).find((one) => one.id === id);
  if (known && isLiving(known)) return;
  throw known
    ? new Trouble({
        zh: `${file} 中的操作签名密钥 ${id} 已停用或登记为丢失：请用 ${make} 新建，再重新启动`,
        en: `the key of commands ${id} in ${file} was retired or is lost: make another with ${make}, then start again`,
      })
    : new Trouble({
        zh: `${file} 中的操作签名密钥 ${id} 不属于此数据库：请放回原来的文件，或用 ${make} 新建`,
        en: `the key of commands ${id} in ${file} is not one of this database: put the right file back, or make another with ${make}`,
      });
}

/**
 * Whether an API may do its work as it is set up.
 *
 * @throws Trouble where its key cannot sign, or it has none and everybody's acts must be signed
 */
export async function whetherToSign(database: Pool, key: KeyObject | null, file: string | null): Promise<void> {
  if (key && file !== null) return mustSign(database, key, file);
  if ((await signaturesRequiredSince(database)) === undefined) return;
  throw new Trouble({
    zh: '此系统要求操作签名：请用 FUQUAN_COMMAND_KEY_FILE 指定操作签名密钥的文件（数据目录中的 keys/commands）',
    en: 'everybody’s acts must be signed in this system: name the file of the key of commands with FUQUAN_COMMAND_KEY_FILE (keys/commands in the data folder)',
  });
}

/**
 * Sees that there is a key to sign with, and makes the very first one.
 *
 * @param url of the database's owner, already in its newest form
 * @throws Trouble where there was a key and it is missing, or cannot sign any more
 */
export async function provideCommandKey(url: string, file: string): Promise<void> {
  const database = openDatabase(url, { max: 1, application: 'fuquan-keys' });
  try {
    const known = await listCommandKeys(database);
    if (known.length === 0 && !existsSync(file)) await makeCommandKey(database, file);
    else if (known.length === 0) await makeKnown(database, readCommandKey(file));
    else await mustSign(database, readCommandKey(file), file);
  } finally {
    await database.end();
  }
}

/** A key that somebody put there, or that was written when the database was lost. */
const makeKnown = (database: Pool, key: KeyObject): Promise<void> =>
  replaceCommandKey(database, createPublicKey(key), () => undefined);
