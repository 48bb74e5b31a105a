/**
 * The engine's side of a procedure: messages come in, one record a pass goes out, and the ledger decides the order.
 *
 * A handler only queues. A pass takes limits that have come, then what the system has done, then what people sent; all of
 * it is recorded in one transaction, and nobody is answered, nor refused, before the ledger has confirmed where it stands.
 * Where it stands elsewhere, the procedure takes what it missed and judges again.
 */
import {
  CancellationScope,
  allHandlersFinished,
  condition,
  continueAsNew,
  proxyLocalActivities,
  sleep,
  workflowInfo,
} from '@temporalio/workflow';
import type { ProcedureActivities } from '../../src/domain/procedure/activities';
import type { Launch } from '../../src/domain/procedure/launch';
import type { Receipt } from '../../src/domain/procedure/message';
import type { Change, Entry, Head, MissedRecord, Progress, RecordLine, Task } from '../../src/domain/procedure/record';
import type { Instant, Step } from '../../src/domain/procedure/step';
import { pack } from '../../src/domain/procedure/ranges';
import type { Course } from './case';
import { listen } from './messages';
import { failure, type Waiting } from './inbox';
import type { OpenTask } from './desk';
import type { Judgement } from './judge';
import { beginning, takeStand } from './stand';

const { record, carryOut } = proxyLocalActivities<ProcedureActivities>({
  startToCloseTimeout: '10s',
  retry: { initialInterval: '100ms', maximumInterval: '5s' },
});

/**
 * Every handler has come to its next wait: a condition's callback runs when no microtask is left. Not in the stretch in
 * which the engine calls the workflow, where conditions are tried before microtasks: `run` steps out of it first.
 */
function atRest(): Promise<void> {
  let armed = false;
  const rested = condition(() => armed);
  armed = true;
  return rested;
}

const textOf = ({ put, gone, states }: Change): string =>
  JSON.stringify([
    put.map((t) => [t.id, t.step, t.office, t.about ?? null, t.powers, t.opened, t.due, t.overdue ?? false]),
    gone,
    Object.entries(states).sort(([a], [b]) => (a < b ? -1 : 1)),
  ]);

/**
 * Runs a procedure from its launch (or from where its last run stopped) until every power has ended its way.
 *
 * Nobody cancels it: what ends a procedure is a record. Outside of a cancellable scope each wait is also cheaper, since
 * the engine's library listens for a cancellation at every one, and tracks each promise that it makes for that.
 *
 * @throws where the ledger holds a record that does not come out of the prose: the edition is wrong, or the ledger was altered.
 */
export const procedure = <E extends string>(
  steps: readonly Step[],
  launch: Launch,
  earlier: Progress | undefined,
  course: Course<E>,
): Promise<{ readonly [state: string]: string }> =>
  CancellationScope.nonCancellable(() => run(steps, launch, earlier, course));

async function run<E extends string>(
  steps: readonly Step[],
  launch: Launch,
  earlier: Progress | undefined,
  course: Course<E>,
): Promise<{ readonly [state: string]: string }> {
  await Promise.resolve(); // see atRest
  const { runId, startTime } = workflowInfo();
  const linesPerRun = launch.linesPerRun ?? 300;
  const actsApart = launch.edition === 1;

  // ---- what the ledger is known to hold: this and only this survives
  let known: Progress = earlier ?? beginning;
  const tasks = new Map<string, Task>(known.tasks.map((task) => [task.id, task]));
  const receipts = new Map<string, Receipt>();
  let stand = takeStand(known, steps, launch, course);

  let waiting: Waiting[] = [];
  let dirty = true;
  let wake: (() => void) | undefined;
  /** Something is to be looked at. */
  const stir = () => {
    dirty = true;
    wake?.();
  };
  let inFlight = false;
  let closing = false;
  let compare = false;
  let adopted = 0;

  const checkpoint = (): Progress => ({ ...known, tasks: [...tasks.values()] });

  function confirmed(lines: readonly (Change & { readonly entry: Entry })[], head: Head): void {
    const recordedBefore = known.seq;
    known = { ...known, ...head, journal: [...stand.journal], states: stand.states(), now: stand.desk.now() };
    lines.forEach((line, i) => {
      for (const id of line.gone) tasks.delete(id);
      for (const task of line.put) tasks.set(task.id, task);
      const opened = line.put.filter((task) => task.id.startsWith(`${line.entry.key}/`)).map((task) => task.id);
      receipts.set(line.entry.key, { key: line.entry.key, seq: recordedBefore + 1 + i, opened });
    });
  }

  /** Others have written to the ledger what we never heard of: it comes first, and it must come out the same. */
  function adopt(missed: readonly MissedRecord[]): void {
    stand = takeStand(checkpoint(), steps, launch, course);
    for (const record of missed) {
      const change = stand.take(record.entry);
      if (textOf(change) !== textOf(record))
        throw new Error(`the ledger's record ${record.seq} does not come out: ${textOf(change)} / ${textOf(record)}`);
      confirmed([{ ...change, entry: record.entry }], { seq: record.seq, hash: record.hash });
      adopted++;
    }
    compare = true;
    dirty = true;
  }

  // ---- one clock, sleeping to the earliest limit and never cancelled
  let armed = Infinity;
  function arm(): void {
    const next = stand.desk.earliest();
    if (next >= armed || next === Infinity || stand.suspended()) return;
    armed = next;
    void sleep(Math.max(1, next - Date.now())).then(() => {
      if (armed === next) armed = Infinity;
      stir();
    });
  }

  const inbox = {
    stand: () => stand,
    push: (command: Waiting) => {
      waiting.push(command);
      stir();
    },
    busy: () => inFlight || waiting.length > 0,
    closing: () => closing,
    inspect: () => ({
      tasks: [...tasks.values()],
      states: known.states,
      seq: known.seq,
      hash: known.hash,
      keys: known.journal.map((entry) => entry.key),
      runs: known.runs,
      adopted,
      suspended: stand.suspended(),
    }),
  };

  const forSystem = () =>
    stand.suspended() ? [] : [...stand.desk.tasks()].filter(({ office }) => office === 'system');

  /** What the system was asked for, as done: by the step's first outcome. */
  function done({ id, step, office, about, left }: OpenTask): Entry {
    const [outcome = ''] = Object.keys(stand.desk.stepOf(step).outcomes);
    const said = { kind: 'act', key: `${id}!`, by: 'system', at: instant(), task: id, step, office } as const;
    return { ...said, ...(about === undefined ? {} : { about }), outcomes: { [outcome]: pack(left) } };
  }
  /**
   * What the system is asked to do is done at once, in one record with the line that asks for it. Beside other lines it
   * waits for the next record: what is published tells of what is recorded already.
   */
  function act(batch: readonly RecordLine[], take: (entry: Entry) => void): void {
    if (actsApart || batch.length > 1) return;
    for (const task of forSystem()) take(done(task));
  }
  /** In the first edition by an activity of its own, when the line that asks for it has been recorded. */
  async function actApart(take: (entry: Entry) => void): Promise<void> {
    for (const task of forSystem()) {
      if (!tasks.has(task.id)) continue;
      inFlight = true;
      await carryOut({ transfer: launch.transfer, task: task.id, step: task.step, powers: pack(task.left) });
      inFlight = false;
      take(done(task));
    }
  }
  const instant = (): Instant => Math.max(Date.now(), stand.desk.now(), stand.journal.at(-1)?.at ?? 0);

  const startedAt = known.journal.length;
  for (let first = true; ; first = false) {
    if (!dirty) await new Promise<void>((resolve) => (wake = resolve));
    dirty = false;
    const batch: RecordLine[] = [];
    const take = (entry: Entry, command?: unknown) => {
      batch.push({ entry, ...(command === undefined ? {} : { command }), ...stand.take(entry) });
    };
    if (known.seq === 0) take({ kind: 'launch', key: 'launch', by: 'launch', at: startTime.getTime() });
    if (first) {
      // the first tasks are there before the first handler, the handlers before the first activity
      listen(inbox);
      await atRest();
    }
    // the workflow's own time: the same at each replay of this activation
    for (let due; !stand.suspended() && (due = stand.desk.earliest()) <= Date.now();)
      take({ kind: 'clock', key: `clock:${due}`, by: 'clock', at: due });
    act(batch, take);
    if (actsApart && forSystem().length > 0) await actApart(take);
    const mine = waiting;
    waiting = [];
    const refused = new Map<Waiting, Judgement>();
    for (const command of mine) {
      if (stand.keys.has(command.key)) {
        if (stand.keys.get(command.key) !== command.digest)
          refused.set(command, { code: 'idempotency-key-reused', sure: true, detail: {} });
        continue; // recorded before, or a twin in this batch: it is answered again
      }
      const judgement = command.judge(stand);
      if (judgement) refused.set(command, judgement);
      else {
        take(command.entry(stand, instant()), command.command);
        act(batch, take);
      }
    }
    if (batch.length > 0 || mine.length > 0 || compare) {
      compare = false;
      inFlight = true;
      const { seq, hash } = known;
      const recorded = await record({
        transfer: launch.transfer,
        run: runId,
        seq,
        hash,
        overall: stand.overall(),
        records: batch,
      });
      inFlight = false;
      if ('missed' in recorded) {
        waiting = [...mine, ...waiting];
        adopt(recorded.missed);
        continue;
      }
      confirmed(batch, recorded.head);
      for (const command of mine) {
        const judgement = refused.get(command);
        if (judgement) command.refuse(failure(judgement));
        else command.answer(receipts.get(command.key) ?? { key: command.key, seq: 0, opened: [], again: true });
      }
      if (forSystem().length > 0) dirty = true;
    }
    arm();
    closing = known.journal.length - startedAt >= linesPerRun || workflowInfo().continueAsNewSuggested;
    if (dirty || waiting.length > 0 || !(closing || stand.over())) continue;
    await atRest(); // lets the handlers that were just answered return
    await condition(() => allHandlersFinished() || dirty);
    if (dirty) continue;
    if (stand.over()) return known.states;
    await continueAsNew(launch, { ...checkpoint(), runs: known.runs + 1 } satisfies Progress);
  }
}
