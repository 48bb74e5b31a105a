import { hash } from '@node-rs/argon2';
import type { Pool, PoolClient } from 'pg';
import { dateAt } from '../../domain/procedure/calendar';
import { noteInSystem } from '../system-note-repository';
import { inTransaction } from '../transaction';
import { demonstrationAccounts, demonstrationPassword } from './accounts';
import { readCity, readPowers } from './files';
import { insertOfficers } from './officers';
import { freedomRestricting, insertAuthorisations, insertPowers } from './powers';

export interface SeedOptions {
  /** Also what only a demonstration has: authorisations that are no real documents, accounts, officers. */
  readonly demonstration: boolean;
  /** Encrypts personal data. */
  readonly key: Buffer;
}

async function insertReference(client: PoolClient): Promise<void> {
  const { organisations, fields } = readCity();
  for (const { id, kind, name } of organisations)
    await client.query(
      'insert into organisation (id, kind, name_zh, name_en) values ($1, $2, $3, $4) on conflict (id) do nothing',
      [id, kind, name.zh, name.en],
    );
  for (const { code, name } of fields)
    await client.query('insert into field (code, name_zh, name_en) values ($1, $2, $3) on conflict (code) do nothing', [
      code,
      name.zh,
      name.en,
    ]);
  await insertPowers(client, readPowers());
}

async function insertAccounts(client: PoolClient): Promise<void> {
  const { rows } = await client.query<{ username: string }>('select username from account');
  const there = new Set(rows.map(({ username }) => username));
  const missing = demonstrationAccounts.filter(({ username }) => !there.has(username));
  const hashes = await Promise.all(missing.map(() => hash(demonstrationPassword)));
  for (const [index, { username, name, organisation, role }] of missing.entries())
    await client.query(
      `insert into account (username, password_hash, name_zh, name_en, organisation, role, demonstration)
       values ($1, $2, $3, $4, $5, $6, true) on conflict (username) do nothing`,
      [username, hashes[index], name.zh, name.en, organisation, role],
    );
}

const loadedTables = { organisation: 'id', account: 'username', power: 'code', officer: 'id' } as const;
type Loaded = Map<string, ReadonlySet<string>>;

async function namesThere(client: PoolClient): Promise<Loaded> {
  const there: Loaded = new Map();
  for (const [table, name] of Object.entries(loadedTables)) {
    const { rows } = await client.query<{ name: string }>(`select ${name} as name from ${table}`);
    there.set(table, new Set(rows.map((row) => row.name)));
  }
  return there;
}

/** What a newer version brings: the system's ledger is told, or its verification would take it for put in by hand. */
async function noteLoaded(client: PoolClient, before: Loaded): Promise<void> {
  const content: { [table: string]: string[] } = {};
  for (const [table, names] of await namesThere(client)) {
    const added = [...names].filter((name) => !before.get(table)?.has(name));
    if (added.length > 0) content[table] = added;
  }
  if (Object.keys(content).length > 0) await noteInSystem(client, { kind: 'loaded', content });
}

/**
 * Loads the city: organisations, fields and powers always; in a demonstration also what opens the powers, people and
 * officers. All or nothing; what is there already stays as it is, so that it can be run at every start.
 */
export async function loadSeed(pool: Pool, { demonstration, key }: SeedOptions): Promise<void> {
  await inTransaction(pool, async (client) => {
    // two processes that start at once take turns
    await client.query("select pg_advisory_xact_lock(hashtext('fuquan seed'))");
    // before it was begun, its first entry says what is there
    const { rows } = await client.query<{ begun: boolean }>('select exists (select from system_ledger) as begun');
    const before = rows[0]?.begun ? await namesThere(client) : undefined;
    await insertReference(client);
    if (demonstration) {
      await insertPowers(client, [freedomRestricting]);
      await insertAuthorisations(client, readPowers());
      await insertAccounts(client);
      await insertOfficers(client, key, dateAt(Date.now()));
    }
    if (before) await noteLoaded(client, before);
  });
}
