/** A procedure without its engine: the real passes and checkpoint, a ledger that confirms everything, and time by hand. */
import { powerTransferCourse } from '../../../workflows/power-transfer';
import { openCheckpoint, type Checkpoint } from '../../../workflows/procedure/checkpoint';
import type { Course } from '../../../workflows/procedure/case';
import { commandOf, commands } from '../../../workflows/procedure/commands';
import type { Judgement } from '../../../workflows/procedure/judge';
import { forSystem, openPass, type Command } from '../../../workflows/procedure/pass';
import { beginning, takeStand, type Stand } from '../../../workflows/procedure/stand';
import type { Calendar } from '../../../src/domain/procedure/calendar';
import { systemOffice } from '../../../src/domain/procedure/declaration';
import type { Launch } from '../../../src/domain/procedure/launch';
import type { Act, CompleteStep } from '../../../src/domain/procedure/message';
import type { TransferLaunch } from '../../../src/domain/power-transfer/launch';
import { pack, unpack } from '../../../src/domain/procedure/ranges';
import type {
  CalledEnding,
  CarriedOut,
  Change,
  Entry,
  Progress,
  RecordLine,
  Task,
} from '../../../src/domain/procedure/record';
import { freshKey } from '../../builders/answers';

export type Walk = ReturnType<typeof walkOf>;

/** A Monday morning. */
const monday = Date.UTC(2026, 0, 5, 2);

export const walkOf = (launch: TransferLaunch, start = monday) => walkAlong(powerTransferCourse, launch, start);

/** The same of any procedure. */
export function walkAlong<L extends Launch, E extends string>(course: Course<L, E>, launch: L, start = monday) {
  const standFrom = (progress: Progress) => takeStand(progress, launch, course);
  let checkpoint: Checkpoint = openCheckpoint(beginning, standFrom);
  let now = start;
  const entries: Entry[] = [];
  const changes: Change[] = [];

  const stand = (): Stand => checkpoint.stand();
  const tasks = (): Task[] => [...checkpoint.progress().tasks];
  function confirm(lines: readonly RecordLine[]): void {
    if (lines.length === 0) return;
    checkpoint.confirmed(lines, { seq: checkpoint.known().seq + lines.length, hash: '' });
    for (const { entry, put, gone, states } of lines) {
      entries.push(entry);
      changes.push({ put, gone, states });
    }
  }
  /** One pass after the other until the system has nothing left to do; why the command was refused, if it was. */
  function pass(command?: Command): Judgement | null {
    let waiting = command ? [command] : [];
    let judgement: Judgement | null = null;
    do {
      const next = openPass(stand(), () => now, false);
      if (checkpoint.known().seq === 0) next.launched(now);
      next.time();
      next.hear(waiting);
      confirm(next.batch);
      for (const [, why] of next.refused) judgement = why;
      waiting = [];
    } while (forSystem(stand()).length > 0);
    return judgement;
  }
  /** A command comes a millisecond after whatever was before. */
  function send(command: Command): Judgement | null {
    now++;
    return pass(command);
  }
  function act(): Act {
    const { office = '', role } = stand().steward();
    return { key: freshKey(), digest: '', person: { id: 'steward', office, role }, detail: {} };
  }
  const systemAct = (): Act => ({ ...act(), person: { id: 'system', office: systemOffice, role: 'system' } });

  pass();

  return {
    launch,
    entries,
    changes,
    tasks,
    task: (step: string, office?: string) =>
      tasks().find((task) => task.step === step && (office === undefined || task.office === office)),
    stand,
    progress: () => checkpoint.progress(),
    now: () => now,
    state: (power: number) => stand().state(power),
    states: () => Array.from({ length: launch.count }, (_, power) => stand().state(power)),

    answer: (command: CompleteStep): Judgement | null => send(commandOf(commands.completeStep, command)),
    suspend: (on: boolean): Judgement | null =>
      send(commandOf(on ? commands.suspendTransfer : commands.resumeTransfer, act())),
    takeBack(kind: 'withdraw' | 'recall', powers: readonly number[]): Judgement | null {
      const command = { ...act(), powers: pack(powers), code: 'unused' };
      return send(
        kind === 'recall' ? commandOf(commands.recallPowers, command) : commandOf(commands.withdrawPowers, command),
      );
    },
    pace(dayMs: number | null): void {
      send(commandOf(commands.setPace, { ...act(), dayMs }));
      pass();
    },
    /** The steward closes a step's list as it stands, or as he takes it to stand. */
    assemble: (step: string, powers = pack(stand().desk.gathered(step))): Judgement | null =>
      send(commandOf(commands.assembleList, { ...act(), step, powers })),
    /** The days of offices are told anew. */
    tellCalendar: (calendar: Calendar): Judgement | null =>
      send(commandOf(commands.tellCalendar, { ...systemAct(), calendar })),
    /** A matter that a task called has ended. */
    ended: (task: string, called: CalledEnding): Judgement | null =>
      send(commandOf(commands.calledEnded, { ...systemAct(), task, called })),
    /** A decision of another matter is sent, and with the same key again. */
    carryOut: (powers: string, order: CarriedOut, key = freshKey(), by: Partial<Act> = {}): Judgement | null =>
      send(commandOf(commands.carryOutDecision, { ...systemAct(), ...by, ...order, powers, key })),
    /** Lets time pass to the next limit; false where nothing is waited for. */
    tick(): boolean {
      const due = stand().desk.earliest();
      if (due === Infinity) return false;
      now = Math.max(now, Math.ceil(due));
      pass();
      return true;
    },
    /** It is that instant now; limits that have come are taken with the next answer. */
    pass(to: number): void {
      now = Math.max(now, to);
    },
    /** Takes an entry as the ledger has it. */
    takeRaw(entry: Entry): Change {
      const change = stand().take(entry);
      confirm([{ ...change, entry }]);
      return change;
    },
    /** Everything in memory is thrown away and made again from what is recorded. */
    rebuild(): void {
      checkpoint = openCheckpoint(JSON.parse(JSON.stringify(checkpoint.progress())) as Progress, standFrom);
    },
  };
}

export const powersOf = (task: Task): number[] => unpack(task.powers);
