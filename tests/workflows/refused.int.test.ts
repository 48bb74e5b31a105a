/** What the database refuses, on a real engine: nobody waits for ever, and what stood still goes on. */
import { Worker } from '@temporalio/worker';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { ProcedureActivities } from '../../src/domain/procedure/activities';
import { messages } from '../../src/domain/procedure/message';
import { refusing, type Refuse } from '../activities/refusing';
import { aLaunch } from '../builders/launch';
import { realEngine } from './engine';
import { asked, foundTown, refused, type Affair, type Town } from './town';

const workflowsPath = join(__dirname, '..', '..', 'workflows', 'index.ts');

/** Whether the record is that of earlier versions: what the database refuses is thrown, and so it is tried again for ever. */
let asBefore = false;
let tries = 0;
const before = (real: ProcedureActivities): ProcedureActivities => ({
  ...real,
  async record(recording) {
    const told = await real.record(recording);
    if (!('refused' in told)) return told;
    tries++;
    if (asBefore) throw new Error(told.refused.code);
    return told;
  },
});

let engine: Awaited<ReturnType<typeof realEngine>>;
let town: Town;
let refuse: Refuse;
beforeAll(async () => {
  engine = await realEngine();
  // short: what is sent while a record is tried again comes with the next task
  town = await foundTown(engine, { around: before, taskTimeout: '2s' });
  refuse = await refusing(town.database.owner);
});
afterAll(async () => {
  await town.stop();
  await engine.close();
});

let transfers = 0;
const launched = (): Promise<Affair> =>
  town.launch(aLaunch({ count: 4, dayMs: null, transfer: `stuck-${process.pid}-${++transfers}` }));

async function until(arrived: () => boolean | Promise<boolean>): Promise<void> {
  for (const end = Date.now() + 40_000; !(await arrived()); await pause(50))
    if (Date.now() > end) throw new Error('it never comes to that');
}
const countOf = async ({ handle }: Affair, kind: 'accepted' | 'answered'): Promise<number> => {
  const { events } = await handle.fetchHistory();
  const has =
    kind === 'accepted'
      ? 'workflowExecutionUpdateAcceptedEventAttributes'
      : 'workflowExecutionUpdateCompletedEventAttributes';
  return (events ?? []).filter((event) => event[has]).length;
};
const replays = async (affair: Affair): Promise<void> =>
  Worker.runReplayHistory({ workflowsPath }, await affair.handle.fetchHistory(), affair.launch.transfer);

/** Half of an emoji, as it came in when nobody looked: valid JSON, and no text that PostgreSQL can hold. */
const half = '表情\ud83d断开';

test('a transfer that stood still by what an earlier version could not record goes on, and only that is refused', async () => {
  const affair = await launched();
  const task = await affair.theTask('declare-need');
  const bad = affair.answering(task, { powers: [0] });
  asBefore = true;
  // given: half an emoji in a reason, and others who come after it; all of it is in the engine's history
  const spoilt = { ...bad, detail: { ...bad.detail, comment: half } };
  const refusal = refused(affair.send(messages.completeStep, spoilt));
  await until(() => tries > 2);
  const accepted = await countOf(affair, 'accepted');
  const good = affair.send(messages.completeStep, affair.answering(task, { powers: [1, 2] }));
  const note = affair.act('addNote', { powers: '', code: 'comment' });
  await until(async () => (await countOf(affair, 'accepted')) >= Math.max(3, accepted + 2));
  // when: the version that can tell what the database says
  asBefore = false;
  // then
  expect(await refusal).toBe('cannot-be-stored');
  expect([(await good).seq, (await note).seq].sort()).toEqual([2, 3]);
  const entries = await affair.entries();
  expect(entries.map(({ kind }) => kind).sort()).toEqual(['complete', 'launch', 'note']);
  expect(JSON.stringify(await affair.ledger())).not.toContain('表情');
  await affair.say('declare-need', { powers: [0] });
  await affair.audited();
  await replays(affair);
});

test('a line of the system’s own is tried again by itself; meanwhile that transfer alone says that it needs repair', async () => {
  const [affair, another] = [await launched(), await launched()];
  await affair.carryUntil(asked('decide'));
  const repaired = await refuse('insert on publication', '22P02');
  tries = 0;
  // the decision itself is recorded, and its sender told so
  await affair.say('decide');
  const coming = { powers: '', code: 'comment' };
  expect(await refused(affair.act('addNote', coming))).toBe('transfer-needs-repair');
  // at the door: it leaves nothing in the history
  const count = await countOf(affair, 'accepted');
  expect(await refused(affair.act('addNote', coming))).toBe('transfer-needs-repair');
  expect(await refused(affair.act('suspendTransfer'))).toBe('transfer-needs-repair');
  expect(await countOf(affair, 'accepted')).toBe(count);
  await another.say('declare-need');
  // between two tries there is a pause, and nobody's asking shortens it
  expect(tries).toBeLessThan(8);
  await repaired();
  // it is tried again where nobody sends anything
  await until(async () => asked('sign-off-training')(await affair.inspect()));
  await affair.act('addNote', coming);
  await affair.audited();
  await replays(affair);
});
