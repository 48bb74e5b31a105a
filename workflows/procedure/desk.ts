/**
 * The desk: what is asked of whom. It gathers powers that wait for the same step of the same office into tasks, and
 * answers from the journal what was answered before.
 *
 * Pure: no engine, no clock. Everything in it can be thrown away and made again from journal, tasks and procedure time.
 */
import { groupBy } from '../../src/domain/procedure/group-by';
import { pack, unpack } from '../../src/domain/procedure/ranges';
import type { Change, Completion, Entry, Task } from '../../src/domain/procedure/record';
import { questionName, taskId, type Addressee } from '../../src/domain/procedure/task-id';
import type { Instant, Step } from '../../src/domain/procedure/step';
import { afterWorkingDays, days, instantOf, type Moment, type Timeline } from '../../src/domain/procedure/timeline';

/** One answer, the same object for all powers that were given it together. */
export interface Settlement {
  /** The task in which it was given. */
  readonly task: string;
  readonly outcome: string;
  readonly by: string;
  readonly at: Instant;
  readonly order: number;
  readonly kept: { readonly [field: string]: string };
}

/** Powers that have gone the same way so far: one run of the prose stands for all of them. */
export interface Cohort {
  readonly powers: Set<number>;
  readonly asked: Map<string, number>;
  readonly waits: Set<Wait>;
  /** Starts the prose anew for powers that were answered otherwise. */
  readonly fork: (powers: readonly number[]) => void;
}

interface Wait {
  readonly cohort: Cohort;
  readonly queue: Queue;
  readonly tell: (answer: Settlement | null) => void;
  /** Rings when the answer comes too late. */
  alarm?: Alarm;
}

/** All that concerns one step of one office (about one officer, month …). */
interface Queue {
  readonly name: string;
  readonly question: Question;
  readonly waiting: Map<number, Wait>;
  /** Powers that are in an open task; of an assembling step, also those that were answered in it. */
  readonly open: Set<number>;
  /** Of an assembling step: the list is closed as it stands. */
  closed: boolean;
  readonly past: Map<number, Settlement[]>;
  readonly all: Settlement[];
  fresh: number[];
}

/** Something that happens when procedure time comes to its moment. */
interface Alarm {
  readonly cohort: Cohort;
  readonly moment: Moment;
  at: Instant;
  readonly ring: (at: Instant) => void;
}

export interface OpenTask extends Omit<Task, 'powers'> {
  readonly left: ReadonlySet<number>;
}
/** What an answer says of the task that it answers. */
export const answering = ({ id, step, party, office, about }: OpenTask) => ({
  task: id,
  step,
  ...(party === undefined ? {} : { party }),
  office,
  ...(about === undefined ? {} : { about }),
});
type Row = { -readonly [K in keyof Omit<Task, 'powers'>]: Task[K] } & { left: Set<number> };

/** What is asked, of whom, about what. */
export interface Question extends Addressee {
  readonly step: Step;
  readonly about?: string | undefined;
}

const nameOf = ({ step, about, ...addressee }: Question): string => questionName(step.code, addressee, about);

export interface DeskOptions {
  readonly steps: readonly Step[];
  /** Working days for a step; null: no limit. */
  readonly limit: (step: Step) => number | null;
  readonly timeline: Timeline;
  readonly now: Instant;
  /** Items that live and whose office this is: an assembling step's list waits for those of them that have not passed it. */
  readonly expected: (question: Question) => Iterable<number>;
}

export function openDesk(journal: readonly Entry[], recorded: Iterable<Task>, options: DeskOptions) {
  const byCode = new Map(options.steps.map((step) => [step.code, step]));
  const queues = new Map<string, Queue>();
  const tasks = new Map<string, Row>();
  const alarms = new Set<Alarm>();
  /** By task: powers that were answered in it. */
  const answeredPowers = new Map<string, Set<number>>();
  const touched = new Set<string>();
  let gone: string[] = [];
  let { timeline, now } = options;
  let answered = 0;

  function stepOf(code: string): Step {
    const step = byCode.get(code);
    if (!step) throw new Error(`no step ${code} in this procedure`);
    return step;
  }
  /** What an answer or a task of the journal is about. */
  const questionOf = ({ step, ...rest }: Addressee & { readonly step: string; readonly about?: string }): Question => ({
    ...rest,
    step: stepOf(step),
  });
  function queueOf(question: Question): Queue {
    const name = nameOf(question);
    let queue = queues.get(name);
    if (!queue) {
      queue = {
        name,
        question,
        waiting: new Map(),
        open: new Set(),
        closed: false,
        past: new Map(),
        all: [],
        fresh: [],
      };
      queues.set(name, queue);
    }
    return queue;
  }
  const dueOf = (step: Step, opened: Instant): Instant | null => {
    const count = options.limit(step);
    return count === null ? null : afterDays(step, opened, count);
  };
  /** So many of the step's days after an instant; null while time stands still before that. */
  function afterDays(step: Step, from: Instant, count: number): Instant | null {
    const at = step.calendarDays
      ? instantOf(timeline, { from, span: days(count) })
      : afterWorkingDays(timeline, from, count);
    return at === Infinity ? null : at;
  }
  /** When a task may be completed at the earliest. */
  function openUntilOf({ openAtLeast, ...step }: Step, opened: Instant): { openUntil?: Instant } {
    if (openAtLeast === undefined) return {};
    return { openUntil: afterDays(step, opened, openAtLeast) ?? Number.MAX_SAFE_INTEGER };
  }

  /** The answers of an entry, by outcome in the declaration's order. */
  function settlements(queue: Queue, entry: Completion): { said: Settlement; powers: number[] }[] {
    const past = answeredPowers.get(entry.task) ?? new Set();
    answeredPowers.set(entry.task, past);
    return Object.keys(queue.question.step.outcomes).flatMap((outcome) => {
      const ranges = entry.outcomes[outcome];
      if (!ranges) return [];
      const { task, by, at, kept = {} } = entry;
      const said = { task, outcome, by, at, order: answered++, kept };
      queue.all.push(said);
      const powers = unpack(ranges);
      for (const power of powers) past.add(power);
      return [{ said, powers }];
    });
  }
  function remember(queue: Queue, power: number, said: Settlement): void {
    const list = queue.past.get(power);
    if (list) list.push(said);
    else queue.past.set(power, [said]);
  }

  for (const entry of journal) {
    if (entry.kind !== 'complete' && entry.kind !== 'act') continue;
    const queue = queueOf(questionOf(entry));
    for (const { said, powers } of settlements(queue, entry)) for (const power of powers) remember(queue, power, said);
  }
  for (const { powers, ...task } of recorded) {
    const left = new Set(unpack(powers));
    tasks.set(task.id, { ...task, left });
    const queue = queueOf(questionOf(task));
    for (const power of left) queue.open.add(power);
    if (queue.question.step.assembles)
      for (const power of answeredPowers.get(task.id) ?? []) if (isHeld(queue, power)) queue.open.add(power);
  }

  /** What was answered in a list goes on when all of the list is. */
  function isHeld(queue: Queue, power: number): boolean {
    const said = queue.question.step.assembles && queue.past.get(power)?.at(-1);
    return said ? tasks.has(said.task) : false;
  }

  function leave(cohort: Cohort, powers: readonly number[]): void {
    for (const power of powers) {
      cohort.powers.delete(power);
      for (const wait of cohort.waits) wait.queue.waiting.delete(power);
    }
  }
  /** The largest part keeps the run of the prose; the others go their own way from the journal. */
  function split(cohort: Cohort, parts: readonly number[][]): readonly number[] {
    const keep = parts.reduce((a, b) => (b.length > a.length ? b : a));
    const others = parts.filter((part) => part !== keep);
    for (const part of others) leave(cohort, part);
    for (const part of others) cohort.fork(part);
    return keep;
  }

  /**
   * Tells the cohort's next answer for this step from this office, at once where it has been given; `null` when the
   * deadline came first. Powers that have been answered otherwise leave the cohort and go their way alone.
   */
  function ask(
    cohort: Cohort,
    question: Question,
    deadline: Moment | undefined,
    tell: (answer: Settlement | null) => void,
  ): void {
    const queue = queueOf(question);
    const nth = cohort.asked.get(queue.name) ?? 0;
    const until = deadline ? instantOf(timeline, deadline) : Infinity;
    const answerOf = (power: number) => {
      const answer = queue.past.get(power)?.[nth];
      return answer && answer.at < until && !isHeld(queue, power) ? answer : undefined;
    };
    const groups = [...groupBy(cohort.powers, answerOf).values()];
    const keep = groups.length === 1 ? (groups[0] ?? []) : split(cohort, groups);
    const [lead] = keep;
    const answer = lead === undefined ? undefined : answerOf(lead);
    if (!answer && until <= now) {
      tell(null);
      return;
    }
    cohort.asked.set(queue.name, nth + 1);
    if (answer) {
      tell(answer);
      return;
    }
    const wait: Wait = { cohort, queue, tell };
    cohort.waits.add(wait);
    if (deadline) wait.alarm = setAlarm(cohort, deadline, () => giveUp(wait));
    for (const power of keep) {
      if (queue.waiting.has(power)) throw new Error(`asked twice at once: ${queue.name} for ${power}`);
      queue.waiting.set(power, wait);
      if (!queue.open.has(power)) queue.fresh.push(power);
    }
  }

  function setAlarm(cohort: Cohort, moment: Moment, ring: (at: Instant) => void): Alarm {
    const alarm = { cohort, moment, at: instantOf(timeline, moment), ring };
    alarms.add(alarm);
    return alarm;
  }
  /** The deadline has come: what was not answered is asked no longer. */
  function giveUp(wait: Wait): void {
    const { queue, cohort } = wait;
    const powers = [...cohort.powers].filter((power) => queue.waiting.get(power) === wait);
    for (const power of powers) {
      queue.waiting.delete(power);
      queue.open.delete(power);
    }
    takeFromTasks(powers, (task) => nameOf(questionOf(task)) === queue.name);
    cohort.waits.delete(wait);
    cohort.asked.set(queue.name, (cohort.asked.get(queue.name) ?? 1) - 1);
    wait.tell(null);
  }

  /** Whether somebody's powers were answered so before, by anyone's account, as the journal stood at `before`. */
  function earlier(question: Question, before: number): Settlement | undefined {
    return queues.get(nameOf(question))?.all.findLast((said) => said.order < before);
  }

  function shrunk(task: Row): void {
    if (task.left.size > 0) {
      touched.add(task.id);
      return;
    }
    tasks.delete(task.id);
    touched.delete(task.id);
    gone.push(task.id);
    const queue = queueOf(questionOf(task));
    if (!queue.question.step.assembles) return;
    const held = new Map<Settlement, number[]>();
    for (const power of answeredPowers.get(task.id) ?? []) {
      const said = queue.past.get(power)?.at(-1);
      if (said?.task !== task.id || !queue.waiting.has(power)) continue;
      queue.open.delete(power);
      held.set(said, [...(held.get(said) ?? []), power]);
    }
    wake(queue, held);
  }

  /** Marks what an entry answered; whoever waited for it goes on when the ways are walked next. */
  function settle(entry: Completion): void {
    const task = tasks.get(entry.task);
    if (!task) throw new Error(`settled without its task: ${entry.task}`);
    const queue = queueOf(questionOf(entry));
    const given = new Map<Settlement, number[]>();
    for (const { said, powers } of settlements(queue, entry)) {
      given.set(said, powers);
      for (const power of powers) {
        remember(queue, power, said);
        task.left.delete(power);
        if (!queue.question.step.assembles) queue.open.delete(power);
      }
    }
    shrunk(task);
    if (!queue.question.step.assembles) wake(queue, given);
  }

  /** Tells those who wait for these answers; a cohort that was answered differently parts. */
  function wake(queue: Queue, given: ReadonlyMap<Settlement, readonly number[]>): void {
    const woken = new Map<Wait, Map<Settlement, number[]>>();
    for (const [said, powers] of given)
      for (const power of powers) {
        const wait = queue.waiting.get(power);
        if (!wait) continue;
        queue.waiting.delete(power);
        let answers = woken.get(wait);
        if (!answers) woken.set(wait, (answers = new Map<Settlement, number[]>()));
        const list = answers.get(said);
        if (list) list.push(power);
        else answers.set(said, [power]);
      }
    for (const [wait, answers] of woken) {
      const said = new Set([...answers.values()].flat());
      const rest = [...wait.cohort.powers].filter((power) => !said.has(power));
      const parts = [...answers.values(), ...(rest.length ? [rest] : [])];
      const keep = parts.length === 1 ? (parts[0] ?? []) : split(wait.cohort, parts);
      if (keep === rest) continue;
      wait.cohort.waits.delete(wait);
      if (wait.alarm) alarms.delete(wait.alarm);
      for (const [answer, powers] of answers) if (powers === keep) wait.tell(answer);
    }
  }

  function takeFromTasks(powers: readonly number[], of: (task: Row) => boolean): void {
    for (const task of [...tasks.values()]) {
      if (!of(task)) continue;
      let some = false;
      for (const power of powers) if (task.left.delete(power)) some = true;
      if (some) shrunk(task);
    }
  }
  /** Takes powers out of everything that they wait for. */
  function drop(powers: readonly number[]): void {
    for (const queue of queues.values())
      for (const power of powers) {
        queue.open.delete(power);
        const wait = queue.waiting.get(power);
        if (wait) leave(wait.cohort, [power]);
      }
    takeFromTasks(powers, () => true);
  }

  const rowOf = ({ left, ...task }: Row): Task => ({ ...task, powers: pack(left) });

  /** Opens a task for powers; those that may join an open one do (but nobody answers the same task twice). */
  function open(queue: Queue, powers: readonly number[], entry: Entry): void {
    for (const power of powers) queue.open.add(power);
    let apart = powers;
    for (const task of queue.question.step.joins ? tasks.values() : []) {
      if (nameOf(questionOf(task)) !== queue.name) continue;
      const past = answeredPowers.get(task.id);
      for (const power of apart) if (!past?.has(power)) task.left.add(power);
      apart = apart.filter((power) => past?.has(power));
      touched.add(task.id);
    }
    if (apart.length === 0) return;
    const id = taskId(entry.key, queue.name);
    if (tasks.has(id)) throw new Error(`opened twice: ${id}`);
    const { step, party, office, about } = queue.question;
    const asked = { id, step: step.code, ...(party === undefined ? {} : { party }), office };
    const limits = { due: dueOf(step, entry.at), ...openUntilOf(step, entry.at) };
    const task = { ...asked, opened: entry.at, ...limits, left: new Set(apart) };
    tasks.set(id, about === undefined ? task : { ...task, about });
    touched.add(id);
  }

  /** What waits for a list to be opened. */
  const unlisted = ({ waiting, open: listed }: Queue): number[] =>
    [...waiting.keys()].filter((power) => !listed.has(power));

  const listsOf = (step: string): Queue[] => [...queues.values()].filter(({ question }) => question.step.code === step);
  /** What waits for the lists of a step. */
  const gathered = (step: string): number[] => listsOf(step).flatMap(unlisted);
  /** Closes the lists of a step as they stand. */
  function close(step: string): void {
    for (const queue of listsOf(step)) queue.closed = true;
  }

  /** Opens a list of all that wait, when nobody is missing or the steward has closed it. */
  function openList(queue: Queue, entry: Entry): void {
    queue.fresh = [];
    const { closed } = queue;
    queue.closed = false;
    const list = unlisted(queue);
    if (list.length === 0) return;
    const isMissing = (power: number) => !queue.waiting.has(power) && !queue.past.has(power);
    if (!closed && [...options.expected(queue.question)].some(isMissing)) return;
    open(queue, list, entry);
  }

  /** When all ways have come to a wait: what newly waits becomes tasks, named after the entry that brought them about. */
  function gather(entry: Entry): Pick<Change, 'put' | 'gone'> {
    for (const queue of queues.values()) {
      if (queue.question.step.assembles) {
        openList(queue, entry);
        continue;
      }
      if (queue.fresh.length === 0) continue;
      const fresh = [...new Set(queue.fresh)].filter((power) => queue.waiting.has(power) && !queue.open.has(power));
      queue.fresh = [];
      if (fresh.length > 0) open(queue, fresh, entry);
    }
    const put = [...touched].sort().flatMap((id) => {
      const task = tasks.get(id);
      return task ? [rowOf(task)] : [];
    });
    const change = { put, gone: [...new Set(gone)].filter((id) => !tasks.has(id)).sort() };
    touched.clear();
    gone = [];
    return change;
  }

  /** Tells the moment's instant once procedure time has come to it, at once where it has. */
  function until(cohort: Cohort, moment: Moment, tell: (at: Instant) => void): void {
    const at = instantOf(timeline, moment);
    // what a moment is counted from has happened: where it is the moment itself, no clock need tell
    if (at <= Math.max(now, moment.from)) tell(at);
    else setAlarm(cohort, moment, tell);
  }

  /** Procedure time moves only here, from limit to limit, so that a rebuilt desk stands where the last one stood. */
  function tick(at: Instant): void {
    now = Math.max(now, at);
    for (const task of tasks.values())
      if (task.due !== null && !task.overdue && task.due <= now) {
        task.overdue = true;
        touched.add(task.id);
      }
    for (const alarm of [...alarms]) {
      if (alarm.at > now) continue;
      alarms.delete(alarm);
      alarm.ring(alarm.at);
    }
  }

  /** Nobody is left to hear the alarms of cohorts that are empty. */
  function quieten(): void {
    for (const alarm of alarms) if (alarm.cohort.powers.size === 0) alarms.delete(alarm);
  }

  /**
   * The next instant at which something comes due; `Infinity` where nothing does. Always after procedure time, so that
   * no two records of the clock share an instant (a change of pace can bring a limit to one that has passed).
   */
  function earliest(): Instant {
    let next = Infinity;
    for (const { due, overdue, openUntil = 0 } of tasks.values()) {
      if (due !== null && !overdue && due < next) next = due;
      if (openUntil > now && openUntil < next) next = openUntil;
    }
    for (const { at } of alarms) if (at < next) next = at;
    return Math.max(next, now + 1);
  }

  /** Time runs differently from now on: limits that have not passed are set anew from where they began. */
  function retime(next: Timeline): void {
    timeline = next;
    for (const alarm of alarms) alarm.at = instantOf(timeline, alarm.moment);
    for (const task of tasks.values()) {
      if (task.overdue) continue;
      const step = stepOf(task.step);
      const due = dueOf(step, task.opened);
      const { openUntil } = openUntilOf(step, task.opened);
      if (due === task.due && openUntil === task.openUntil) continue;
      task.due = due;
      if (openUntil !== undefined) task.openUntil = openUntil;
      touched.add(task.id);
    }
  }

  /** A rebuilt desk: whoever waits has an open task, whoever has an open task waits, nothing has changed. */
  function check(): void {
    for (const task of tasks.values()) {
      const queue = queueOf(questionOf(task));
      for (const power of task.left)
        if (!queue.waiting.has(power))
          throw new Error(`rebuilt without reaching an open task: ${queue.name} for ${power}`);
    }
    for (const queue of queues.values()) {
      for (const power of queue.fresh)
        if (queue.waiting.has(power) && !queue.open.has(power) && !queue.question.step.assembles)
          throw new Error(`rebuilt to a place that nobody had reached: ${queue.name} for ${power}`);
      queue.fresh = [];
    }
    if (touched.size + gone.length > 0) throw new Error(`rebuilding changed tasks: ${[...touched, ...gone].join()}`);
  }

  /** How often a power was answered for this step by this office, and the answer of a given round. */
  const answers = (question: Question, power: number): readonly Settlement[] =>
    queues.get(nameOf(question))?.past.get(power) ?? [];

  return {
    ask,
    earlier,
    settle,
    drop,
    gather,
    until,
    tick,
    quieten,
    earliest,
    retime,
    check,
    answers,
    gathered,
    close,
    stepOf,
    now: (): Instant => now,
    task: (id: string): OpenTask | undefined => tasks.get(id),
    tasks: (): Iterable<OpenTask> => tasks.values(),
  };
}
