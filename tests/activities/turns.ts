/** A procedure without its engine whose passes are recorded in a real database: its turns, and how people are answered. */
import { createRecord } from '../../activities/record';
import type { Act, CompleteStep } from '../../src/domain/procedure/message';
import type { TransferLaunch } from '../../src/domain/power-transfer/launch';
import type { Recorded, RecordLine, Task } from '../../src/domain/procedure/record';
import { powerTransferCourse } from '../../workflows/power-transfer';
import { openCheckpoint } from '../../workflows/procedure/checkpoint';
import { commandOf, commands } from '../../workflows/procedure/commands';
import type { Waiting } from '../../workflows/procedure/inbox';
import { forSystem, openPass, type Command } from '../../workflows/procedure/pass';
import { settle } from '../../workflows/procedure/recorded';
import { beginning, takeStand } from '../../workflows/procedure/stand';
import { anAnswer, freshKey, type AnswerChoice } from '../builders/answers';
import type { TestDatabase } from '../setup/database';
import { layDown, nominating } from './laid-down';

/** What a sender was told: `recorded`, or a refusal's code. */
export type Told = string;

export type Turns = Awaited<ReturnType<typeof turnsOf>>;

const coordinator = { id: 'coordinator', office: 'coordination', role: 'coordinator' } as const;

/** Lays a launch down and takes its first turn. */
export async function turnsOf(
  { app, worker }: Pick<TestDatabase, 'app' | 'worker'>,
  launch: TransferLaunch,
  start = Date.UTC(2026, 0, 5, 2),
) {
  await layDown(app, launch);
  const { transfer } = launch;
  const checkpoint = openCheckpoint(beginning, (from) => takeStand(from, launch, powerTransferCourse));
  const record = createRecord({ database: worker });
  let now = start;
  /** Lines of each call that was made. */
  const calls: number[] = [];

  function write(records: readonly RecordLine[]): Promise<Recorded> {
    calls.push(records.length);
    const { seq, hash } = checkpoint.known();
    return record({ transfer, run: 'a-run', seq, hash, overall: checkpoint.stand().overall(), records });
  }
  /** Turn after turn until nobody waits and nothing is left to the system; how each was told, in order. */
  async function turn(sent: readonly Command[] = []): Promise<{ told: Told[]; needsRepair?: string }> {
    now++;
    const told = new Map<string, Told>();
    let waiting: readonly Waiting[] = sent.map((command) => ({
      ...command,
      answer: () => told.set(command.key, 'recorded'),
      refuse: ({ type }) => told.set(command.key, type ?? ''),
    }));
    for (;;) {
      const pass = openPass<Waiting>(checkpoint.stand(), () => now, false);
      if (checkpoint.known().seq === 0) pass.launched(now);
      pass.time();
      pass.hear(waiting);
      const left = await settle(checkpoint, pass, waiting, await write(pass.batch), write);
      waiting = left.waiting;
      const inOrder = () => sent.map(({ key }) => told.get(key) ?? 'nobody told him');
      if (left.needsRepair !== undefined) return { told: inOrder(), needsRepair: left.needsRepair };
      if (left.confirmed && waiting.length === 0 && forSystem(checkpoint.stand()).length === 0)
        return { told: inOrder() };
    }
  }

  const tasks = (): readonly Task[] => checkpoint.progress().tasks;
  const answering = (task: Task, choice: AnswerChoice = {}): Command =>
    commandOf<CompleteStep>(
      commands.completeStep,
      anAnswer(launch, task, { ...choice, kept: { ...nominating(task.step), ...choice.kept } }),
    );
  const act = (): Act => ({ key: freshKey(), digest: 'digest', person: coordinator, detail: { reason: '理由' } });

  await turn();
  return {
    launch,
    turn,
    tasks,
    answering,
    calls,
    stand: checkpoint.stand,
    known: checkpoint.known,
    task: (step: string): Task => {
      const task = tasks().find((open) => open.step === step);
      if (!task) throw new Error(`nobody is asked for ${step}`);
      return task;
    },
    note: (by = 'coordinator'): Command =>
      commandOf(commands.addNote, { ...act(), person: { ...coordinator, id: by }, powers: '', code: 'comment' }),
    recall: (powers: string): Command =>
      commandOf(commands.recallPowers, { ...act(), powers, code: 'poor-performance' }),
    /** Everybody gives the carrying answer, and days pass where nobody is asked, until it is so. */
    async carryUntil(arrived: () => boolean): Promise<void> {
      for (let moves = 0; !arrived(); moves++) {
        if (moves > 500) throw new Error('it never comes to that');
        const [task] = tasks();
        if (task) {
          const { told } = await turn([answering(task)]);
          if (told[0] !== 'recorded') throw new Error(`${task.id} is refused: ${told.join()}`);
        } else {
          now = Math.max(now, Math.ceil(checkpoint.stand().desk.earliest()));
          await turn();
        }
      }
    },
  };
}
