import { randomBytes } from 'node:crypto';
import { openDatabase } from '../../src/database/connection';
import { migrate, readMigrations, type Migration } from '../../src/database/migrate';
import { Trouble } from '../../src/runtime/trouble';
import { asAdministrator, dropDatabase, emptyDatabase, freshDatabase } from '../setup/database';

const first: Migration = { number: 1, name: '0001-a.sql', sql: 'create table a ()', checksum: 'a' };
const second: Migration = { number: 2, name: '0002-b.sql', sql: 'create table b ()', checksum: 'b' };
const broken: Migration = { number: 2, name: '0002-b.sql', sql: 'create table b (); select nothing', checksum: 'b' };

describe('migrations', () => {
  let url: string;
  beforeEach(async () => {
    url = await emptyDatabase();
  });
  afterEach(() => dropDatabase(url));

  const tables = async () => {
    const database = openDatabase(url, { max: 1 });
    const { rows } = await database.query<{ name: string }>(
      `select tablename as name from pg_tables where schemaname = 'public' order by 1`,
    );
    await database.end();
    return rows.map((row) => row.name);
  };

  it('are applied once, in order, and then nothing is left to do', async () => {
    const all = readMigrations();
    expect(await migrate(url)).toEqual(all.map((migration) => migration.name));
    expect(await migrate(url)).toEqual([]);
  });

  it('wait for another process that applies them', async () => {
    const applied = await Promise.all([migrate(url), migrate(url), migrate(url)]);
    expect(applied.filter((names) => names.length > 0)).toHaveLength(1);
  });

  it('leave nothing of one that fails', async () => {
    await expect(migrate(url, [first, broken])).rejects.toThrow('0002-b.sql');
    expect(await tables()).toEqual(['a']);
    await migrate(url, [first, second]).catch(() => undefined);
    expect(await tables()).toEqual(['a', 'b']);
  });

  it('refuse one that was changed after it was applied', async () => {
    await migrate(url, [first]);
    await expect(migrate(url, [{ ...first, checksum: 'other' }])).rejects.toThrow(
      /0001-a.sql was applied and has changed/,
    );
  });

  it('refuse a database that is newer than the program', async () => {
    await migrate(url, [first, second]);
    await expect(migrate(url, [first])).rejects.toThrow(/newer than this program/);
  });

  it('refuse a database with tables of others', async () => {
    const database = openDatabase(url, { max: 1 });
    await database.query('create table organisation ()');
    await database.end();
    await expect(migrate(url)).rejects.toThrow(/give an empty one/);
  });

  it('name what an owner without rights needs from an administrator', async () => {
    const user = `limited_${randomBytes(4).toString('hex')}`;
    const name = new URL(url).pathname.slice(1);
    await asAdministrator(async (client) => {
      await client.query(`create role ${user} login password 'x'`);
      await client.query(`alter database ${name} owner to ${user}`);
    });
    const limited = new URL(url);
    limited.username = user;
    limited.password = 'x';
    try {
      // the tests' server has the role already; this owner was not given it
      await expect(migrate(limited.href)).rejects.toThrow(`grant fuquan_app to "${user}"`);
      await asAdministrator((client) => client.query(`grant fuquan_app to ${user}`));
      expect(await migrate(limited.href)).toHaveLength(readMigrations().length);
    } finally {
      await dropDatabase(url);
      await asAdministrator((client) => client.query(`drop role ${user}`));
    }
  });

  it('say that the server cannot be reached', async () => {
    await expect(migrate('postgres://nobody:x@127.0.0.1:1/none')).rejects.toBeInstanceOf(Trouble);
  });
});

describe('connections', () => {
  it('work as the application, which can add to the ledger and not change it', async () => {
    const { app, drop } = await freshDatabase();
    const { rows } = await app.query<{ who: string; large: number; day: string }>(
      `select current_user as who, 42::int8 as large, date '2025-01-31' as day`,
    );
    expect(rows).toEqual([{ who: 'fuquan_app', large: 42, day: '2025-01-31' }]);
    await expect(app.query('delete from ledger')).rejects.toThrow(/permission denied/);
    await expect(app.query('select * from migration.applied')).rejects.toThrow(/permission denied/);
    await drop();
  });

  it('refuse an integer that would not be exact', async () => {
    const { app, drop } = await freshDatabase();
    await expect(app.query('select 9007199254740993::int8')).rejects.toThrow(RangeError);
    await drop();
  });
});
