/** What a record costs does not grow with what the city holds already. */
import { aLaunch } from '../builders/launch';
import type { TestDatabase } from '../setup/database';
import { cityDatabase } from './laid-down';
import { recordedWalk } from './recorded-walk';

let database: TestDatabase;
beforeAll(async () => {
  database = await cityDatabase();
});
afterAll(() => database.drop());

/** Rows of transfers that have been read since the database was made. */
async function rowsRead(): Promise<number> {
  // what this connection has counted is told with the end of this statement
  await database.app.query('select pg_stat_force_next_flush()');
  const { rows } = await database.owner.query<{ read: string }>(
    `select sum(coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0)) as read from pg_stat_user_tables
     where relname in ('register', 'task', 'closed_task', 'completion', 'completed_form', 'decision', 'publication', 'renewal', 'ledger')`,
  );
  return Number(rows[0]?.read);
}

/** Rows read by one transfer from its launch until its powers are returned. */
async function readBy(transfer: string): Promise<number> {
  const before = await rowsRead();
  const dealt = await recordedWalk(database, aLaunch({ count: 2, transfer }));
  await dealt.carryUntil(() => dealt.walk.tasks().some(({ step }) => step === 'evaluate'));
  const narrower = { words: [{ powers: '0', reason: '力量不足', particulars: { territory: '建成区', reserved: [] } }] };
  await dealt.say('evaluate', { office: 'market', outcomes: { retain: [1], narrow: [0] }, detail: narrower });
  await dealt.carryUntil(() => [0, 1].every((position) => dealt.walk.state(position) === 'in-force'));
  dealt.walk.takeBack('recall', [0, 1]);
  await dealt.carryUntil(() => [0, 1].every((position) => dealt.walk.state(position) === 'recalled'));
  return (await rowsRead()) - before;
}

test('a transfer reads as much in a city that has handed down everything as in one that begins', async () => {
  const first = await readBy('first');
  const { rowCount } = await database.owner.query(
    `insert into register (power, sub_district, holder, exercised_by, mode, scope, since, transfer, position, decision)
     select w.code, s.id, s.id, s.id, 'devolve', '{}', now(), 'first', 1000 + row_number() over (), '{}'
     from power w cross join organisation s where s.id in ('wolong', 'xinping')`,
  );
  await database.owner.query(
    `insert into completion (transfer, seq, part, task, step, organisation, by_person, at, outcome, powers)
     select 'first', 1000 + n, 0, 'task', 'evaluate', 'market', 'market-head', now(), 'narrow', '{[0,2)}' from generate_series(1, 2000) n`,
  );
  expect(rowCount).toBeGreaterThan(1_000);
  const later = await readBy('later');
  expect(later - first).toBeLessThan(500);
});
