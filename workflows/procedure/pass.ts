/**
 * One pass: limits that have come, then what the system does, then what people sent; all of it becomes lines of one
 * record. Pure: time is handed in, nothing is sent and nobody is answered here.
 */
import { systemOffice } from '../../src/domain/procedure/declaration';
import { pack } from '../../src/domain/procedure/ranges';
import type { Entry, RecordLine } from '../../src/domain/procedure/record';
import type { Instant } from '../../src/domain/procedure/step';
import { answering, type OpenTask } from './desk/tasks';
import type { Judgement } from './judge';
import type { Stand } from './stand';

/** A command that waits for its turn. */
export interface Command {
  readonly key: string;
  readonly digest: string;
  readonly judge: (stand: Stand) => Judgement | null;
  readonly entry: (stand: Stand, at: Instant) => Entry;
  /** All that was sent, for the record. */
  readonly command: unknown;
}

/** What the system is asked to do itself where the procedure stands. */
export const forSystem = (stand: Stand): readonly OpenTask[] =>
  [...stand.desk.tasks()].filter(({ office, step: code }) => {
    if (office !== systemOffice) return false;
    const step = stand.desk.stepOf(code);
    return !step.calls && !stand.desk.isStopped(step);
  });

export type Pass<C extends Command> = ReturnType<typeof openPass<C>>;

/**
 * Opens a pass over a stand. Its parts are called in the order in which they stand here.
 *
 * @param clock the present; in a workflow the engine's, the same at each replay of an activation
 * @param actsApart what the system is asked for is done outside of the pass, as in the first edition
 */
export function openPass<C extends Command>(stand: Stand, clock: () => Instant, actsApart: boolean) {
  const batch: RecordLine[] = [];
  const refused = new Map<C, Judgement>();
  const instant = (): Instant => Math.max(clock(), stand.desk.now(), stand.journal.at(-1)?.at ?? 0);

  function take(entry: Entry, command?: unknown): void {
    batch.push({ entry, ...(command === undefined ? {} : { command }), ...stand.take(entry) });
  }
  /** What the system was asked for, as done: by the step's first outcome. */
  function acted(task: OpenTask): void {
    const [outcome = ''] = Object.keys(stand.desk.stepOf(task.step).outcomes);
    const said = { kind: 'act', key: `${task.id}!`, by: 'system', at: instant() } as const;
    take({ ...said, ...answering(task), outcomes: { [outcome]: pack(task.left) } });
  }
  /**
   * What the system is asked to do is done at once, in one record with the line that asks for it. Beside other lines it
   * waits for the next record: what is published tells of what is recorded already.
   */
  function act(): void {
    if (actsApart || batch.length > 1) return;
    for (const task of forSystem(stand)) acted(task);
  }

  return {
    /** The lines to be recorded. */
    batch: batch as readonly RecordLine[],
    /** Commands that cannot be taken, and why. */
    refused: refused as ReadonlyMap<C, Judgement>,

    /** The very first line. */
    launched(at: Instant): void {
      take({ kind: 'launch', key: 'launch', by: 'launch', at });
    },
    /** Limits that have come, each at its own instant, and what the system was left to do. */
    time(): void {
      for (let due; (due = stand.desk.earliest()) <= clock();)
        take({ kind: 'clock', key: `clock:${due}`, by: 'clock', at: due });
      act();
    },
    /** The system has done what it was asked for, by an activity of its own. */
    acted,
    /** Each command is judged by what those before it have left. */
    hear(commands: readonly C[]): void {
      for (const command of commands) {
        if (stand.keys.has(command.key)) {
          if (stand.keys.get(command.key) !== command.digest)
            refused.set(command, { code: 'idempotency-key-reused', sure: true, detail: {} });
          continue; // recorded before, or a twin in this batch: it is answered again
        }
        const judgement = command.judge(stand);
        if (judgement) refused.set(command, judgement);
        else {
          take(command.entry(stand, instant()), command.command);
          act();
        }
      }
    },
  };
}
