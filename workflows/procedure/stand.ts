/**
 * Where a procedure stands: the desk, and the prose that runs over it. All of it is in memory only and is made again
 * from what is recorded (`Progress`) whenever the ledger says something that it does not know.
 */
import { outcomeOf } from '../../src/domain/procedure/calling';
import { groupBy } from '../../src/domain/procedure/group-by';
import { unpack } from '../../src/domain/procedure/ranges';
import type { Change, Entry, Progress } from '../../src/domain/procedure/record';
import { editionOf, type Launch } from '../../src/domain/procedure/launch';
import { statesWhere, type Declaration } from '../../src/domain/procedure/declaration';
import type { Step } from '../../src/domain/procedure/step';
import type { Case, Course } from './case';
import { caseFor } from './case-of';
import { openDesk } from './desk/desk';
import { cohortOf, type Cohort } from './desk/question';
import type { OpenTask } from './desk/tasks';
import { officesOf } from './offices';
import { openPacing } from './pacing';
import { openStates } from './states';
import { openScheduler, type Way } from './way';

export const beginning: Progress = { journal: [], tasks: [], states: {}, now: 0, runs: 0, seq: 0, hash: '' };

type Ordered = Entry & { readonly kind: 'carry-out' };

export type Stand = ReturnType<typeof takeStand<Launch, string>>;

export function takeStand<L extends Launch, E extends string>(from: Progress, launch: L, course: Course<L, E>) {
  const { procedure } = course;
  const { steps, begins } = procedure;
  const declaration: Declaration = procedure;
  const common: Launch = launch;
  const { forgetsNotes } = editionOf(launch);
  const journal: Entry[] = [...from.journal];
  const keys = new Map<string, string | undefined>();
  const offices = officesOf(procedure, launch);
  const { groupOf, questionsOf, isAsked, steward } = offices;
  const pacing = openPacing(launch);
  const states = openStates(launch.count, begins, from.states);
  const alive = new Map<number, Cohort>();
  const recalls = new Map<number, number>();
  const recalling = new Set<number>();
  /** Items that a decision of another matter ends on its day. */
  const toEnd = new Map<number, Cohort>();
  const scheduler = openScheduler();

  for (const entry of journal) {
    keys.set(entry.key, entry.digest);
    pacing.take(entry);
    if (entry.kind === 'recall') countRecall(unpack(entry.powers));
  }
  const desk = openDesk(journal, from.tasks, {
    steps,
    limit: (step) => launch.settings.limits[step.code] ?? step.days,
    timeline: pacing.timeline(),
    now: from.now,
    expected: function* (question) {
      for (const [power] of alive) if (isAsked(power, question)) yield power;
    },
  });

  function countRecall(powers: readonly number[]): void {
    for (const power of powers) recalls.set(power, (recalls.get(power) ?? 0) + 1);
  }

  const caseOf = caseFor(launch, desk, offices, states);

  function walk(powers: readonly number[], prose: (power: Case<L>) => Way<E | null>): void {
    if (powers.length === 0) return;
    const cohort = cohortOf(powers, (part) => walk(part, prose));
    for (const power of powers) alive.set(power, cohort);
    scheduler.spawn(prose(caseOf(cohort)), (end) => {
      const arrived = [...cohort.powers];
      if (arrived.length === 0) return;
      if (end === null) {
        // its tasks are not dropped: where the stand is being rebuilt they are those that the way on will ask for
        if (cohort.waits.size > 0) throw new Error('prose that goes back to the start must not leave questions open');
        cohort.powers.clear();
        for (const power of arrived) recalling.delete(power);
        carry(arrived);
        return;
      }
      release(arrived);
      states.enter(arrived, end);
    });
  }
  function release(powers: readonly number[]): void {
    desk.drop(powers);
    for (const power of powers) {
      alive.get(power)?.powers.delete(power);
      alive.delete(power);
      toEnd.get(power)?.powers.delete(power);
      toEnd.delete(power);
    }
  }
  function carry(powers: readonly number[]): void {
    for (const [, part] of groupBy(powers, groupOf)) walk(part, course.carry);
  }
  /** The nth recall asks the nth time; earlier rounds were upheld and their answers are passed by. */
  function recall(powers: readonly number[]): void {
    const { back } = course;
    if (!back) throw new Error(`${procedure.code} has no way back`);
    for (const power of powers) recalling.add(power);
    for (const [times, same] of groupBy(powers, (power) => recalls.get(power) ?? 0))
      for (const [, part] of groupBy(same, groupOf))
        walk(part, function* (power) {
          for (let nth = 1; nth <= times; nth++) {
            const end = yield* back(power, nth);
            if (end !== null) return end;
          }
          return null;
        });
  }

  /** A decision of another matter: on its day the items leave their ways, whatever they wait for. */
  function carryOut({ at, action, effectiveDate }: Ordered, powers: readonly number[]): void {
    const end = procedure.acts.carriedOut?.[action]?.to;
    if (end === undefined || powers.length === 0) return;
    // nothing is asked, and so nothing is answered otherwise
    const cohort = cohortOf(powers, () => undefined);
    for (const power of powers) toEnd.set(power, cohort);
    desk.until(cohort, { from: at, date: effectiveDate, runsOn: true }, () => {
      const arrived = [...cohort.powers];
      release(arrived);
      states.enter(arrived, end);
    });
  }

  /** The only way that anything changes; the same at first judgement and when it is learnt from the ledger. */
  function take(entry: Entry): Change {
    apply(entry);
    scheduler.run();
    desk.quieten();
    return { ...desk.gather(entry), states: states.changes() };
  }
  function apply(entry: Entry): void {
    if (entry.kind !== 'launch' && entry.kind !== 'clock') {
      // nothing waits for a note, and there may be many: what the prose is run again by does without them
      if (entry.kind !== 'note' || !forgetsNotes) journal.push(entry);
      keys.set(entry.key, entry.digest);
    }
    if (pacing.take(entry)) desk.retime(pacing.timeline());
    switch (entry.kind) {
      case 'launch':
        carry(offices.items());
        break;
      case 'clock':
        desk.tick(entry.at);
        break;
      case 'complete':
      case 'act':
        desk.settle(entry);
        break;
      case 'ended':
        mustAnswer(desk.stepOf(entry.step), entry);
        desk.settle(entry);
        break;
      case 'withdraw': {
        const powers = unpack(entry.powers);
        release(powers);
        states.enter(powers, procedure.acts.withdrawn);
        break;
      }
      case 'recall': {
        const powers = unpack(entry.powers);
        release(powers);
        countRecall(powers);
        recall(powers);
        break;
      }
      case 'carry-out':
        carryOut(entry, unpack(entry.powers));
        break;
      case 'assemble':
        desk.close(entry.step);
        break;
      case 'suspend':
      case 'resume':
      case 'pace':
      case 'calendar':
      case 'note':
        break;
    }
  }
  // the prose comes to where the journal ends
  if (from.seq > 0) {
    const endings = new Set(statesWhere(procedure, 'ends'));
    const living = states.all.flatMap((state, power) => (endings.has(state) ? [] : [power]));
    carry(living.filter((power) => !recalls.has(power)));
    const taken = living.filter((power) => recalls.has(power));
    if (taken.length > 0) recall(taken);
    for (const entry of journal)
      if (entry.kind === 'carry-out')
        carryOut(
          entry,
          unpack(entry.powers).filter((power) => alive.has(power)),
        );
    scheduler.run();
    desk.check();
    if (Object.keys(states.changes()).length > 0) throw new Error('rebuilding changed states');
  }

  return {
    desk,
    take,
    journal: journal as readonly Entry[],
    keys: keys as ReadonlyMap<string, string | undefined>,
    launch: common,
    procedure: declaration,
    state: states.of,
    isAlive: (power: number): boolean => alive.has(power),
    /** Whether the procedure has a way back. */
    goesBack: course.back !== undefined,
    isRecalling: (power: number): boolean => recalling.has(power),
    /** A decision of another matter ends it on its day. */
    isToEnd: (power: number): boolean => toEnd.has(power),
    questionsOf,
    partyOf: (task: OpenTask): string | undefined => offices.partyOf(task, desk.stepOf(task.step)),
    steward,
    suspended: (): boolean => pacing.now().stopped,
    over: (): boolean => alive.size === 0 && from.seq + journal.length > 0,
    overall: () => {
      const { stopped, dayMs } = pacing.now();
      return { state: procedure.overall.of(states.all, stopped), suspended: stopped, dayMs };
    },
    states: states.recorded,
  };
}

/** @throws where a ledger has an ending answer what it does not stand for */
function mustAnswer({ code, calls }: Step, { called, outcomes }: Entry & { readonly kind: 'ended' }): void {
  if (!calls || Object.keys(outcomes).join() !== outcomeOf(calls, called.state))
    throw new Error(`an ending ${called.state} does not answer ${code} with ${Object.keys(outcomes).join()}`);
}
