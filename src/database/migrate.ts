import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { codeOf, reasonOf, Trouble } from '../runtime/trouble';

/** One numbered file of plain SQL. */
export interface Migration {
  readonly number: number;
  readonly name: string;
  readonly sql: string;
  /** SHA-256 of the text, line ends as on Unix. */
  readonly checksum: string;
}

/** The role that the application's processes work as (migrations/0003-rights.sql). */
export const applicationRole = 'fuquan_app';

const leastVersion = 150_000;
// any number that no other program is likely to lock; the lock is the database's own, not the server's
const lock = 7_281_105;

/**
 * The migrations of a folder, in order.
 * @throws Error where a number is missing or there twice
 */
export function readMigrations(folder: string = join(__dirname, 'migrations')): Migration[] {
  const files = readdirSync(folder).filter((file) => file.endsWith('.sql'));
  return files.sort().map((file, index) => {
    const found = /^(\d{4})-([a-z0-9-]+)\.sql$/.exec(file);
    if (!found || Number(found[1]) !== index + 1) throw new Error(`migrations are numbered without gaps: ${file}`);
    const sql = readFileSync(join(folder, file), 'utf8').replaceAll('\r\n', '\n');
    return { number: index + 1, name: file, sql, checksum: createHash('sha256').update(sql).digest('hex') };
  });
}

/**
 * Brings a database to the newest form. Forward only, each file in its own transaction, one process at a time.
 * @param url of the database's owner, who may create roles or was given `fuquan_app`
 * @returns the files that were applied now
 * @throws Trouble where the server, the rights or what is already there do not allow it
 */
export async function migrate(url: string, migrations: readonly Migration[] = readMigrations()): Promise<string[]> {
  const client = new pg.Client({ connectionString: url, application_name: 'fuquan-migrate' });
  client.on('error', () => undefined);
  await client.connect().catch((error: unknown) => {
    throw new Trouble({
      zh: `无法连接数据库（${reasonOf(error)}）：请检查 DATABASE_URL 以及数据库是否在运行`,
      en: `cannot connect to the database (${reasonOf(error)}): check DATABASE_URL and that the server runs`,
    });
  });
  try {
    await checkServer(client);
    // held by the session: whoever comes second waits, then finds everything done
    await client.query('select pg_advisory_lock($1)', [lock]);
    const applied = await appliedOnes(client, migrations);
    const missing = migrations.slice(applied);
    if (missing.length > 0) await checkRights(client);
    for (const migration of missing) await apply(client, migration);
    await checkRole(client);
    return missing.map((migration) => migration.name);
  } finally {
    await client.end();
  }
}

async function checkServer(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ version: string; number: number }>(
    `select current_setting('server_version') as version, current_setting('server_version_num')::int as number`,
  );
  const server = rows[0];
  if (server && server.number >= leastVersion) return;
  throw new Trouble({
    zh: `数据库是 PostgreSQL ${server?.version ?? '?'}，需要 15 或更新：请升级，或改用另一个 DATABASE_URL`,
    en: `the database server is PostgreSQL ${server?.version ?? '?'} and must be 15 or newer: upgrade it, or use another DATABASE_URL`,
  });
}

/** How many were applied before; they are as they were then, or it is refused. */
async function appliedOnes(client: pg.Client, migrations: readonly Migration[]): Promise<number> {
  const { rows: found } = await client.query<{ there: boolean }>(
    `select to_regclass('migration.applied') is not null as there`,
  );
  if (!found[0]?.there) return 0;
  const { rows } = await client.query<{ number: number; name: string; checksum: string }>(
    'select number, name, checksum from migration.applied order by number',
  );
  for (const row of rows) {
    const migration = migrations[row.number - 1];
    if (!migration) {
      throw new Trouble({
        zh: `数据库比本程序新（已有 ${row.name}）：请使用较新的版本`,
        en: `the database is newer than this program (it has ${row.name}): use the newer version`,
      });
    }
    if (migration.checksum !== row.checksum) {
      throw new Trouble({
        zh: `已执行过的迁移 ${row.name} 被改动：请恢复该文件，另写新的编号文件`,
        en: `the migration ${row.name} was applied and has changed since: restore it, and write a new numbered file instead`,
      });
    }
  }
  return rows.length;
}

async function checkRights(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ owner: string; creates: boolean; roles: boolean; role: boolean }>(
    `select current_user as owner,
            has_schema_privilege('public', 'create') and has_database_privilege(current_database(), 'create') as creates,
            (select rolsuper or rolcreaterole from pg_roles where rolname = current_user) as roles,
            exists (select from pg_roles where rolname = $1) as role`,
    [applicationRole],
  );
  const rights = rows[0];
  if (rights && !rights.creates) {
    throw new Trouble({
      zh: `用户 ${rights.owner} 不能在此数据库中建表：请用数据库所有者的 DATABASE_URL`,
      en: `${rights.owner} may not create tables in this database: give the owner's DATABASE_URL`,
    });
  }
  if (!rights) return;
  if (!rights.role && !rights.roles) throw mayNotBeRole(rights.owner, `create role ${applicationRole} nologin; `);
  if (rights.role && !(await mayBecomeRole(client))) throw mayNotBeRole(rights.owner, '');
}

/** Whether the owner was given a role that others made, or can give it to itself: tried, and taken back. */
async function mayBecomeRole(client: pg.Client): Promise<boolean> {
  for (const statement of [`set local role ${applicationRole}`, `grant ${applicationRole} to current_user`]) {
    await client.query('begin');
    try {
      await client.query(statement);
      return true;
    } catch (error) {
      if (codeOf(error) !== '42501') throw error;
    } finally {
      await client.query('rollback');
    }
  }
  return false;
}

/** Tries to be the role: that is what every pool of the application does. */
async function checkRole(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ owner: string }>('select current_user as owner');
  try {
    await client.query(`set role ${applicationRole}`);
    await client.query('reset role');
  } catch (error) {
    if (codeOf(error) !== '42501') throw error;
    throw mayNotBeRole(rows[0]?.owner ?? '?', '');
  }
}

function mayNotBeRole(owner: string, first: string): Trouble {
  const command = `${first}grant ${applicationRole} to "${owner}";`;
  return new Trouble({
    zh: `用户 ${owner} 不能使用角色 ${applicationRole}：请数据库管理员执行 ${command}`,
    en: `${owner} may not work as ${applicationRole}: let an administrator of the database run ${command}`,
  });
}

async function apply(client: pg.Client, migration: Migration): Promise<void> {
  await client.query('begin');
  try {
    // in a schema of its own, out of the reach of rights that are given on all tables of `public`
    await client.query('create schema if not exists migration');
    await client.query(
      `create table if not exists migration.applied (
         number integer primary key, name text not null, checksum text not null, applied timestamptz not null default now()
       )`,
    );
    await client.query(migration.sql);
    await client.query('insert into migration.applied (number, name, checksum) values ($1, $2, $3)', [
      migration.number,
      migration.name,
      migration.checksum,
    ]);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    if (codeOf(error) === '42P07') {
      throw new Trouble({
        zh: `数据库中已有别的表（${reasonOf(error)}）：请给一个空数据库`,
        en: `there are other tables in the database (${reasonOf(error)}): give an empty one`,
      });
    }
    throw new Error(`migration ${migration.name}: ${reasonOf(error)}`, { cause: error });
  }
}
