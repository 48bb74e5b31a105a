/**
 * A worker stands still until its workflow task has timed out, and then gets that task, begins a record, and in the middle
 * of it gets the next task with what people sent meanwhile. The engine's library goes on with the same run; a replay meets
 * all of it at once. Nothing of that may stay in the history.
 */
import { temporal } from '@temporalio/proto';
import { Worker } from '@temporalio/worker';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Recorded } from '../../src/domain/procedure/record';
import { messages } from '../../src/domain/procedure/message';
import { aLaunch } from '../builders/launch';
import { temporalAddress } from '../setup/temporal';
import { realEngine } from './engine';
import { openSlowWay, type SlowWay } from './slow-way';
import { foundTown, type Affair, type Town } from './town';

type Event = temporal.api.history.v1.IHistoryEvent;

const { EventType } = temporal.api.enums.v1;
const workflowsPath = join(__dirname, '..', '..', 'workflows', 'index.ts');

/** Once set, the next records wait for it between being written and being answered. */
let gate: Promise<void> = Promise.resolve();
let written: () => void = () => undefined;

let way: SlowWay;
let engine: Awaited<ReturnType<typeof realEngine>>;
let town: Town;
beforeAll(async () => {
  way = await openSlowWay(temporalAddress());
  engine = await realEngine(way.address);
  town = await foundTown(engine, {
    taskTimeout: '2s',
    around: (real) => ({
      ...real,
      record: async (recording): Promise<Recorded> => {
        const answer = await real.record(recording);
        written();
        await gate;
        return answer;
      },
    }),
  });
});
afterAll(async () => {
  await town.stop();
  await engine.close();
  await way.stop();
});

const eventsOf = async ({ handle }: Affair): Promise<readonly Event[]> => (await handle.fetchHistory()).events ?? [];

/** Waits until the run has so many events of a kind. */
async function until({ handle }: Affair, kind: keyof typeof EventType, count: number): Promise<void> {
  for (;;) {
    const { events } = await handle.fetchHistory();
    if ((events ?? []).filter(({ eventType }) => eventType === EventType[kind]).length >= count) return;
    await pause(20);
  }
}
const countOf = (events: readonly Event[], kind: keyof typeof EventType): number =>
  events.filter(({ eventType }) => eventType === EventType[kind]).length;

test('what was recorded across a lost task comes out the same in a replay', async () => {
  const launch = aLaunch({ count: 4, dayMs: 6_000, limits: { 'declare-need': 1 }, transfer: `lost-${process.pid}` });
  const affair = await town.launch(launch);
  const task = await affair.theTask('declare-need');
  const begun = countOf(await eventsOf(affair), 'EVENT_TYPE_WORKFLOW_TASK_STARTED');

  // given: the limit comes, and its task is given to a worker that does not hear of it
  way.hold();
  await until(affair, 'EVENT_TYPE_TIMER_FIRED', 1);
  await until(affair, 'EVENT_TYPE_WORKFLOW_TASK_STARTED', begun + 1);
  const said = affair.send(messages.completeStep, affair.answering(task));
  await pause(100);
  const lost = way.held();
  // it is lost, and the next one goes the same way, with what was said
  await until(affair, 'EVENT_TYPE_WORKFLOW_TASK_TIMED_OUT', 1);
  await until(affair, 'EVENT_TYPE_WORKFLOW_TASK_STARTED', begun + 2);

  // when: the worker hears of the lost one, and of the next while it records
  let open: () => void = () => undefined;
  gate = new Promise((resolve) => (open = resolve));
  const recording = new Promise<void>((resolve) => (written = resolve));
  way.letThrough(lost);
  await recording;
  way.letThrough();
  // nobody tells when the library has it: a moment, or the test shows nothing
  await pause(300);
  open();

  // then: what was said is recorded and answered, after the limit, and once
  await expect(said).resolves.toMatchObject({ seq: 3 });
  await affair.settled();
  expect((await affair.entries()).map(({ kind }) => kind).slice(0, 3)).toEqual(['launch', 'clock', 'complete']);
  await affair.audited();
  const history = await affair.handle.fetchHistory();
  await Worker.runReplayHistory({ workflowsPath }, history, launch.transfer);
  // and it was as it was meant: the limit and what was said are two records of one task
  const tasks = (history.events ?? []).flatMap(({ markerRecordedEventAttributes: marker }) =>
    marker ? [String(marker.workflowTaskCompletedEventId)] : [],
  );
  expect(new Set(tasks).size).toBe(tasks.length - 1);
});
