/**
 * Where a procedure stands: the desk, and the prose that runs over it. All of it is in memory only and is made again
 * from what is recorded (`Progress`) whenever the ledger says something that it does not know.
 */
import { groupBy } from '../../src/domain/procedure/group-by';
import { pack, unpack } from '../../src/domain/procedure/ranges';
import type { Change, Entry, Progress } from '../../src/domain/procedure/record';
import { editionOf, type Launch } from '../../src/domain/procedure/launch';
import { keysOf, statesWhere, type Declaration } from '../../src/domain/procedure/declaration';
import type { Answer, Role, Step } from '../../src/domain/procedure/step';
import { retold, type Segment, type Timeline } from '../../src/domain/procedure/timeline';
import type { Case, Course, Particulars } from './case';
import { openDesk, type Cohort, type OpenTask, type Question, type Settlement } from './desk';
import { openScheduler, waitFor, type Way } from './way';

export const beginning: Progress = { journal: [], tasks: [], states: {}, now: 0, runs: 0, seq: 0, hash: '' };

export type Stand = ReturnType<typeof takeStand<Launch, string>>;

export function takeStand<L extends Launch, E extends string>(from: Progress, launch: L, course: Course<L, E>) {
  const { procedure } = course;
  const { steps, begins } = procedure;
  const declaration: Declaration = procedure;
  const common: Launch = launch;
  const journal: Entry[] = [...from.journal];
  const segments: Segment[] = [{ from: 0, dayMs: launch.dayMs, stopped: false }];
  let timeline: Timeline = { calendar: launch.calendar, segments };
  const { namesParties, forgetsNotes } = editionOf(launch);
  const states = new Array<string>(launch.count).fill(begins);
  const recorded = new Array<string>(launch.count).fill(begins);
  const groupOf = new Array<L['groups'][number] | undefined>(launch.count);
  const alive = new Map<number, Cohort>();
  const recalls = new Map<number, number>();
  const recalling = new Set<number>();
  const keys = new Map<string, string | undefined>();
  const moved = new Set<number>();
  const scheduler = openScheduler();

  for (const [state, powers] of Object.entries(from.states))
    for (const power of unpack(powers)) states[power] = recorded[power] = state;
  for (const group of launch.groups) for (const power of unpack(group.powers)) groupOf[power] = group;
  for (const entry of journal) {
    keys.set(entry.key, entry.digest);
    retimeBy(entry);
    if (entry.kind === 'recall')
      for (const power of unpack(entry.powers)) recalls.set(power, (recalls.get(power) ?? 0) + 1);
  }
  const desk = openDesk(journal, from.tasks, {
    steps,
    limit: (step) => launch.settings.limits[step.code] ?? step.days,
    timeline,
    now: from.now,
    expected: function* (question) {
      for (const [power] of alive) if (isAsked(power, question)) yield power;
    },
  });

  /** Whether the entry changes how time runs. */
  function retimeBy(entry: Entry): boolean {
    const last = segments.at(-1);
    if (!last) throw new Error('time has begun');
    if (entry.kind === 'suspend') segments.push({ ...last, from: entry.at, stopped: true });
    else if (entry.kind === 'resume') segments.push({ ...last, from: entry.at, stopped: false });
    else if (entry.kind === 'pace') segments.push({ ...last, from: entry.at, dayMs: entry.dayMs });
    else if (entry.kind === 'calendar') timeline = retold(timeline, entry.calendar, entry.at);
    else return false;
    return true;
  }

  /** The office that a party is for these items; undefined where an answer says it. */
  function officeOf(group: L['groups'][number], party: string): string | undefined {
    const office = procedure.offices[party];
    if (office === undefined) throw new Error(`${procedure.code} has no party ${party}`);
    return office === 'answer' ? undefined : office(launch, group);
  }
  function question(group: L['groups'][number], step: Step, party: string, particulars: Particulars = {}): Question {
    const office = particulars.office ?? officeOf(group, party);
    if (office === undefined) throw new Error(`the prose does not say which office is ${party} at ${step.code}`);
    const named = namesParties ? { party } : {};
    return { step, ...named, office, about: particulars.about };
  }
  /** Whether an item's office of the question's party is the one that is asked. */
  function isAsked(power: number, { party, office }: Question): boolean {
    const group = groupOf[power];
    return group !== undefined && (party === undefined || (officeOf(group, party) ?? office) === office);
  }
  function enter(powers: Iterable<number>, state: string): void {
    for (const power of powers) {
      states[power] = state;
      moved.add(power);
    }
  }

  function caseOf(cohort: Cohort): Case<L> {
    const [lead] = cohort.powers;
    const group = lead === undefined ? undefined : groupOf[lead];
    if (!group) throw new Error('a cohort without powers');
    // what prose without powers asks is never told, so that it goes no further
    const here = () => cohort.powers.size > 0;
    return {
      group,
      launch,
      step: (step, party, particulars) =>
        waitFor((tell) => {
          if (here())
            desk.ask(
              cohort,
              question(group, step, party, particulars),
              undefined,
              (said) => said && tell(answer(said)),
            );
        }),
      stepBefore: (deadline, step, party, particulars) =>
        waitFor((tell) => {
          if (here())
            desk.ask(cohort, question(group, step, party, particulars), deadline, (said) => tell(said && answer(said)));
        }),
      earlier(step, party, particulars, than) {
        const said = desk.earlier(question(group, step, party, particulars), than.order);
        return said ? answer(said) : null;
      },
      until: (moment) =>
        waitFor((tell) => {
          if (here()) desk.until(cohort, moment, tell);
        }),
      enters: (state) => enter(cohort.powers, state),
    };
  }

  function walk(powers: readonly number[], prose: (power: Case<L>) => Way<E | null>): void {
    if (powers.length === 0) return;
    const cohort: Cohort = {
      powers: new Set(powers),
      asked: new Map(),
      waits: new Set(),
      fork: (part) => walk(part, prose),
    };
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
      enter(arrived, end);
    });
  }
  function release(powers: readonly number[]): void {
    desk.drop(powers);
    for (const power of powers) {
      alive.get(power)?.powers.delete(power);
      alive.delete(power);
    }
  }
  function carry(powers: readonly number[]): void {
    for (const [, part] of groupBy(powers, (power) => groupOf[power])) walk(part, course.carry);
  }
  /** The nth recall asks the nth time; earlier rounds were upheld and their answers are passed by. */
  function recall(powers: readonly number[]): void {
    const { back } = course;
    if (!back) throw new Error(`${procedure.code} has no way back`);
    for (const power of powers) recalling.add(power);
    for (const [times, same] of groupBy(powers, (power) => recalls.get(power) ?? 0))
      for (const [, part] of groupBy(same, (power) => groupOf[power]))
        walk(part, function* (power) {
          for (let nth = 1; nth <= times; nth++) {
            const end = yield* back(power, nth);
            if (end !== null) return end;
          }
          return null;
        });
  }

  /** The only way that anything changes; the same at first judgement and when it is learnt from the ledger. */
  function take(entry: Entry): Change {
    apply(entry);
    scheduler.run();
    desk.quieten();
    return { ...desk.gather(entry), states: newStates() };
  }
  function apply(entry: Entry): void {
    if (entry.kind !== 'launch' && entry.kind !== 'clock') {
      // nothing waits for a note, and there may be many: what the prose is run again by does without them
      if (entry.kind !== 'note' || !forgetsNotes) journal.push(entry);
      keys.set(entry.key, entry.digest);
    }
    if (retimeBy(entry)) desk.retime(timeline);
    switch (entry.kind) {
      case 'launch':
        carry(groupOf.flatMap((group, power) => (group ? [power] : [])));
        break;
      case 'clock':
        desk.tick(entry.at);
        break;
      case 'complete':
      case 'act':
        desk.settle(entry);
        break;
      case 'withdraw': {
        const powers = unpack(entry.powers);
        release(powers);
        enter(powers, procedure.acts.withdrawn);
        break;
      }
      case 'recall': {
        const powers = unpack(entry.powers);
        release(powers);
        for (const power of powers) recalls.set(power, (recalls.get(power) ?? 0) + 1);
        recall(powers);
        break;
      }
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
  function newStates(): { [state: string]: string } {
    const changed = [...moved].filter((power) => states[power] !== recorded[power]);
    moved.clear();
    for (const power of changed) recorded[power] = states[power] ?? '';
    return Object.fromEntries(
      [...groupBy(changed, (power) => states[power] ?? '')]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([state, powers]) => [state, pack(powers)]),
    );
  }

  // the prose comes to where the journal ends
  if (from.seq > 0) {
    const endings = new Set(statesWhere(procedure, 'ends'));
    const living = states.flatMap((state, power) => (endings.has(state) ? [] : [power]));
    carry(living.filter((power) => !recalls.has(power)));
    const taken = living.filter((power) => recalls.has(power));
    if (taken.length > 0) recall(taken);
    scheduler.run();
    desk.check();
    if (Object.keys(newStates()).length > 0) throw new Error('rebuilding changed states');
  }

  return {
    desk,
    take,
    journal: journal as readonly Entry[],
    keys: keys as ReadonlyMap<string, string | undefined>,
    launch: common,
    procedure: declaration,
    state: (power: number): string => states[power] ?? '',
    isAlive: (power: number): boolean => alive.has(power),
    /** Whether the procedure has a way back. */
    goesBack: course.back !== undefined,
    isRecalling: (power: number): boolean => recalling.has(power),
    /** Who answers a step for an item, in its parties' order; without parties whose office an answer says. */
    questionsOf: (step: Step, about: string | undefined, power: number): Question[] => {
      const group = groupOf[power];
      const particulars = about === undefined ? {} : { about };
      return keysOf(step.parties).flatMap((party) =>
        group && procedure.offices[party] !== 'answer' ? [question(group, step, party, particulars)] : [],
      );
    },
    /** As which party an office answers a task. Older tasks do not say it: it is the first that is this office. */
    partyOf: ({ party, step, office, left }: OpenTask): string | undefined => {
      if (party !== undefined) return party;
      const [power] = left;
      const group = power === undefined ? undefined : groupOf[power];
      return group && keysOf(desk.stepOf(step).parties).find((one) => officeOf(group, one) === office);
    },
    /** The office that steers the procedure, and its role; where it has one. */
    steward: (): { readonly office: string | undefined; readonly role: Role } => {
      const [group] = launch.groups;
      const { party, role } = procedure.steward;
      return { office: group && officeOf(group, party), role };
    },
    suspended: (): boolean => segments.at(-1)?.stopped ?? false,
    over: (): boolean => alive.size === 0 && from.seq + journal.length > 0,
    overall: () => {
      const { stopped = false, dayMs = null } = segments.at(-1) ?? {};
      return { state: procedure.overall.of(states, stopped), suspended: stopped, dayMs };
    },
    states: (): { [state: string]: string } =>
      Object.fromEntries(
        [...groupBy(recorded.keys(), (power) => recorded[power] ?? '')].map(([state, powers]) => [state, pack(powers)]),
      ),
  };
}

/** One flag an outcome; the step's declaration gives it its type. */
function answer<S>(said: Settlement): Answer<S> {
  return { [said.outcome]: true, by: said.by, at: said.at, order: said.order, kept: said.kept } as Answer<S>;
}
