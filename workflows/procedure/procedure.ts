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
import { editionOf, type Launch } from '../../src/domain/procedure/launch';
import type { Heard, Progress, Recorded, RecordLine, RunStart, Stray } from '../../src/domain/procedure/record';
import { pack } from '../../src/domain/procedure/ranges';
import type { Instant } from '../../src/domain/procedure/step';
import type { Course } from './case';
import { openCheckpoint } from './checkpoint';
import type { Inbox, Waiting } from './inbox';
import { listen, stray } from './messages';
import { forSystem, openPass, type Pass } from './pass';
import { nextPause, settle, tellAll } from './recorded';
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

/**
 * Runs a procedure from its launch (or from where its last run stopped) until every power has ended its way.
 *
 * Nobody cancels it: what ends a procedure is a record. Outside of a cancellable scope each wait is also cheaper, since
 * the engine's library listens for a cancellation at every one, and tracks each promise that it makes for that.
 *
 * @throws where the ledger holds a record that does not come out of the prose: the edition is wrong, or the ledger was altered.
 */
export const procedure = <L extends Launch, E extends string>(
  course: Course<L, E>,
  launch: L,
  earlier: Progress | undefined,
): Promise<{ readonly [state: string]: string }> => {
  const { cancelRequested } = CancellationScope.current();
  return CancellationScope.nonCancellable(() => run(course, launch, earlier, cancelRequested));
};

async function run<L extends Launch, E extends string>(
  course: Course<L, E>,
  launch: L,
  earlier: Progress | undefined,
  cancelRequested: Promise<never>,
): Promise<{ readonly [state: string]: string }> {
  await Promise.resolve(); // see atRest
  const { runId, workflowId, startTime } = workflowInfo();
  const { transfer, linesPerRun = 300 } = launch;
  const { actsApart, forgetsNotes } = editionOf(launch);

  const checkpoint = openCheckpoint(earlier ?? beginning, (from) => takeStand(from, launch, course));
  const { stand, known } = checkpoint;

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
  /** To be said with the first record, which is answered only where it is true. */
  let start: RunStart | undefined = { workflow: workflowId, launch, ...(earlier ? { earlier } : {}) };
  let compare = earlier?.says === true;

  // ---- one clock, sleeping to the earliest limit and never cancelled
  let armed = Infinity;
  function arm(): void {
    const next = stand().desk.earliest();
    if (next >= armed || next === Infinity) return;
    armed = next;
    void sleep(Math.max(1, next - Date.now())).then(() => {
      if (armed === next) armed = Infinity;
      stir();
    });
  }

  // ---- what nobody sent and the database refuses: nothing goes before it, and it is tried again
  let repair: { readonly sqlstate: string; readonly pause: number } | undefined;
  let retrying = false;
  function retryLater(sqlstate: string): void {
    // who came while it was being tried
    tellAll(checkpoint, waiting, sqlstate);
    waiting = [];
    repair = { sqlstate, pause: nextPause(repair?.pause ?? 0) };
    if (retrying) return;
    retrying = true;
    void sleep(repair.pause).then(() => {
      retrying = false;
      stir();
    });
  }

  const inbox: Inbox = {
    stand,
    push: (command) => {
      waiting.push(command);
      stir();
    },
    busy: () => inFlight || waiting.length > 0,
    closing: () => closing,
    needsRepair: () => (repair === undefined ? undefined : { sqlstate: repair.sqlstate }),
    inspect: () => {
      const { journal, tasks, states, seq, hash, runs } = checkpoint.progress();
      const keys = journal.map((entry) => entry.key);
      return { tasks, states, seq, hash, keys, runs, adopted: checkpoint.adopted(), suspended: stand().suspended() };
    },
  };

  async function write(
    records: readonly RecordLine[],
    heard?: Heard,
    strays: readonly Stray[] = [],
  ): Promise<Recorded> {
    const { seq, hash } = known();
    const overall = stand().overall();
    const more = {
      ...(heard ? { heard } : {}),
      ...(start ? { start } : {}),
      ...(strays.length > 0 ? { strays } : {}),
    };
    const told = await record({ transfer, run: runId, seq, hash, overall, records, ...more });
    start = undefined;
    return told;
  }

  /** In the first edition what the system does is an activity of its own, when the line that asks for it is recorded. */
  async function actApart(pass: Pass<Waiting>): Promise<void> {
    for (const task of forSystem(stand())) {
      if (!checkpoint.isOpen(task.id)) continue;
      inFlight = true;
      await carryOut({ transfer, task: task.id, step: task.step, powers: pack(task.left) });
      inFlight = false;
      pass.acted(task);
    }
  }

  /**
   * The pass that was recorded, made again from where the ledger stood.
   *
   * While a record is under way the workflow task that it was begun in may end without it, or be lost, and the next one goes
   * on with the same run, at a later time and with more commands. A replay makes one task of the two: it comes to the pass
   * at the later time, with all the commands. The record's answer is the same in both, and says what the pass went by.
   */
  function asRecorded(at: Instant, commands: readonly Waiting[]): Pass<Waiting> {
    checkpoint.backToKnown();
    const pass = openPass<Waiting>(stand(), () => at, actsApart);
    if (known().seq === 0) pass.launched(startTime.getTime());
    pass.time();
    pass.hear(commands);
    return pass;
  }

  /** How long this run has become: what is not in the journal is in the engine's history all the same. */
  const length = () => (forgetsNotes ? known().seq : known().journal.length);
  const startedAt = length();
  for (let first = true; ; first = false) {
    if (!dirty) await new Promise<void>((resolve) => (wake = resolve));
    dirty = false;
    // the engine's time; a replay may come here at a later one (see `asRecorded`)
    const now = Date.now();
    let pass = openPass<Waiting>(stand(), () => (actsApart ? Date.now() : now), actsApart);
    if (known().seq === 0) pass.launched(startTime.getTime());
    if (first) {
      // the first tasks are there before the first handler, the handlers before the first activity
      listen(inbox);
      cancelRequested.catch(() => inbox.push(stray('cancel')));
      await atRest();
    }
    pass.time();
    if (actsApart && forSystem(stand()).length > 0) await actApart(pass);
    let mine = waiting;
    waiting = [];
    pass.hear(mine);
    if (pass.batch.length > 0 || mine.length > 0 || compare) {
      compare = false;
      inFlight = true;
      const heard = actsApart ? undefined : { at: now, commands: mine.length };
      const told = await write(
        pass.batch,
        heard,
        mine.flatMap(({ stray }) => stray ?? []),
      );
      if (told.heard) {
        const { at, commands } = told.heard;
        if (at !== now || commands !== mine.length) {
          waiting = [...mine.slice(commands), ...waiting];
          mine = mine.slice(0, commands);
          pass = asRecorded(at, mine);
        }
        // whether anything came while it was recorded is not the same in a replay: it is looked at in any case
        dirty = true;
      }
      const left = await settle(checkpoint, pass, mine, told, write);
      inFlight = false;
      waiting = [...left.waiting, ...waiting];
      if (left.needsRepair !== undefined) {
        retryLater(left.needsRepair);
        // all who came meanwhile are told: nothing is to be looked at before its time
        dirty = false;
      } else if (!left.confirmed) {
        compare = dirty = true;
        continue;
      } else {
        repair = undefined;
        if (forSystem(stand()).length > 0) dirty = true;
      }
    }
    if (!repair) arm();
    closing = length() - startedAt >= linesPerRun || workflowInfo().continueAsNewSuggested;
    if (dirty || waiting.length > 0 || !(closing || stand().over())) continue;
    await atRest(); // lets the handlers that were just answered return
    await condition(() => allHandlersFinished() || dirty);
    if (dirty) continue;
    if (stand().over()) return known().states;
    await continueAsNew(launch, { ...checkpoint.progress(), runs: known().runs + 1, says: true } satisfies Progress);
  }
}
