/** What does not get through is found without being asked for, said to who can mend it, and answered truly. */
import { Client, Connection } from '@temporalio/client';
import { decodeArrayFromPayloads } from '@temporalio/common/lib/internal-non-workflow';
import { launchedTransfer } from '../../src/database/launch-repository';
import pino from 'pino';
import { z } from 'zod';
import { createSweeper } from '../../src/api/engine/sweeper';
import { lookForWork } from '../../src/api/engine/work-watch';
import { rebuild } from '../../src/cli/rebuild';
import { endOvercome, raiseTrouble, transfersInTrouble } from '../../src/database/trouble-repository';
import { accessTo, sealing } from '../setup/sealing';
import { temporalAddress } from '../setup/temporal';
import { peopleOf } from './people';
import { expectProblem, startSystem, type System } from './system';

const items = z.array(
  z.looseObject({
    transfer: z.object({ id: z.string(), title: z.string().nullable() }).nullable(),
    kind: z.string(),
    title: z.string(),
    code: z.string(),
    since: z.string(),
    times: z.number(),
    todo: z.string(),
  }),
);
const readiness = z.object({
  status: z.string(),
  database: z.boolean(),
  engine: z.boolean(),
  troubles: z.array(z.object({ kind: z.string(), count: z.number(), oldest: z.string() })),
});

let system: System;
let people: ReturnType<typeof peopleOf>;
let connection: Connection;
beforeAll(async () => {
  system = await startSystem({ worker: true });
  people = peopleOf(system);
  connection = await Connection.connect({ address: temporalAddress() });
});
afterAll(async () => {
  await connection.close();
  await system.stop();
});

/** A sweeper of a process that has just started. */
const sweep = () =>
  createSweeper({ database: system.database.app, engine: system.engine, log: pino({ level: 'silent' }) }).sweep();

async function allTroubles(as = 'coordinator', language = 'zh'): Promise<z.output<typeof items>> {
  const reply = await system.ask('GET', '/api/troubles', { as, language });
  expect(reply.status).toBe(200);
  return items.parse(reply.body.items);
}
/** Of one transfer: what an earlier test's worker is still trying is none of the next one's. */
const troubles = async (transfer: string, as?: string, language?: string) =>
  (await allTroubles(as, language)).filter((one) => one.transfer?.id === transfer);

const ready = async () => {
  const reply = await system.ask('GET', '/readyz');
  expect(reply.status).toBe(200);
  return { reply, ...readiness.parse(reply.body) };
};

/** The transfer as a backup would bring it back that was taken before its last act. */
async function rolledBack(transfer: string, act: () => Promise<unknown>): Promise<void> {
  const { owner } = system.database;
  const tasks = await owner.query('select * from task where transfer = $1', [transfer]);
  const [head] = (await owner.query<{ seq: number }>('select * from head where transfer = $1', [transfer])).rows;
  await act();
  await owner.query('alter table ledger disable trigger user');
  for (const table of ['ledger', 'completion', 'completed_form'])
    await owner.query(`delete from ${table} where transfer = $1 and seq > $2`, [transfer, head?.seq]);
  await owner.query('alter table ledger enable trigger user');
  for (const table of ['task', 'closed_task'])
    await owner.query(`delete from ${table} where transfer = $1`, [transfer]);
  await owner.query('insert into task select * from json_populate_recordset(null::task, $1)', [
    JSON.stringify(tasks.rows),
  ]);
  await owner.query(
    `update head h set seq = x.seq, hash = x.hash, confirmed = x.confirmed, state = x.state
       from json_populate_record(null::head, $2) x where h.transfer = $1`,
    [transfer, JSON.stringify(head)],
  );
}

test('nothing is said where there is nothing', async () => {
  expect(await allTroubles()).toEqual([]);
  expect((await ready()).troubles).toEqual([]);
  expectProblem(await system.ask('GET', '/api/troubles', { as: 'kaihua-chief' }), 403, 'not-your-role');
  expectProblem(await system.ask('GET', '/api/troubles'), 401, 'unauthenticated');
});

test('a database that was put back is found by the sweeper and said to everybody who acts', async () => {
  const id = await people.launch(['MR-001', 'MR-002']);
  const task = await people.only('kaihua-chief', id);
  const body = people.answer(task);
  const key = 'k'.repeat(20);
  await rolledBack(id, () => people.complete('kaihua-chief', task, body, { key }));
  // before anybody has looked: it is no repeat of what is recorded, and not "already completed; nothing more is needed"
  expectProblem(await people.complete('kaihua-chief', task, body), 503, 'ledger-behind');
  expectProblem(await people.complete('kaihua-chief', task, body, { key }), 503, 'ledger-behind');
  await system.database.owner.query('delete from trouble');

  await sweep();
  const [found, ...others] = await troubles(id, 'admin', 'en');
  expect(others).toEqual([]);
  expect(found).toMatchObject({ kind: 'ledger-behind', code: 'entries-missing', times: 1, transfer: { id } });
  expect(found?.todo).toContain('backup');
  expect((await troubles(id, 'coordinator', 'zh'))[0]?.title).toBe('台账落后于流程引擎');
  const { troubles: counted, reply } = await ready();
  expect(counted).toEqual([{ kind: 'ledger-behind', count: 1, oldest: found?.since }]);
  expect(reply.text).not.toContain(id);
  expect((await system.ask('GET', '/metrics')).text).toContain('fuquan_troubles{kind="ledger-behind"} 1');
  // any other command waits in vain, and is told why as soon as it is known
  expectProblem(
    await system.ask('POST', `/api/transfers/${id}/notes`, {
      as: 'coordinator',
      body: { code: 'comment', text: '备注' },
    }),
    503,
    'ledger-behind',
  );

  // as the documents say: the ledger as it is counts, and people act again
  const handle = new Client({ connection }).workflow.getHandle(id);
  const { taskQueue } = await handle.describe();
  await handle.terminate('ledger restored');
  const temporal = accessTo(temporalAddress());
  await rebuild({ databaseUrl: system.database.url, temporal, data: '' }, undefined, taskQueue);
  await sweep();
  expect(await troubles(id)).toEqual([]);
  expect((await people.complete('kaihua-chief', task, body)).status).toBe(200);
});

const verdict = z.looseObject({
  checked: z.array(
    z.looseObject({ what: z.string(), broken: z.array(z.looseObject({ transfer: z.string().optional() })).optional() }),
  ),
});
/** What verification finds broken in a transfer. */
async function accused(transfer: string): Promise<string[]> {
  const { body } = await system.ask('GET', '/api/verification', { as: 'auditor' });
  const { checked } = verdict.parse(body);
  return checked.flatMap(({ what, broken = [] }) => (broken.some((one) => one.transfer === transfer) ? [what] : []));
}

test('a stored launch that was changed past the system is told of, and the procedure is started anew by its document', async () => {
  const id = await people.launch(['MR-007']);
  const { owner, app } = system.database;
  const launched = (await launchedTransfer(app, id))?.launch;
  await owner.query(
    `update matter set launch = launch || '{"subDistrict": "wolong", "settings": {"trialMonths": 1}}' where id = $1`,
    [id],
  );
  const client = new Client({ connection, dataConverter: sealing });
  const handle = client.workflow.getHandle(id);
  const { taskQueue } = await handle.describe();
  await handle.terminate('lost');
  const temporal = accessTo(temporalAddress());
  const rebuilt = await rebuild({ databaseUrl: system.database.url, temporal, data: '' }, undefined, taskQueue);
  expect(rebuilt).toContainEqual(expect.objectContaining({ transfer: id, result: 'rebuilt' }));
  const { events } = await handle.fetchHistory();
  const { payloads } = events?.[0]?.workflowExecutionStartedEventAttributes?.input ?? {};
  expect(await decodeArrayFromPayloads(client.options.loadedDataConverter, payloads)).toEqual([launched]);
  expect(await troubles(id)).toMatchObject([{ kind: 'launch-differs', transfer: { id } }]);
  await owner.query('delete from trouble');
  // verification accuses the launch that was changed, and nobody of the run that is another one now
  expect(await accused(id)).toEqual(['launches']);
  await owner.query('update matter set launch = $2 where id = $1', [id, launched]);
  expect(await accused(id)).toEqual([]);
});

test('a transfer that only the engine knows is found, too', async () => {
  const id = await people.launch(['MR-003']);
  const { owner } = system.database;
  await owner.query('alter table ledger disable trigger user');
  for (const table of ['ledger', 'task', 'head']) await owner.query(`delete from ${table} where transfer = $1`, [id]);
  await owner.query('alter table ledger enable trigger user');
  for (const table of ['participant', 'power_transfer_item', 'item', 'power_transfer'])
    await owner.query(`delete from ${table} where matter = $1`, [id]);
  await owner.query('delete from matter where id = $1', [id]);
  // the engine's list of what runs comes a little later than what runs
  for (let seen: readonly unknown[] = []; seen.length === 0; seen = await troubles(id)) await sweep();
  expect(await troubles(id)).toMatchObject([
    { kind: 'ledger-behind', code: 'transfer-unknown', transfer: { id, title: null } },
  ]);
  await new Client({ connection }).workflow.getHandle(id).terminate('gone');
  await sweep();
  expect(await troubles(id)).toEqual([]);
});

test('a transfer that the engine has lost is found; a command on it says so', async () => {
  const id = await people.launch(['MR-004']);
  await new Client({ connection }).workflow.getHandle(id).terminate('lost');
  expectProblem(
    await system.ask('POST', `/api/transfers/${id}/suspend`, { as: 'coordinator', body: { reason: '调整' } }),
    503,
    'engine-lost',
  );
  await system.database.owner.query('delete from trouble');
  await sweep();
  // a run that is started anew is away for a moment: it is told of a little later
  expect(await troubles(id)).toEqual([]);
  await system.database.owner.query(`update trouble set since = since - interval '1 minute'`);
  expect(await troubles(id)).toMatchObject([{ kind: 'engine-lost', code: 'broken-off', transfer: { id } }]);
  await system.database.owner.query('delete from trouble');
  await system.database.owner.query(`update head set state = 'withdrawn', over = true where transfer = $1`, [id]);
  await sweep();
  expect(await transfersInTrouble(system.database.app, ['engine-lost'])).toEqual([]);
});

test('what waits for a minute is told by its own time, and is over when it got through', async () => {
  const id = await people.launch(['MR-005']);
  const { owner, app } = system.database;
  await owner.query(`update head set confirmed = 0, written = written - interval '10 minutes' where transfer = $1`, [
    id,
  ]);
  await owner.query(`update matter set started = null, launched = launched - interval '5 minutes' where id = $1`, [id]);
  const silent = { ...system.engine, start: () => Promise.reject(new Error('away')) };
  const log = pino({ level: 'silent' });
  await createSweeper({ database: app, engine: silent, log }, { settledMs: 3_600_000 }).sweep();
  expect(await troubles(id)).toMatchObject([{ kind: 'launch-not-started', transfer: { id, title: '开化街道赋权' } }]);
  await owner.query('update matter set started = now() where id = $1', [id]);
  await createSweeper({ database: app, engine: silent, log }, { settledMs: 3_600_000 }).sweep();
  expect(await troubles(id)).toMatchObject([{ kind: 'engine-behind', transfer: { id } }]);
  await sweep(); // confirms the head
  await sweep();
  expect(await troubles(id)).toEqual([]);

  await raiseTrouble(app, { kind: 'record-refused', transfer: id, code: '22P02' });
  await endOvercome(app);
  expect(await transfersInTrouble(app, ['record-refused'])).toHaveLength(1);
  await owner.query('update head set written = now() where transfer = $1', [id]);
  await endOvercome(app);
  expect(await transfersInTrouble(app, ['record-refused'])).toEqual([]);
});

test('a record that the database does not take is a trouble while it is tried, and its sender is told', async () => {
  const id = await people.launch(['MR-006']);
  const task = await people.only('kaihua-chief', id);
  const { owner } = system.database;
  // something in the way of every write of this transfer's ledger
  await owner.query(`create function in_the_way() returns trigger language plpgsql as
    $$ begin raise exception 'in the way' using errcode = '55P03'; end $$`);
  await owner.query(`create trigger in_the_way before insert on ledger for each row
    when (new.transfer = '${id}') execute function in_the_way()`);
  const act = () => people.complete('kaihua-chief', task, people.answer(task), { key: 'w'.repeat(20) });
  try {
    expectProblem(await act(), 503, 'record-waits');
    await owner.query(`update trouble set since = since - interval '2 minutes'`);
    expect(await troubles(id)).toMatchObject([{ kind: 'record-waits', code: '55P03', transfer: { id } }]);
  } finally {
    await owner.query('drop trigger in_the_way on ledger');
  }
  expect((await act()).status).toBe(200);
  await sweep();
  expect(await troubles(id)).toEqual([]);
});

test('an engine that does not answer and workers that stand still are told, and are over when they are back', async () => {
  const { app, owner } = system.database;
  const known = async () => (await transfersInTrouble(app, ['engine-away', 'no-worker'])).map(({ kind }) => kind);
  const now = Date.now();
  const withEngine = (ready: boolean, seen: number | undefined) => ({
    database: app,
    engine: { ready: () => Promise.resolve(ready), workerSeen: () => Promise.resolve(seen) },
  });
  await lookForWork({ database: app, engine: system.engine }, now);
  expect(await known()).toEqual([]);
  await lookForWork(withEngine(true, now - 80_000), now);
  expect(await known()).toEqual(['no-worker']);
  await lookForWork(withEngine(false, undefined), now);
  expect((await known()).sort()).toEqual(['engine-away', 'no-worker']);
  await owner.query(`update trouble set since = since - interval '2 minutes' where transfer = ''`);
  expect((await ready()).troubles.map(({ kind }) => kind).sort()).toEqual(['engine-away', 'no-worker']);
  await lookForWork(withEngine(true, now - 60_000), now);
  expect(await known()).toEqual([]);
  await lookForWork(withEngine(true, undefined), now);
  expect(await known()).toEqual(['no-worker']);
  await lookForWork({ database: app, engine: system.engine }, now);
  expect(await known()).toEqual([]);
});
