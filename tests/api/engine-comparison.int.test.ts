/** A real transfer's ledger held against the engine that carried it, as it is and after somebody meddled with the table. */
import { Client, Connection } from '@temporalio/client';
import { setTimeout as wait } from 'node:timers/promises';
import type { z } from 'zod';
import { comparisonOfAllAnswer, engineComparisonAnswer } from '../../src/contract/audit';
import { rebuild } from '../../src/cli/rebuild';
import { beginRebuild } from '../../src/database/rebuild-repository';
import { hashOf } from '../../src/ledger/chain';
import { contentOf } from '../../src/ledger/content';
import { accessTo } from '../setup/sealing';
import { temporalAddress } from '../setup/temporal';
import { peopleOf } from './people';
import { expectProblem, startSystem, type System } from './system';

let system: System;
let people: ReturnType<typeof peopleOf>;
beforeAll(async () => {
  system = await startSystem({ worker: true, engineUi: 'http://127.0.0.1:8233/namespaces/default' });
  people = peopleOf(system);
});
afterAll(() => system.stop());

async function compared(id: string, as = 'auditor', language = 'en'): Promise<z.output<typeof engineComparisonAnswer>> {
  const reply = await system.ask('GET', `/api/transfers/${id}/engine-comparison`, { as, language });
  expect({ status: reply.status, text: reply.status === 200 ? '' : reply.text }).toEqual({ status: 200, text: '' });
  return engineComparisonAnswer.parse(reply.body);
}

/** A transfer with a launch, two answers and a withdrawal of one power. */
async function aTransfer(...powers: string[]): Promise<string> {
  const id = await people.launch(powers);
  await people.step('kaihua-chief', id);
  const withdrawn = await system.ask('POST', `/api/transfers/${id}/withdraw`, {
    as: 'coordinator',
    body: { reason: '调整', powers: powers.slice(0, 1) },
  });
  expect(withdrawn.status).toBe(200);
  await people.step('market-assessor', id);
  return id;
}

/** What the owner of the table could do on purpose: put the triggers out of the way. */
async function behindTheTriggers(sql: string, values: readonly unknown[]): Promise<void> {
  const { owner } = system.database;
  await owner.query('alter table ledger disable trigger user');
  try {
    await owner.query(sql, [...values]);
  } finally {
    await owner.query('alter table ledger enable trigger user');
  }
}

test('what people did is what the engine accepted, event by event', async () => {
  const id = await aTransfer('MR-001', 'MR-002');
  const found = await compared(id);
  expect(found).toMatchObject({ verdict: 'agree', title: 'Ledger and engine agree', extras: [] });
  expect(found.entries.map(({ kind, status }) => [kind, status])).toEqual([
    ['launch', 'witnessed'],
    ['complete', 'witnessed'],
    ['withdraw', 'witnessed'],
    ['complete', 'witnessed'],
  ]);
  const [launch, answer] = found.entries;
  expect(launch).toMatchObject({ accepted: 1, completed: null });
  // the events are those of an update under the entry's key
  const { run = '', accepted = 0, completed = 0, record = 0, key, link } = answer ?? {};
  expect(accepted).toBeLessThan(record ?? 0);
  expect(record).toBeLessThan(completed ?? 0);
  expect(link).toBe(`http://127.0.0.1:8233/namespaces/default/workflows/${id}/${run}/history/events/${accepted ?? ''}`);
  const history = await system.ask('GET', `/api/transfers/${id}/history`, { as: 'auditor' });
  expect(history.body.items?.[1]).toMatchObject({ update: key, run });
  expect((await compared(id, 'coordinator', 'zh')).title).toBe('台账与流程引擎一致');
});

test('what the engine lost is gone; rebuilt, it has taken the ledger over, and witnesses again what comes next', async () => {
  const id = await aTransfer('MR-010', 'MR-011');
  await behindTheTriggers(`update ledger set written = written - interval '1 hour' where transfer = $1`, [id]);
  const connection = await Connection.connect({ address: temporalAddress() });
  const client = new Client({ connection });
  const handle = client.workflow.getHandle(id);
  const { taskQueue } = await handle.describe();
  await handle.terminate('lost');
  await connection.workflowService.deleteWorkflowExecution({
    namespace: 'default',
    workflowExecution: { workflowId: id },
  });
  let found = await compared(id);
  // a deletion waits for the engine's own housekeeping, some twenty seconds
  while (found.runs.some((run) => run.found)) {
    await wait(100);
    found = await compared(id);
  }
  expect(found).toMatchObject({ verdict: 'no-run', counts: { gone: 4 }, extras: [] });
  expect(found.words).toContain('fuquan rebuild');
  const all = await system.ask('GET', '/api/engine-comparison', { as: 'auditor' });
  expect(comparisonOfAllAnswer.parse(all.body).items).toContainEqual(
    expect.objectContaining({ transfer: id, verdict: 'no-run' }),
  );
  // what has ended is kept only for a time: that accuses nobody
  const { owner } = system.database;
  await owner.query(`update head set state = 'withdrawn', over = true where transfer = $1`, [id]);
  expect((await compared(id)).verdict).toBe('history-gone');
  await owner.query(`update head set state = 'in-progress', over = false where transfer = $1`, [id]);

  const temporal = accessTo(temporalAddress());
  await rebuild({ databaseUrl: system.database.url, temporal, data: '' }, undefined, taskQueue);
  await people.step('market-head', id);
  found = await compared(id);
  expect(found).toMatchObject({ verdict: 'history-gone', counts: { adopted: 4, witnessed: 1 }, extras: [] });
  expect(found.entries[1]?.words).toContain('this is normal');
  expect(found.rebuilds).toMatchObject([{ run: null, why: 'the engine did not have it: fuquan rebuild' }]);
  expect(found.rebuilds[0]?.finished).toBeTruthy();
  await connection.close();
});

test('an entry that was slipped in behind the triggers, chain and head and all, is one that the engine never heard of', async () => {
  const id = await aTransfer('MR-003', 'MR-004');
  const { rows } = await system.database.owner.query<{ seq: number; hash: string; run: string }>(
    'select seq, hash, run from ledger where transfer = $1 order by seq desc limit 1',
    [id],
  );
  const last = rows[0] ?? { seq: 0, hash: '', run: '' };
  const seq = last.seq + 1;
  const entry = { kind: 'note', key: 'slipped-in', by: 'market-head', at: 1_790_000_000_000, code: 'comment' } as const;
  const content = contentOf({
    ...{ transfer: id, seq, put: [], gone: [], states: {}, command: {} },
    entry: { ...entry, powers: '1' },
  });
  const hash = hashOf(last.hash, content);
  await behindTheTriggers(
    `insert into ledger (transfer, seq, key, previous, hash, content, run, written, said_by, kind)
     values ($1, $2, $3, $4, $5, $6, $7, now() - interval '1 hour', 'market-head', 'note')`,
    [id, seq, entry.key, last.hash, hash, content, last.run],
  );
  await system.database.owner.query('update head set seq = $2, hash = $3, confirmed = $2 where transfer = $1', [
    id,
    seq,
    hash,
  ]);
  // the chain by itself cannot know; but no record wrote a note's own row
  const verified = await system.ask('GET', `/api/transfers/${id}/verification`, { as: 'auditor' });
  expect(verified.body['firstBroken']).toBeUndefined();
  expect(verified.body['checked']).toContainEqual(
    expect.objectContaining({
      what: 'notes',
      broken: [expect.objectContaining({ where: `${id} ${seq}`, code: 'row-missing', transfer: id, seq })],
    }),
  );
  const found = await compared(id);
  expect(found.verdict).toBe('ledger-has-more');
  expect(found.entries.at(-1)).toMatchObject({ seq, status: 'unknown', why: 'no-record' });
  expect(found.counts).toMatchObject({ witnessed: last.seq, unknown: 1 });
});

test('an entry that was taken off the end is one that the engine answered as recorded', async () => {
  const id = await aTransfer('MR-005', 'MR-006');
  const before = await compared(id);
  const gone = before.entries.at(-1);
  await behindTheTriggers('delete from ledger where transfer = $1 and seq = $2', [id, gone?.seq]);
  const found = await compared(id);
  expect(found.verdict).toBe('engine-has-more');
  expect(found.extras).toEqual([expect.objectContaining({ key: gone?.key, seq: gone?.seq, event: gone?.accepted })]);
});

test('words that were changed, with the chain computed anew, are not those that the engine remembers', async () => {
  const id = await aTransfer('MR-007', 'MR-008');
  const { rows } = await system.database.owner.query<{ previous: string; content: string }>(
    'select previous, content from ledger where transfer = $1 order by seq desc limit 1',
    [id],
  );
  const { previous = '', content = '' } = rows[0] ?? {};
  const altered = content.replace('market-assessor', 'market-head');
  expect(altered).not.toBe(content);
  await behindTheTriggers('update ledger set content = $2, hash = $3 where transfer = $1 and previous = $4', [
    id,
    altered,
    hashOf(previous, altered),
    previous,
  ]);
  const found = await compared(id);
  expect(found.verdict).toBe('differs');
  expect(found.entries.filter(({ status }) => status === 'differs')).toEqual([
    expect.objectContaining({ seq: found.entries.length, why: 'hash' }),
  ]);
});

test('where the runs that the ledger names are kept no more, nobody is accused', async () => {
  const id = await aTransfer('MR-001', 'MR-009');
  await behindTheTriggers(
    `update ledger set run = gen_random_uuid()::text, written = written - interval '1 hour' where transfer = $1 and seq < 3`,
    [id],
  );
  const found = await compared(id);
  expect(found.runs.filter((run) => !run.found)).toHaveLength(2);
  expect(found.verdict).toBe('history-gone');
  expect(found.entries.every(({ why }) => why === undefined)).toBe(true);
});

test('is for those who audit and coordinate, of transfers that are there', async () => {
  const id = await people.launch(['AG-001']);
  for (const as of ['kaihua-chief', 'market-head', 'government', 'admin'])
    expectProblem(await system.ask('GET', `/api/transfers/${id}/engine-comparison`, { as }), 403, 'not-your-role');
  expectProblem(
    await system.ask('GET', '/api/transfers/tnothere/engine-comparison', { as: 'auditor' }),
    404,
    'not-found',
  );
});

test('a content that was edited is not what the engine remembers, and one call names it among all transfers', async () => {
  const id = await aTransfer('MR-001', 'MR-003');
  await behindTheTriggers(
    `update ledger set content = replace(content, 'kaihua-chief', 'kaihua-other') where transfer = $1 and seq = 2`,
    [id],
  );
  const found = await compared(id);
  expect(found.verdict).toBe('differs');
  expect(found.entries.filter(({ why }) => why !== undefined).map(({ seq, why }) => [seq, why])).toEqual([[2, 'hash']]);
  const all = await system.ask('GET', '/api/engine-comparison', { as: 'auditor', language: 'en' });
  expect(all.body).toMatchObject({ verdict: 'differs', title: 'Ledger and engine differ' });
  const { items } = comparisonOfAllAnswer.parse(all.body);
  expect(items.find(({ transfer }) => transfer === id)).toMatchObject({ verdict: 'differs' });
  expectProblem(await system.ask('GET', '/api/engine-comparison', { as: 'kaihua-chief' }), 403, 'not-your-role');
});

test("a procedure that was started anew stands in the system's ledger, once", async () => {
  const id = await people.launch(['AG-003']);
  const { app, owner } = system.database;
  for (let time = 0; time < 2; time++) await beginRebuild(app, { transfer: id, run: 'a-run', why: 'stuck' });
  await owner.query(`update rebuild set finished = now() where transfer = $1`, [id]);
  const { rows } = await owner.query(
    `select content from system_note where kind = 'rebuild' and content ->> 'transfer' = $1`,
    [id],
  );
  expect(rows).toEqual([{ content: { transfer: id, run: 'a-run' } }]);
});
