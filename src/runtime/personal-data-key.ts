import { openDatabase } from '../database/connection';
import {
  knownPersonalKey,
  losePersonalKey,
  otherPersonalKey,
  personalKeyWasThere,
} from '../database/personal-key-repository';
import { apiRole } from '../database/rights';
import { inTransaction } from '../database/transaction';
import type { DataFolder } from './data-folder';
import { personalKeyId } from './personal-data';
import { Trouble } from './trouble';

/** What a start knows of the key. */
export interface KeyWanted {
  /** As FUQUAN_KEY has it; null: it is in the data folder. */
  readonly key: string | null;
  /** Somebody says that the key of before is lost for good. */
  readonly keyLost: boolean;
}

/**
 * The key of personal data for a start: the one that was given, or the data folder's. One is made only where the database
 * has never known any, or was told that it is lost. Of keys that were never noted the API sees whether they
 * open anything (src/api/city/personal-key.ts).
 *
 * @param databaseUrl by which the API comes, to the migrated database
 * @throws Trouble where there was a key and it is not there or another one is, or it is said to be lost and is there
 */
export async function personalDataKey(
  { key: given, keyLost }: KeyWanted,
  data: DataFolder,
  databaseUrl: string,
): Promise<string> {
  const here = given ?? (data.hasSecret('personal-data') ? data.secret('personal-data') : null);
  const database = openDatabase(databaseUrl, { max: 1, role: apiRole, application: 'fuquan-start' });
  try {
    const name = here === null ? null : personalKeyId(Buffer.from(here, 'base64'));
    if (keyLost) await inTransaction(database, (client) => losePersonalKey(client, name));
    else if (name === null) {
      if (await personalKeyWasThere(database)) throw missing(data.path);
    } else {
      const known = await knownPersonalKey(database);
      if (known !== null && known !== name) throw otherPersonalKey(known, name);
    }
  } finally {
    await database.end();
  }
  return here ?? data.secret('personal-data');
}

const missing = (folder: string): Trouble =>
  new Trouble({
    zh: `缺少个人信息密钥 ${folder}/keys/personal-data，而数据库中已有用它加密的数据：请从备份放回；确已遗失的，加 --key-lost 启动一次`,
    en: `the key of personal data, ${folder}/keys/personal-data, is missing, and the database has what it sealed: put it back from the backup; if it is lost for good, start once with --key-lost`,
  });
