/** A procedure without its engine whose every entry is recorded in a real database, by the real activity. */
import { createRecord } from '../../activities/record';
import type { KeyObject } from 'node:crypto';
import { messages, type CompleteStep } from '../../src/domain/procedure/message';
import type { TransferLaunch } from '../../src/domain/power-transfer/launch';
import type { Head, Recorded, Recording, RecordLine, Task } from '../../src/domain/procedure/record';
import { signCommand } from '../../src/ledger/command-signature';
import { anAnswer, type AnswerChoice } from '../builders/answers';
import { theTask, type Which } from '../workflows/procedure/telling';
import { walkOf, type Walk } from '../workflows/procedure/walk';
import type { TestDatabase } from '../setup/database';
import { layDown, nominating } from './laid-down';

export type RecordedWalk = Awaited<ReturnType<typeof recordedWalk>>;

/** What a test may say, with what its command carries beside. */
export type Saying = AnswerChoice & Which & { readonly detail?: CompleteStep['detail'] };

/** Lays the launch down; nothing is recorded before `written` is called. */
export async function recordedWalk(
  { app, worker }: Pick<TestDatabase, 'app' | 'worker'>,
  launch: TransferLaunch,
  start?: number,
  signingKey?: KeyObject,
) {
  const codes = await layDown(app, launch, signingKey);
  const walk: Walk = walkOf(launch, start);
  const record = createRecord({ database: worker });
  const commands = new Map<string, unknown>();
  let head: Head = { seq: 0, hash: '' };

  const lineOf = (i: number): RecordLine => {
    const [entry, change] = [walk.entries[i], walk.changes[i]];
    if (!entry || !change) throw new Error(`no entry ${i}`);
    const command = commands.get(entry.key);
    return { entry, ...(command === undefined ? {} : { command }), ...change };
  };
  /**
   * The call that records what is not recorded yet, from where a caller believes the ledger to stand. As in the
   * workflow, no call holds a person's answer to a task that it opens itself: nobody knows of that task before it is
   * recorded. The system answers in the record that asks it, where that holds nothing else.
   */
  function recording(from: Head = head, atMost = Infinity): Recording {
    const records: RecordLine[] = [];
    const opened = new Set<string>();
    for (let i = from.seq; i < walk.entries.length && records.length < atMost; i++) {
      const line = lineOf(i);
      const alone = line.entry.kind === 'act' && records.slice(1).every(({ entry }) => entry.kind === 'act');
      if ('task' in line.entry && opened.has(line.entry.task) && !alone) break;
      for (const { id } of line.put) if (id.startsWith(`${line.entry.key}/`)) opened.add(id);
      records.push(line);
    }
    return { transfer: launch.transfer, run: 'a-run', ...from, overall: walk.stand().overall(), records };
  }
  /** Records all that is new, in calls of at most so many lines. */
  async function written(atOnce = Infinity): Promise<void> {
    while (head.seq < walk.entries.length) {
      const call = recording(head, atOnce);
      const told: Recorded = await record(call);
      if (!('head' in told)) throw new Error('nobody else writes here');
      head = told.head;
    }
  }

  /** A command that answers a task, with what it carries; remembered for the record. */
  function answering(task: Task, choice: AnswerChoice = {}, detail?: CompleteStep['detail']): CompleteStep {
    const answer = anAnswer(launch, task, { ...choice, kept: { ...nominating(task.step), ...choice.kept } });
    const bare = detail ? { ...answer, detail } : answer;
    const command = signingKey
      ? signCommand(launch.transfer, messages.completeStep, bare, Date.now(), signingKey)
      : bare;
    commands.set(command.key, { person: command.person, ...command.detail });
    return command;
  }
  async function answered(command: CompleteStep): Promise<void> {
    const judgement = walk.answer(command);
    if (judgement) throw new Error(`refused: ${JSON.stringify(judgement)}`);
  }

  return {
    launch,
    codes,
    walk,
    record,
    recording,
    written,
    head: () => head,
    answering,
    /** Answers the one task that is meant, and records it. */
    async say(step: string, choice: Saying = {}): Promise<CompleteStep> {
      const { detail, ...rest } = choice;
      const command = answering(theTask(walk, step, rest), rest, detail);
      await answered(command);
      await written();
      return command;
    },
    /** Answers everything with what carries on, until it is so, and records it line by line or in larger calls. */
    async carryUntil(arrived: () => boolean, atOnce = Infinity): Promise<void> {
      for (let moves = 0; !arrived(); moves++) {
        if (moves > 2_000) throw new Error('it never comes to that');
        const [task] = walk.tasks().filter(({ office }) => office !== 'system');
        if (task) await answered(answering(task));
        else if (!walk.tick()) throw new Error('nothing is left to wait for');
      }
      await written(atOnce);
    },
  };
}
