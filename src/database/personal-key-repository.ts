/** What the database knows of the key of personal data: which one there was, and what is sealed. */
import type { PoolClient } from 'pg';
import { Trouble } from '../runtime/trouble';
import { lockOfficers } from './officer-editing';
import type { Queryable } from './queryable';
import { keysInUse, noteInSystem } from './system-note-repository';

/** How notes of keys name this one. */
const purpose = 'personal-data';

/** Name of the key that was put to use last and is not lost; null where there is none. */
export async function knownPersonalKey(database: Queryable): Promise<string | null> {
  const [key = null] = await keysInUse(database, purpose);
  return key;
}

/** Notes that a key was put to use. */
export const notePersonalKey = (database: Queryable, key: string): Promise<void> =>
  noteInSystem(database, { kind: 'key-made', content: { key, for: purpose } });

/** Whether a loss of the key was ever noted. */
export async function personalKeyWasLost(database: Queryable): Promise<boolean> {
  const { rowCount } = await database.query(
    `select from system_note where kind = 'key-lost' and content ->> 'for' = $1 limit 1`,
    [purpose],
  );
  return rowCount !== 0;
}

/** Whether there was a key that nobody has said is lost: it is noted, or something is sealed of before keys were noted. */
export async function personalKeyWasThere(database: Queryable): Promise<boolean> {
  if ((await knownPersonalKey(database)) !== null) return true;
  return !(await personalKeyWasLost(database)) && (await sealedOfficers(database, '', 1)).length > 0;
}

/**
 * Notes that the key is lost: what it sealed stays unreadable, and another one may be put to use.
 *
 * @param here name of the key that this machine has; null: none
 * @returns the name of the lost one; empty where it was never noted
 * @throws Trouble where there is none to lose, or it is here
 */
export async function losePersonalKey(client: PoolClient, here: string | null): Promise<string> {
  const known = await knownPersonalKey(client);
  if (!(await personalKeyWasThere(client)))
    throw new Trouble({
      zh: '数据库没有启用中的个人信息密钥：无需登记遗失',
      en: 'the database knows of no key of personal data in use: there is none to lose',
    });
  if (here !== null && here === known)
    throw new Trouble({
      zh: `个人信息密钥 ${known} 就在本机（FUQUAN_KEY 或数据目录的 keys/personal-data）：没有遗失`,
      en: `the key of personal data, ${known}, is on this machine (FUQUAN_KEY, or keys/personal-data of the data folder): it is not lost`,
    });
  await noteInSystem(client, { kind: 'key-lost', content: { key: known ?? '', for: purpose } });
  return known ?? '';
}

/** What is said of a key that is not the one in use. @param known its name; null: it was never noted */
export const otherPersonalKey = (known: string | null, key: string): Trouble =>
  new Trouble({
    zh: `个人信息密钥不对：数据库中的数据由密钥 ${known ?? '（另一个）'} 加密，现在给的是 ${key}。请从备份放回 keys/personal-data（或改正 FUQUAN_KEY）；确已遗失的，先登记：npm start 加 --key-lost，或 fuquan admin key-lost`,
    en: `this is not the key of personal data: the database's is ${known ?? '(another one)'}, given is ${key}. Put keys/personal-data back from the backup (or set FUQUAN_KEY right); if it is lost for good, say so first: npm start with --key-lost, or fuquan admin key-lost`,
  });

/** What is sealed of an officer. */
export interface SealedOfficer {
  readonly id: string;
  readonly idNumber: Buffer | null;
  readonly phone: Buffer | null;
}

/** Officers of whom something is sealed, a page by id. */
export async function sealedOfficers(database: Queryable, after: string, limit: number): Promise<SealedOfficer[]> {
  const { rows } = await database.query<SealedOfficer>(
    `select id, id_number as "idNumber", phone from officer
      where id > $1 and (id_number is not null or phone is not null) order by id limit $2`,
    [after, limit],
  );
  return rows;
}

/** Puts what is sealed in the place of what was, where nobody has written it meanwhile. */
export async function sealAnew(client: PoolClient, before: SealedOfficer, now: SealedOfficer): Promise<void> {
  await lockOfficers(client);
  await client.query(
    `update officer set id_number = $2, phone = $3
      where id = $1 and id_number is not distinct from $4 and phone is not distinct from $5`,
    [before.id, now.idNumber, now.phone, before.idNumber, before.phone],
  );
}
