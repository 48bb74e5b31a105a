import { aLaunch } from '../builders/launch';
import type { TestDatabase } from '../setup/database';
import { cityDatabase } from './laid-down';
import { recordedWalk } from './recorded-walk';

let database: TestDatabase;
beforeAll(async () => {
  database = await cityDatabase();
  const { walk, carryUntil } = await recordedWalk(database, aLaunch({ count: 2, transfer: 'a-transfer' }));
  await carryUntil(() => walk.state(0) === 'in-force');
});
afterAll(() => database.drop());

const asApplication = () => database.app;
const asWorker = () => database.worker;
const asOwner = () => database.owner;

/** What nobody may do, and the table that must be the same afterwards. */
const alterations = [
  [`update ledger set content = '{}' where seq = 1`, 'ledger'],
  [`update ledger set written = now() - interval '1 year'`, 'ledger'],
  ['delete from ledger where seq = 2', 'ledger'],
  ['delete from ledger', 'ledger'],
  ['truncate ledger', 'ledger'],
  [`with gone as (delete from ledger returning *) select count(*) from gone`, 'ledger'],
  [
    `insert into ledger select transfer, seq, 'x', previous, repeat('0', 64), content, run, now(), said_by, kind from ledger where seq = 1
    on conflict (transfer, seq) do update set hash = excluded.hash`,
    'ledger',
  ],
] as const;

describe.each([
  ['the API', asApplication],
  ['the worker', asWorker],
  ['the owner', asOwner],
])('%s cannot change the ledger', (_, who) => {
  test.each(alterations)('%s', async (sql, table) => {
    const look = async () => JSON.stringify((await database.owner.query(`select * from ${table} order by seq`)).rows);
    const before = await look();
    await expect(who().query(sql)).rejects.toMatchObject({ code: '42501' });
    expect(await look()).toBe(before);
    expect(before.length).toBeGreaterThan(100);
  });
});

// whoever may end an entry may do so once, and nothing else; a superuser has to put the trigger out of the way first
describe.each([
  ['the worker', asWorker],
  ['the owner', asOwner],
])('%s does nothing to an entry of the register but end it, once', (_, who) => {
  test.each([
    `update register set holder = 'market'`,
    `update register set until = now(), scope = '{}'`,
    'update register set answers_for_earlier = sub_district',
    'update register set until = null',
    'delete from register',
    'truncate register',
  ])('%s', async (sql) => {
    await expect(who().query(sql)).rejects.toMatchObject({ code: '42501' });
  });
});

test('an entry of the register that has ended does not end again', async () => {
  const end = () => database.worker.query(`update register set until = now() where position = 0`);
  expect((await end()).rowCount).toBe(1);
  await expect(end()).rejects.toMatchObject({ code: '42501' });
});

test('a file is kept as it came, and is removed only where nothing names it', async () => {
  const keep = (id: string) =>
    database.app.query(
      `insert into file (id, sha256, name, media_type, size, organisation, uploaded_by, content)
       values ($1, 'x', 'x', 'text/plain', 1, 'kaihua', 'kaihua-chief', 'x')`,
      [id],
    );
  await keep('named');
  await keep('unnamed');
  await database.app.query(`insert into launch_file values ('a-transfer', 0, 'named')`);
  for (const sql of [
    `update file set content = 'y'`,
    `update file set sha256 = 'y'`,
    `delete from file where id = 'named'`,
  ])
    for (const who of [asApplication, asWorker, asOwner])
      await expect(who().query(sql)).rejects.toMatchObject({ code: '42501' });
  expect((await database.app.query(`update file set wanted = now()`)).rowCount).toBe(2);
  expect((await database.app.query(`delete from file where id = 'unnamed'`)).rowCount).toBe(1);
});

test('two entries after the same one cannot both be there', async () => {
  const insert = (seq: number, key: string) =>
    database.worker.query(
      `insert into ledger (transfer, seq, key, previous, hash, content, run)
       select transfer, $1, $2, previous, repeat('a', 64), content, run from ledger where seq = 2`,
      [seq, key],
    );
  await expect(insert(1_000, 'other')).rejects.toMatchObject({ constraint: 'ledger_transfer_previous_key' });
  await expect(insert(2, 'other')).rejects.toMatchObject({ code: '23505' });
});
