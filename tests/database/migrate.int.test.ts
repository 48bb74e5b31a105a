import { randomBytes } from 'node:crypto';
import { openDatabase } from '../../src/database/connection';
import { namesThen } from '../../src/database/name-repository';
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
      // the tests' server has the roles already; this owner was not given them
      await expect(migrate(limited.href)).rejects.toThrow(`grant fuquan_worker to "${user}"`);
      await asAdministrator((client) => client.query(`grant fuquan_app, fuquan_api, fuquan_worker to ${user}`));
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
  it('work as their process, and read numbers and days as such', async () => {
    const { app, drop } = await freshDatabase();
    const { rows } = await app.query<{ who: string; large: number; day: string }>(
      `select current_user as who, 42::int8 as large, date '2025-01-31' as day`,
    );
    expect(rows).toEqual([{ who: 'fuquan_api', large: 42, day: '2025-01-31' }]);
    await drop();
  });

  it('refuse an integer that would not be exact', async () => {
    const { app, drop } = await freshDatabase();
    await expect(app.query('select 9007199254740993::int8')).rejects.toThrow(RangeError);
    await drop();
  });
});

describe('names before they were kept', () => {
  let url: string;
  beforeEach(async () => {
    url = await emptyDatabase();
  });
  afterEach(() => dropDatabase(url));

  it('come from the record of edits; what is older than it says that its name is a later one', async () => {
    const all = readMigrations();
    await migrate(url, all.slice(0, 13));
    const database = openDatabase(url, { max: 1 });
    await database.query(
      `insert into organisation values ('edited', 'department', '新局', 'new'), ('never', 'department', '老局', 'old'), ('made', 'department', '建局', 'made')`,
    );
    const account = (username: string, zh: string) =>
      database.query(
        `insert into account (username, password_hash, name_zh, name_en, organisation, role) values ($1, '', $2, 'x', 'edited', 'head')`,
        [username, zh],
      );
    await account('handed-on', '王五');
    await account('same', '赵六');
    await database.query(
      `insert into change_log (kind, subject, by_person, at, via, before, after) values
        ('organisation', 'edited', 'same', '2026-03-01T00:00:00Z', 'edit', '{"name": {"zh": "旧局", "en": "old"}}', '{"name": {"zh": "新局", "en": "new"}}'),
        ('organisation', 'made', 'same', '2026-02-01T00:00:00Z', 'edit', null, '{"kind": "department", "name": {"zh": "建局", "en": "made"}}'),
        ('account', 'handed-on', 'same', '2026-02-01T00:00:00Z', 'edit', '{"name": {"zh": "张三", "en": "x"}}', '{"name": {"zh": "李四", "en": "x"}}'),
        ('account', 'handed-on', 'same', '2026-04-01T00:00:00Z', 'edit', '{"role": "head"}', '{"role": "assessor"}'),
        ('account', 'handed-on', 'same', '2026-05-01T00:00:00Z', 'edit', '{"name": {"zh": "李四", "en": "x"}}', '{"name": {"zh": "王五", "en": "x"}}')`,
    );
    await database.query(`update migration.applied set applied = '2026-03-15T00:00:00Z' where number = 7`);
    await migrate(url);
    const then = await namesThen(database, ['handed-on', 'same']);
    const at = (date: string) => Date.parse(`${date}T00:00:00Z`);
    expect(['2026-01-01', '2026-03-01', '2026-06-01'].map((date) => then.person('handed-on', at(date)))).toEqual([
      { zh: '张三', en: 'x' },
      { zh: '李四', en: 'x' },
      { zh: '王五', en: 'x' },
    ]);
    expect(['2026-02-28', '2026-03-02'].map((date) => then.organisation('edited', at(date)).zh)).toEqual([
      '旧局',
      '新局',
    ]);
    expect(then.organisation('made', at('2026-03-01'))).toEqual({ zh: '建局', en: 'made' });
    expect(then.organisation('never', at('2026-03-01'))).toEqual({ zh: '老局', en: 'old', unkept: true });
    expect(then.person('same', at('2026-03-01'))).toMatchObject({ zh: '赵六', unkept: true });
    // the record of edits had begun and tells of no change
    expect(then.organisation('never', at('2026-03-16'))).toEqual({ zh: '老局', en: 'old' });
    expect(then.person('same', at('2026-03-16'))).toEqual({ zh: '赵六', en: 'x' });
    // from the upgrade on they are kept, whoever changes them
    await database.query(`update organisation set name_zh = '更名局' where id = 'never'`);
    await database.query(`update account set active = false where username = 'same'`);
    const now = await namesThen(database, ['same']);
    expect(now.organisation('never', at('2026-03-01'))).toMatchObject({ zh: '老局', unkept: true });
    expect(now.organisation('never', Infinity)).toEqual({ zh: '更名局', en: 'old' });
    expect(now.person('same', Infinity)).toEqual({ zh: '赵六', en: 'x' });
    await expect(database.query(`update organisation_name set zh = 'x'`)).rejects.toThrow('append-only');
    await database.end();
  });
});

describe('passwords of before', () => {
  it('that somebody else has set are changed by their owner at the next sign-in; no others', async () => {
    const url = await emptyDatabase();
    const all = readMigrations();
    await migrate(
      url,
      all.slice(
        0,
        all.findIndex(({ name }) => name.endsWith('-offices-of-trust.sql')),
      ),
    );
    const database = openDatabase(url, { max: 1 });
    await database.query(
      `insert into organisation (id, kind, name_zh, name_en) values ('x', 'coordination', 'x', 'x')`,
    );
    for (const [username, demonstration] of Object.entries({
      first: false,
      made: false,
      reset: false,
      moved: false,
      shown: true,
    }))
      await database.query(
        `insert into account (username, password_hash, name_zh, name_en, organisation, role, demonstration)
         values ($1, '', 'x', 'x', 'x', 'coordinator', $2)`,
        [username, demonstration],
      );
    await database.query(
      `insert into change_log (kind, subject, by_person, via, before, after) values
        ('account', 'made', 'first', 'edit', null, '{"role": "coordinator"}'),
        ('account', 'reset', 'first', 'edit', '{"password": null}', '{"password": "set anew"}'),
        ('account', 'shown', 'first', 'edit', '{"password": null}', '{"password": "set anew"}'),
        ('account', 'moved', 'first', 'edit', '{"role": "admin"}', '{"role": "coordinator"}')`,
    );
    await migrate(url);
    const { rows } = await database.query<{ username: string }>(
      'select username from account where must_change order by username',
    );
    expect(rows.map(({ username }) => username)).toEqual(['made', 'reset']);
    await database.end();
    await dropDatabase(url);
  });
});

describe('transfers of before', () => {
  it('are matters with their items, and what only a transfer has stands beside them', async () => {
    const url = await emptyDatabase();
    const all = readMigrations();
    await migrate(
      url,
      all.slice(
        0,
        all.findIndex(({ name }) => name.endsWith('-matters-and-items.sql')),
      ),
    );
    const database = openDatabase(url, { max: 1 });
    const statements = [
      `insert into organisation select x, k, x, x from (values ('street', 'sub-district'), ('market', 'department')) o (x, k)`,
      `insert into account (username, password_hash, name_zh, name_en, organisation, role) values ('steward', '', 'c', 'c', 'street', 'coordinator')`,
      `insert into field values ('f', 'f', 'f')`,
      `insert into power (code, name_zh, name_en, type, field, department, legal_basis, confidence)
        select x, x, x, 'penalty', 'f', 'market', 'l', 'high' from unnest('{AA-001,AA-002,AA-003}'::text[]) x`,
      `insert into transfer (id, title, sub_district, transition, mode, planned_effective_date, launched_by, digest, document, launch)
        select x, x, 'street', 'before', 'mixed', date '2027-01-01', 'steward', 'd', '{}', '{}' from unnest('{on,over}'::text[]) x`,
      `insert into head (transfer, state) values ('on', 'in-force'), ('over', 'withdrawn')`,
      `insert into transfer_power (transfer, position, power, department, field, mode, scope, period_from, period_until, sub_district, state, since,
          name_zh, name_en, legal_basis)
        select 'on', 0, 'AA-001', 'market', 'f', 'entrust', '{"territory": "t"}'::jsonb, date '2026-01-01', date '2028-01-01', 'street', 'in-force', timestamptz '2026-05-01', '名', 'name', 'basis'
        union all select 'on', 1, 'AA-002', 'market', 'f', 'devolve', '{}'::jsonb, null, null, 'street', 'recalled', timestamptz '2026-05-02', null, null, null
        union all select 'over', 0, 'AA-003', 'market', 'f', 'devolve', '{}'::jsonb, null, null, 'street', 'withdrawn', timestamptz '2026-05-03', null, null, null`,
      `insert into file (id, organisation, uploaded_by, sha256, name, media_type, size, content)
        select 'plan', 'street', 'steward', encode(sha256('x'), 'hex'), 'x.pdf', 'application/pdf', 1, 'x'`,
      `insert into transfer_plan values ('on', 0, 'plan')`,
    ];
    for (const statement of statements) await database.query(statement);
    await migrate(url);
    const { rows } = await database.query<{ row: unknown }>(
      `select to_jsonb(m) || to_jsonb(own) || to_jsonb(h) || to_jsonb(p) || to_jsonb(i) || jsonb_build_object('mode', own.mode, 'how', p.mode) as row
         from matter m join power_transfer own on own.matter = m.id join item i on i.matter = m.id join head h on h.transfer = m.id
         join power_transfer_item p on p.matter = i.matter and p.position = i.position order by m.id, i.position`,
    );
    const common = { procedure: 'power-transfer', sub_district: 'street', transition: 'before', mode: 'mixed' };
    const planned = { planned_effective_date: '2027-01-01', launched_by: 'steward', department: 'market', field: 'f' };
    const entrusted = { how: 'entrust', period_until: '2028-01-01', scope: { territory: 't' } };
    expect(rows.map(({ row }) => row)).toMatchObject(
      [
        {
          ...{ id: 'on', position: 0, subject: 'AA-001', power: 'AA-001', name_zh: '名', name_en: 'name' },
          ...{ state: 'in-force', living: true, over: false, legal_basis: 'basis', ...entrusted },
        },
        { id: 'on', position: 1, subject: 'AA-002', power: 'AA-002', state: 'recalled', living: false, over: false },
        { id: 'over', position: 0, subject: 'AA-003', power: 'AA-003', state: 'withdrawn', living: false, over: true },
      ].map((row) => ({ ...common, ...planned, ...row })),
    );
    await expect(database.query(`delete from file where id = 'plan'`)).rejects.toThrow('a file stays');
    // what is over is out of the way of another transfer, and what is held is not
    const again = (power: string) =>
      database.query(
        `with i as (insert into item (matter, position, subject, state) select 'over', 7, $1, 'in-progress')
         insert into power_transfer_item (matter, position, power, department, field, mode, scope, sub_district)
         values ('over', 7, $1, 'market', 'f', 'devolve', '{}', 'street')`,
        [power],
      );
    await expect(again('AA-001')).rejects.toThrow('power_transfer_item_living');
    await again('AA-002');
    await database.end();
    await dropDatabase(url);
  });
});
