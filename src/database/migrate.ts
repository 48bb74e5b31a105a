import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { codeOf, reasonOf, Trouble } from '../runtime/trouble';
import { provideLogin, type Login } from './logins';
import { applyRights, processRoles } from './rights';

/** One numbered file of plain SQL. */
export interface Migration {
  readonly number: number;
  readonly name: string;
  readonly sql: string;
  /** SHA-256 of the text, line ends as on Unix. */
  readonly checksum: string;
}

/** Whom the processes of versions before worked as, both alike (migrations/0003-rights.sql); nobody does any more. */
const roleOfBefore = 'fuquan_app';

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
 * @param url of the database's owner, who may create roles or was given those that there are (rights.ts)
 * @param logins by which API and worker are to come; they are made where they are missing
 * @returns the files that were applied now
 * @throws Trouble where the server, the rights or what is already there do not allow it
 */
export async function migrate(
  url: string,
  migrations: readonly Migration[] = readMigrations(),
  logins: readonly Login[] = [],
): Promise<string[]> {
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
    if (missing.length > 0) await checkRights(client, applied === 0 ? [roleOfBefore, ...processRoles] : processRoles);
    for (const migration of missing) await apply(client, migration);
    // rights are those of the newest form
    if (migrations.length === readMigrations().length) await provideRoles(client);
    for (const login of logins) await provideLogin(client, login);
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

async function checkRights(client: pg.Client, needed: readonly string[]): Promise<void> {
  const { rows } = await client.query<{ owner: string; creates: boolean }>(
    `select current_user as owner,
            has_schema_privilege('public', 'create') and has_database_privilege(current_database(), 'create') as creates`,
  );
  const rights = rows[0];
  if (rights && !rights.creates) {
    throw new Trouble({
      zh: `用户 ${rights.owner} 不能在此数据库中建表：请用数据库所有者的 DATABASE_URL`,
      en: `${rights.owner} may not create tables in this database: give the owner's DATABASE_URL`,
    });
  }
  await checkRoles(client, needed);
}

/** Whether the owner can work as each role, or make and give what is missing. Throws Trouble with what an administrator runs. */
async function checkRoles(client: pg.Client, needed: readonly string[]): Promise<void> {
  const { rows } = await client.query<{ owner: string; roles: boolean; there: string[] }>(
    `select current_user as owner, rolsuper or rolcreaterole as roles,
       (select coalesce(array_agg(rolname::text), '{}') from pg_roles where rolname = any($1)) as there
       from pg_roles where rolname = current_user`,
    [needed],
  );
  const { owner = '?', roles = false, there = [] } = rows[0] ?? {};
  const commands: string[] = [];
  for (const role of needed) {
    if (!there.includes(role)) {
      if (!roles) commands.push(`create role ${role} nologin; grant ${role} to "${owner}";`);
    } else if (!(await mayBecomeRole(client, role))) commands.push(`grant ${role} to "${owner}";`);
  }
  if (commands.length === 0) return;
  throw new Trouble({
    zh: `用户 ${owner} 不能使用所需的角色：请数据库管理员执行 ${commands.join(' ')}`,
    en: `${owner} may not work as the roles that are needed: let an administrator of the database run ${commands.join(' ')}`,
  });
}

/** Whether the owner was given a role that others made, or can give it to itself: tried, and taken back. */
async function mayBecomeRole(client: pg.Client, role: string): Promise<boolean> {
  for (const statement of [`set local role ${role}`, `grant ${role} to current_user`]) {
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

/** Makes the roles that are missing, also in a server that a backup was restored to, and gives both what they may do. */
async function provideRoles(client: pg.Client): Promise<void> {
  await checkRoles(client, processRoles);
  await client.query('begin');
  try {
    for (const role of processRoles) {
      // roles are the server's: a migration of another database may make it at the same moment
      await client.query(
        `do $$ begin
           if not exists (select from pg_roles where rolname = '${role}') then create role ${role} nologin; end if;
         exception when duplicate_object or unique_violation then null; end $$`,
      );
      await client.query(
        `do $$ begin
           set local role ${role};
           reset role;
         exception when insufficient_privilege then
           grant ${role} to current_user;
         end $$`,
      );
    }
    await applyRights(client);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw error;
  }
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
