/**
 * The desk: what is asked of whom. It gathers powers that wait for the same step of the same office into tasks, and
 * answers from the journal what was answered before.
 *
 * Pure: no engine, no clock. Everything in it can be thrown away and made again from journal, tasks and procedure time.
 */
import type { Change, Entry, Task } from '../../../src/domain/procedure/record';
import type { Instant, Step } from '../../../src/domain/procedure/step';
import type { Timeline } from '../../../src/domain/procedure/timeline';
import { openAlarms } from './alarms';
import type { Question, Queue } from './question';
import { openQuestions } from './questions';
import { openTasks } from './tasks';
import { openTime } from './time';

export interface DeskOptions {
  readonly steps: readonly Step[];
  /** Working days for a step; null: no limit. */
  readonly limit: (step: Step) => number | null;
  readonly timeline: Timeline;
  readonly now: Instant;
  /** Items that live and whose office this is: an assembling step's list waits for those of them that have not passed it. */
  readonly expected: (question: Question) => Iterable<number>;
}

export type Desk = ReturnType<typeof openDesk>;

export function openDesk(journal: readonly Entry[], recorded: Iterable<Task>, options: DeskOptions) {
  const byCode = new Map(options.steps.map((step) => [step.code, step]));
  function stepOf(code: string): Step {
    const step = byCode.get(code);
    if (!step) throw new Error(`no step ${code} in this procedure`);
    return step;
  }
  const time = openTime(options);
  const tasks = openTasks(recorded, time, stepOf);
  const alarms = openAlarms(time);
  const questions = openQuestions(journal, tasks, alarms, time, stepOf);
  const { queues, ask, settle, drop, earlier, answers } = questions;

  function open(queue: Queue, powers: readonly number[], entry: Entry): void {
    for (const power of powers) queue.open.add(power);
    tasks.open(queue, powers, entry);
  }

  /** What waits for a list to be opened. */
  const unlisted = ({ waiting, open: listed }: Queue): number[] =>
    [...waiting.keys()].filter((power) => !listed.has(power));
  const listsOf = (step: string): Queue[] => [...queues()].filter(({ question }) => question.step.code === step);

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

  return {
    ask,
    settle,
    drop,
    earlier,
    answers,
    stepOf,
    until: alarms.until,
    quieten: alarms.quieten,
    now: time.now,
    /** Whether nobody may answer a step, for its time stands still. */
    isStopped: time.isStopped,
    task: tasks.get,
    tasks: tasks.all,

    /** What waits for the lists of a step. */
    gathered: (step: string): number[] => listsOf(step).flatMap(unlisted),
    /** Closes the lists of a step as they stand. */
    close(step: string): void {
      for (const queue of listsOf(step)) queue.closed = true;
    },
    /** When all ways have come to a wait: what newly waits becomes tasks, named after the entry that brought them about. */
    gather(entry: Entry): Pick<Change, 'put' | 'gone'> {
      for (const queue of queues()) {
        if (queue.question.step.assembles) {
          openList(queue, entry);
          continue;
        }
        if (queue.fresh.length === 0) continue;
        const fresh = [...new Set(queue.fresh)].filter((power) => queue.waiting.has(power) && !queue.open.has(power));
        queue.fresh = [];
        if (fresh.length > 0) open(queue, fresh, entry);
      }
      return tasks.changes();
    },

    /** Procedure time comes to an instant. */
    tick(at: Instant): void {
      time.moveTo(at);
      tasks.tick();
      alarms.ring();
    },
    /**
     * The next instant at which something comes due; `Infinity` where nothing does. Always after procedure time, so that
     * no two records of the clock share an instant (a change of pace can bring a limit to one that has passed).
     */
    earliest: (): Instant => Math.max(Math.min(tasks.earliest(), alarms.earliest()), time.now() + 1),
    /** Time runs differently from now on: limits that have not passed are set anew from where they began. */
    retime(timeline: Timeline): void {
      time.run(timeline);
      alarms.retime();
      tasks.retime();
    },

    /** A rebuilt desk: whoever waits has an open task, whoever has an open task waits, nothing has changed. */
    check(): void {
      for (const task of tasks.all()) {
        const queue = questions.queueOfTask(task);
        for (const power of task.left)
          if (!queue.waiting.has(power))
            throw new Error(`rebuilt without reaching an open task: ${queue.name} for ${power}`);
      }
      for (const queue of queues()) {
        for (const power of queue.fresh)
          if (queue.waiting.has(power) && !queue.open.has(power) && !queue.question.step.assembles)
            throw new Error(`rebuilt to a place that nobody had reached: ${queue.name} for ${power}`);
        queue.fresh = [];
      }
      tasks.check();
    },
  };
}
