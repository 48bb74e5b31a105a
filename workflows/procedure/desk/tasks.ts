/** Open tasks: which items each still has, when it comes due, and what an entry changed in them. */
import { pack, unpack } from '../../../src/domain/procedure/ranges';
import type { Change, Entry, Task } from '../../../src/domain/procedure/record';
import type { Instant, Step } from '../../../src/domain/procedure/step';
import { taskId } from '../../../src/domain/procedure/task-id';
import { askedName, type Queue } from './question';
import type { Time } from './time';

export interface OpenTask extends Omit<Task, 'powers'> {
  readonly left: ReadonlySet<number>;
}
type Row = { -readonly [K in keyof Omit<Task, 'powers'>]: Task[K] } & { left: Set<number> };

/** What an answer says of the task that it answers. */
export const answering = ({ id, step, party, office, about }: OpenTask) => ({
  task: id,
  step,
  ...(party === undefined ? {} : { party }),
  office,
  ...(about === undefined ? {} : { about }),
});

export type Tasks = ReturnType<typeof openTasks>;

export function openTasks(recorded: Iterable<Task>, time: Time, stepOf: (code: string) => Step) {
  const rows = new Map<string, Row>();
  /** By task: powers that were answered in it. */
  const answered = new Map<string, Set<number>>();
  const touched = new Set<string>();
  let gone: string[] = [];
  for (const { powers, ...task } of recorded) rows.set(task.id, { ...task, left: new Set(unpack(powers)) });

  const rowOf = ({ left, ...task }: Row): Task => ({ ...task, powers: pack(left) });

  function answeredIn(task: string): Set<number> {
    const powers = answered.get(task) ?? new Set();
    answered.set(task, powers);
    return powers;
  }
  /** Items have left it; whether it is gone with the last. */
  function shrunk(task: Row): boolean {
    if (task.left.size > 0) {
      touched.add(task.id);
      return false;
    }
    rows.delete(task.id);
    touched.delete(task.id);
    gone.push(task.id);
    return true;
  }

  return {
    get: (id: string): OpenTask | undefined => rows.get(id),
    all: (): Iterable<OpenTask> => rows.values(),
    isOpen: (id: string): boolean => rows.has(id),
    answeredIn,

    /** Items were answered in a task; whether it is gone by that. */
    answer(id: string, powers: Iterable<number>): boolean {
      const task = rows.get(id);
      if (!task) throw new Error(`settled without its task: ${id}`);
      for (const power of powers) task.left.delete(power);
      return shrunk(task);
    },
    /** Takes items out of tasks, unanswered. */
    take(powers: readonly number[], of: (task: OpenTask) => boolean, closed: (task: OpenTask) => void): void {
      for (const task of [...rows.values()]) {
        if (!of(task)) continue;
        let some = false;
        for (const power of powers) if (task.left.delete(power)) some = true;
        if (some && shrunk(task)) closed(task);
      }
    },
    /** Opens a task for items; those that may join an open one do (but nobody answers the same task twice). */
    open({ name, question }: Queue, powers: readonly number[], entry: Entry): void {
      const { step, party, office, about } = question;
      let apart = powers;
      for (const task of step.joins ? rows.values() : []) {
        if (askedName(task) !== name) continue;
        const past = answered.get(task.id);
        for (const power of apart) if (!past?.has(power)) task.left.add(power);
        apart = apart.filter((power) => past?.has(power));
        touched.add(task.id);
      }
      if (apart.length === 0) return;
      const id = taskId(entry.key, name);
      if (rows.has(id)) throw new Error(`opened twice: ${id}`);
      const asked = { id, step: step.code, ...(party === undefined ? {} : { party }), office };
      const limits = { due: time.dueOf(step, entry.at), ...time.openUntilOf(step, entry.at) };
      const task = { ...asked, opened: entry.at, ...limits, left: new Set(apart) };
      rows.set(id, about === undefined ? task : { ...task, about });
      touched.add(id);
    },
    /** Marks what has come due. */
    tick(): void {
      for (const task of rows.values())
        if (task.due !== null && !task.overdue && task.due <= time.now() && !time.isStopped(stepOf(task.step))) {
          task.overdue = true;
          touched.add(task.id);
        }
    },
    /** The next instant at which a limit ends or a task may be completed. */
    earliest(): Instant {
      const now = time.now();
      let next = Infinity;
      for (const { step, due, overdue, openUntil = 0 } of rows.values()) {
        if (time.isStopped(stepOf(step))) continue;
        if (due !== null && !overdue && due < next) next = due;
        if (openUntil > now && openUntil < next) next = openUntil;
      }
      return next;
    },
    /** Limits that have not passed are set anew from where they began. */
    retime(): void {
      for (const task of rows.values()) {
        if (task.overdue) continue;
        const step = stepOf(task.step);
        const due = time.dueOf(step, task.opened);
        const { openUntil } = time.openUntilOf(step, task.opened);
        if (due === task.due && openUntil === task.openUntil) continue;
        task.due = due;
        if (openUntil !== undefined) task.openUntil = openUntil;
        touched.add(task.id);
      }
    },
    /** What has changed since it was asked last. */
    changes(): Pick<Change, 'put' | 'gone'> {
      const put = [...touched].sort().flatMap((id) => {
        const task = rows.get(id);
        return task ? [rowOf(task)] : [];
      });
      const change = { put, gone: [...new Set(gone)].filter((id) => !rows.has(id)).sort() };
      touched.clear();
      gone = [];
      return change;
    },
    /** @throws where a desk that was rebuilt has changed any */
    check(): void {
      if (touched.size + gone.length > 0) throw new Error(`rebuilding changed tasks: ${[...touched, ...gone].join()}`);
    },
  };
}
