/** What API and worker may do in the database: tried for every table and column, signed in as each of them. */
import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { openDatabase, type Pool } from '../../src/database/connection';
import { couldOwn, provideLogin } from '../../src/database/logins';
import { migrate } from '../../src/database/migrate';
import { apiRole, rights, workerRole, type TableRights } from '../../src/database/rights';
import { codeOf } from '../../src/runtime/trouble';
import { asAdministrator, freshDatabase, type TestDatabase } from '../setup/database';

interface Column {
  readonly table: string;
  readonly name: string;
  readonly type: string;
  /** The database gives its value itself. */
  readonly given: boolean;
}

const ending = randomBytes(4).toString('hex');
const people = [
  { role: apiRole, user: `api_${ending}`, of: (line: TableRights) => line.api },
  { role: workerRole, user: `worker_${ending}`, of: (line: TableRights) => line.worker },
] as const;

let database: TestDatabase;
let columns: readonly Column[];
let owner: pg.Client;
const pools = new Map<string, Pool>();
beforeAll(async () => {
  database = await freshDatabase();
  // what is the database's own does not come with a clone
  await migrate(database.url);
  owner = new pg.Client({ connectionString: database.url });
  await owner.connect();
  for (const { role, user } of people) {
    const url = new URL(database.url);
    url.username = user;
    url.password = 'of its own';
    await provideLogin(owner, { role, url: url.href });
    pools.set(role, openDatabase(url.href, { role, max: 2 }));
  }
  const { rows } = await owner.query<Column>(
    `select c.relname as table, a.attname as name, format_type(a.atttypid, a.atttypmod) as type,
        a.attidentity <> '' or a.attgenerated <> '' as given
       from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') order by c.relname, a.attnum`,
  );
  columns = rows;
});
afterAll(async () => {
  await Promise.all([owner.end(), ...[...pools.values()].map((pool) => pool.end())]);
  await database.drop();
  await asAdministrator(async (client) => {
    for (const { user } of people) await client.query(`drop role ${user}`);
  });
});

const poolOf = (role: string): Pool => {
  const pool = pools.get(role);
  if (!pool) throw new Error(role);
  return pool;
};

/** Whether the database lets it happen; nothing is there for it to happen to. */
async function lets(pool: Pool, sql: string): Promise<boolean> {
  try {
    await pool.query(sql);
    return true;
  } catch (error) {
    if (codeOf(error) === '42501') return false;
    throw new Error(sql, { cause: error });
  }
}

const columnActs: { readonly [act: string]: (column: Column) => string } = {
  select: ({ table, name }) => `select "${name}" from "${table}" where false`,
  insert: ({ table, name, type }) => `insert into "${table}" ("${name}") select null::${type} where false`,
  update: ({ table, name }) => `update "${table}" set "${name}" = default where false`,
};

/** Whether a line gives an act on a column: `update` of all, or `update (a, b)`. */
const gives = (line: readonly string[], act: string, column: string): boolean =>
  line.some((given) => {
    const [, word, some] = /^(\w+)(?: \((.+)\))?$/.exec(given) ?? [];
    return word === act && (some === undefined || some.split(', ').includes(column));
  });

test('every table has a line, and no line is of a table that is not there', () => {
  expect([...new Set(columns.map(({ table }) => table))]).toEqual(Object.keys(rights).sort());
});

test.each(people)('as $role each table and column gives what its line says, and nothing else', async ({ role, of }) => {
  const pool = poolOf(role);
  const wrong: string[] = [];
  const look = async (what: string, sql: string, expected: boolean) => {
    if ((await lets(pool, sql)) !== expected) wrong.push(`${what}: ${expected ? 'refused' : 'let happen'}`);
  };
  for (const column of columns) {
    const line = rights[column.table];
    for (const [act, sql] of Object.entries(columnActs)) {
      if (column.given && act === 'insert') continue;
      const expected = line !== undefined && gives(of(line), act, column.name);
      await look(`${act} ${column.table}.${column.name}`, sql(column), expected);
    }
  }
  for (const [table, line] of Object.entries(rights)) {
    await look(`delete ${table}`, `delete from "${table}" where false`, of(line).includes('delete'));
    await look(`truncate ${table}`, `truncate "${table}" cascade`, false);
  }
  expect(wrong).toEqual([]);
});

test('neither can write what the other writes, but for certificates, who takes part, troubles and what is told to the auditor', () => {
  const writes = (given: readonly string[]) => given.some((act) => act.startsWith('insert'));
  const both = Object.entries(rights).filter(([, { api, worker }]) => writes(api) && writes(worker));
  expect(both.map(([table]) => table).sort()).toEqual(['certificate', 'participant', 'system_note', 'trouble']);
  const ledger = rights['ledger'];
  expect(ledger).toEqual({ api: ['select'], worker: ['select', 'insert'] });
});

test.each(people)('$role owns nothing, makes nothing and becomes nobody else', async ({ role }) => {
  const pool = poolOf(role);
  expect(await couldOwn(pool)).toBe(false);
  const other = role === apiRole ? workerRole : apiRole;
  for (const sql of [
    'create table mine ()',
    'create schema mine',
    'create function public.mine() returns int language sql as $$ select 1 $$',
    'create or replace function refuse_change() returns trigger language plpgsql as $$ begin return new; end $$',
    'alter table ledger disable trigger user',
    'drop trigger ledger_rows_stay on ledger',
    'set role fuquan',
    `set role ${other}`,
    'set session_replication_role = replica',
    `grant ${other} to ${role}`,
    `create role another login`,
    'select * from migration.applied',
  ]) {
    expect([sql, await lets(pool, sql)]).toEqual([sql, false]);
    expect([sql, await lets(pool, `set role none; ${sql}`)]).toEqual([sql, false]);
  }
});

test('the worker cannot put a table of its session in the place of another', async () => {
  expect(await lets(poolOf(workerRole), 'create temporary table head ()')).toBe(false);
});

test('a login that is the owner itself, or whose password is wrong and not ours to set, is not taken', async () => {
  expect(await couldOwn(database.app)).toBe(true);
  await expect(provideLogin(owner, { role: apiRole, url: database.url })).rejects.toThrow(/can become fuquan/);
  const url = new URL(database.url);
  url.username = people[0].user;
  url.password = 'another';
  await expect(provideLogin(owner, { role: apiRole, url: url.href })).rejects.toThrow(/cannot sign in/);
});
