/** What was done to the system is chained within a second, and what was done past it is found. */
import { insertChanges } from '../../src/database/change-repository';
import { loadSeed } from '../../src/database/seed/seed';
import { countRefusedSignIn } from '../../src/database/sign-in-repository';
import { createSystemLedgerWriter } from '../../src/database/system-ledger';
import { noteInSystem } from '../../src/database/system-note-repository';
import { inTransaction } from '../../src/database/transaction';
import { newKeys } from '../../src/ledger/checkpoint';
import { inSnapshot, readCheckpoints, takeCheckpoint } from '../../src/ledger/stored';
import { verifySystemLedger } from '../../src/ledger/stored-system';
import { freshDatabase, type TestDatabase } from '../setup/database';

const key = Buffer.alloc(32, 7);
let database: TestDatabase;
let write: () => Promise<number>;

/** A city without the demonstration's passwords, which take long to hash. */
beforeEach(async () => {
  database = await freshDatabase();
  await loadSeed(database.owner, { demonstration: false, key });
  await database.owner.query(
    `insert into account (username, password_hash, name_zh, name_en, organisation, role)
     values ('admin', 'a', '管', 'A', 'coordination', 'admin'), ('coordinator', 'b', '协', 'C', 'coordination', 'coordinator'),
       ('auditor', 'c', '审', 'U', 'audit', 'auditor')`,
  );
  await database.owner.query(
    `insert into officer (id, organisation, name, fields) values ('kaihua-01', 'kaihua', '王', '{culture}')`,
  );
  const writer = createSystemLedgerWriter(database.app, key);
  write = () => writer.write();
});
afterEach(() => database.drop());

const verify = (checkpoints: Parameters<typeof verifySystemLedger>[1] = {}) =>
  inSnapshot(database.app, (client) => verifySystemLedger(client, { key, ...checkpoints }));

const rename = (username: string, nameZh: string) =>
  inTransaction(database.app, async (client) => {
    await client.query('update account set name_zh = $2 where username = $1', [username, nameZh]);
    const after = { name: { zh: nameZh } };
    await insertChanges(client, [{ kind: 'account', subject: username, by: 'admin', via: 'edit', before: {}, after }]);
  });

/** What the owner of the tables could do on purpose: put the triggers out of the way. What is found then; all is taken back. */
async function foundAfter(sql: string, look = {}): Promise<unknown> {
  const client = await database.owner.connect();
  try {
    await client.query('begin');
    for (const table of ['system_ledger', 'system_note', 'change_log'])
      await client.query(`alter table ${table} disable trigger user`);
    await client.query(sql);
    return (await verifySystemLedger(client, { key, ...look })).broken;
  } finally {
    await client.query('rollback');
    client.release();
  }
}

test('given a system that was there, then its first entry says what, and later edits follow', async () => {
  await write();
  await rename('admin', '新名');
  expect(await write()).toBe(1);
  expect(await write()).toBe(0);
  const { count, notCompared, broken } = await verify();
  expect({ notCompared, broken }).toEqual({ notCompared: 0, broken: undefined });
  const { rows } = await database.app.query<{ kind: string }>(
    'select n.kind from system_ledger l join system_note n on n.id = l.note order by l.seq',
  );
  expect(rows).toHaveLength(count);
  expect([rows[0]?.kind, rows.at(-1)?.kind]).toEqual(['what-was-there', 'change']);
});

test('an edit that is noted and not yet chained accuses nobody', async () => {
  await write();
  await rename('admin', '新名');
  expect((await verify()).broken).toBeUndefined();
});

test('two writers at once, and a note that is committed after later ones: each note has one entry', async () => {
  await write();
  const other = createSystemLedgerWriter(database.app, key);
  const late = await database.app.connect();
  await late.query('begin');
  await noteInSystem(late, { kind: 'signed-in', by: 'admin', content: { late: true } });
  for (let n = 0; n < 20; n++) await noteInSystem(database.app, { kind: 'signed-in', by: 'admin', content: { n } });
  await Promise.all([write(), other.write(), write()]);
  await late.query('commit');
  late.release();
  await write();
  const { rows } = await database.app.query<{ notes: number; entries: number }>(
    'select (select count(*)::int from system_note) as notes, (select count(*)::int from system_ledger) as entries',
  );
  expect(rows[0]?.entries).toBe(rows[0]?.notes);
  expect((await verify()).broken).toBeUndefined();
});

test('given a newer version that brings reference data, then what it brings was not put in by hand', async () => {
  await write();
  await database.owner.query(`delete from power where code = 'MR-001'`);
  expect((await verify()).broken).toEqual([{ where: 'power MR-001', why: 'removed' }]);
  await loadSeed(database.owner, { demonstration: false, key });
  await write();
  expect((await verify()).broken).toBeUndefined();
});

test('given a look that failed, then what was noted meanwhile is not taken for seen', async () => {
  await write();
  // what an older copy of the database has: a note of a transaction that is long past for this writer
  await database.owner.query(
    `insert into system_note (kind, by_person, content, written_in) values ('signed-in', 'admin', '{}', '3')`,
  );
  expect(await write()).toBe(0);
  await database.owner.query('revoke insert on system_ledger from fuquan_api');
  await noteInSystem(database.app, { kind: 'signed-in', by: 'admin', content: {} });
  await expect(write()).rejects.toThrow('permission denied');
  await database.owner.query('grant insert on system_ledger to fuquan_api');
  expect(await write()).toBe(2);
  expect((await verify()).broken).toBeUndefined();
});

test('a thousand edits at once are chained', async () => {
  await write();
  const edits = Array.from({ length: 1_001 }, (_, n) => ({
    ...({ kind: 'power', subject: `XX-${1000 + n}`, by: 'coordinator', via: 'import', before: null } as const),
    after: { n },
  }));
  await insertChanges(database.app, edits);
  expect(await write()).toBe(1_001);
  expect((await verify()).broken).toBeUndefined();
});

test('what is done past the application is found and named', async () => {
  await write();
  await noteInSystem(database.app, { kind: 'signed-in', by: 'admin', content: {} });
  await write();
  await rename('admin', '新名');
  await write();
  expect((await verify()).broken).toBeUndefined();
  const manipulations: readonly (readonly [string, { readonly where: string; readonly why: string }])[] = [
    [
      `update account set role = 'auditor', organisation = 'audit' where username = 'coordinator'`,
      { where: 'account coordinator', why: 'stands' },
    ],
    [`update account set password_hash = 'x' where username = 'auditor'`, { where: 'account auditor', why: 'stands' }],
    [
      `insert into account (username, password_hash, name_zh, name_en, organisation, role) values ('put-in', 'x', 'x', 'x', 'audit', 'auditor')`,
      { where: 'account put-in', why: 'unrecorded' },
    ],
    [`update officer set name = '别人' where id = 'kaihua-01'`, { where: 'officer kaihua-01', why: 'stands' }],
    [`update place_settings set own = '{"assessDays": 0}'`, { where: 'settings place', why: 'stands' }],
    [`update power set legal_basis = '别的法' where code = 'MR-001'`, { where: 'power MR-001', why: 'stands' }],
    [`update change_log set after = '{}'`, { where: '#3', why: 'edit' }],
    [`update change_log set at = at - interval '1 year'`, { where: '#3', why: 'edit' }],
    [
      `insert into change_log (kind, subject, by_person, via, after) values ('power', 'MR-001', 'admin', 'edit', '{}')`,
      { where: 'change_log', why: 'unnoted' },
    ],
    [`update system_note set by_person = 'auditor' where kind = 'change'`, { where: '#3', why: 'note' }],
    [
      `update system_ledger set content = replace(content, 'admin', 'audit') where seq = 3`,
      { where: '#3', why: 'hash' },
    ],
    [`delete from system_ledger where seq = 2`, { where: '#2', why: 'missing' }],
  ];
  for (const [sql, broken] of manipulations)
    expect([sql, await foundAfter(sql)]).toEqual([sql, expect.arrayContaining([broken])]);
});

test('a ledger whose end was cut off is found by a checkpoint, one begun anew by the note of its first beginning', async () => {
  const { privateKey } = newKeys();
  await write();
  await rename('admin', '新名');
  await write();
  await takeCheckpoint(database.owner, privateKey, new Date());
  const checkpoints = await inSnapshot(database.app, readCheckpoints);
  expect((await verify({ checkpoints })).broken).toBeUndefined();
  expect(
    await foundAfter('delete from system_ledger where seq = (select max(seq) from system_ledger)', { checkpoints }),
  ).toContainEqual({ where: '#2', why: 'missing' });
  await database.owner.query('alter table system_ledger disable trigger user');
  await database.owner.query('delete from system_ledger');
  await write();
  expect((await verify()).broken).toContainEqual({ where: 'system_note', why: 'begun-twice' });
});

test('refused sign-ins become one entry a name, address and minute, when the minute is over', async () => {
  const writer = createSystemLedgerWriter(database.app, key);
  const refused = { who: 'admin', known: true, address: '10.0.0.1' };
  for (let n = 0; n < 3; n++) await countRefusedSignIn(database.app, refused, 'wrong');
  await countRefusedSignIn(database.app, refused, 'limited');
  await countRefusedSignIn(database.app, { ...refused, who: 'ab12', known: false }, 'wrong');
  await writer.write(new Date(Date.now() - 60_000));
  const entries = async () =>
    (
      await database.app.query<{ content: object }>(
        `select n.content from system_ledger l join system_note n on n.id = l.note where n.kind = 'sign-in-refused' order by l.seq`,
      )
    ).rows.map(({ content }) => content);
  expect(await entries()).toEqual([]);
  await writer.write(new Date(Date.now() + 120_000));
  const minute = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:00Z$/);
  const counted = (await entries()).reduce(
    (sum: number, content) => sum + ('wrong' in content ? Number(content.wrong) : 0),
    0,
  );
  expect(counted).toBe(4);
  expect(await entries()).toContainEqual({ unknown: 'ab12', address: '10.0.0.1', minute, wrong: 1, limited: 0 });
});
