import { openDatabase } from '../database/connection';
import { losePayloadKeys, payloadKeysInUse } from '../database/payload-key-repository';
import { apiRole } from '../database/rights';
import { inTransaction } from '../database/transaction';
import type { DataFolder } from './data-folder';
import { Trouble } from './trouble';

/** What a start knows of the key. */
export interface EngineKeyWanted {
  /** As FUQUAN_PAYLOAD_KEY; null: it is in the data folder. */
  readonly given: string | null;
  /** Whether there is anything yet that may be sealed: a store of the engine, ours or one that others keep. */
  readonly storeThere: boolean;
}

/**
 * The keys of what the engine keeps, for a start: those that were given, or the data folder's. One is made only where nothing
 * can be sealed with another: the database has noted none, or the engine's store was moved away (its keys are noted as lost then).
 *
 * @param databaseUrl by which the API comes, to the migrated database
 * @throws Trouble where there was a key, it is not there, and the store is
 */
export async function engineKeys(
  { given, storeThere }: EngineKeyWanted,
  data: Pick<DataFolder, 'path' | 'hasSecret' | 'secret'>,
  databaseUrl: string,
): Promise<string> {
  if (given !== null) return given;
  if (data.hasSecret('payloads')) return data.secret('payloads');
  const database = openDatabase(databaseUrl, { max: 1, role: apiRole, application: 'fuquan-start' });
  try {
    await inTransaction(database, async (client) => {
      const known = await payloadKeysInUse(client);
      if (known.length > 0 && storeThere) throw missing(data.path, known);
      await losePayloadKeys(client, known);
    });
  } finally {
    await database.end();
  }
  return data.secret('payloads');
}

const missing = (folder: string, known: readonly string[]): Trouble =>
  new Trouble({
    zh: `缺少流程引擎数据的密钥 ${folder}/keys/payloads（${known.join('、')}）：请从备份放回，或设置 FUQUAN_PAYLOAD_KEY；确已遗失的，将 ${folder}/temporal.db（连同 -wal、-shm 文件）移走，重新启动，再运行 npx fuquan rebuild，流程将从台账恢复`,
    en: `the key of what the engine keeps, ${folder}/keys/payloads (${known.join(', ')}), is missing: put it back from the backup, or set FUQUAN_PAYLOAD_KEY; if it is lost for good, move ${folder}/temporal.db away (with its -wal and -shm), start again, then run npx fuquan rebuild, which brings the transfers back from the ledger`,
  });
