import { aLaunch } from '../builders/launch';
import type { TestDatabase } from '../setup/database';
import { cityDatabase } from './laid-down';
import { recordedWalk } from './recorded-walk';

let database: TestDatabase;
beforeAll(async () => {
  database = await cityDatabase();
  const { walk, carryUntil } = await recordedWalk(database.app, aLaunch({ count: 2, transfer: 'a-transfer' }));
  await carryUntil(() => walk.state(0) === 'in-force');
});
afterAll(() => database.drop());

const asApplication = () => database.app;
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
  ['the application', asApplication],
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

test.each(['head', 'register', 'completion', 'publication', 'transfer'])(
  'the application cannot delete from %s, nor empty it',
  async (table) => {
    await expect(database.app.query(`delete from ${table}`)).rejects.toMatchObject({ code: '42501' });
    await expect(database.app.query(`truncate ${table} cascade`)).rejects.toMatchObject({ code: '42501' });
  },
);

test.each(['completion', 'completed_form', 'note', 'decision', 'training', 'handover_confirmation'])(
  'the application cannot rewrite what people said (%s)',
  async (table) => {
    await expect(database.app.query(`update ${table} set seq = seq`)).rejects.toMatchObject({ code: '42501' });
  },
);

test('the application can neither take the trigger away nor become the owner', async () => {
  await expect(database.app.query('alter table ledger disable trigger all')).rejects.toMatchObject({ code: '42501' });
  await expect(database.app.query('drop trigger ledger_rows_stay on ledger')).rejects.toMatchObject({ code: '42501' });
  await expect(
    database.app.query(
      'create or replace function refuse_change() returns trigger language plpgsql as $$ begin return new; end $$',
    ),
  ).rejects.toMatchObject({ code: '42501' });
});

test('two entries after the same one cannot both be there', async () => {
  const insert = (seq: number, key: string) =>
    database.app.query(
      `insert into ledger (transfer, seq, key, previous, hash, content, run)
       select transfer, $1, $2, previous, repeat('a', 64), content, run from ledger where seq = 2`,
      [seq, key],
    );
  await expect(insert(1_000, 'other')).rejects.toMatchObject({ constraint: 'ledger_transfer_previous_key' });
  await expect(insert(2, 'other')).rejects.toMatchObject({ code: '23505' });
});
