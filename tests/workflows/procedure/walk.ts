/** A procedure without its engine: answers, acts and time by hand, and a second stand beside it that is made anew. */
import { powerTransferCourse } from '../../../workflows/power-transfer';
import { judgeCompletion, judgeSuspension, judgeTakingBack, type Judgement } from '../../../workflows/procedure/judge';
import { beginning, takeStand, type Stand } from '../../../workflows/procedure/stand';
import { transferSteps } from '../../../src/domain/power-transfer/steps';
import type { CompleteStep, RecallPowers } from '../../../src/domain/procedure/message';
import type { Launch } from '../../../src/domain/procedure/launch';
import { pack, unpack } from '../../../src/domain/procedure/ranges';
import type { Change, Entry, Progress, Task } from '../../../src/domain/procedure/record';
import { freshKey } from '../../builders/answers';

const boss = { id: 'coordinator', office: 'coordination', role: 'coordinator' } as const;

export type Walk = ReturnType<typeof walkOf>;

export function walkOf(launch: Launch, start = Date.UTC(2026, 0, 5, 2)) {
  const standFrom = (progress: Progress) => takeStand(progress, transferSteps, launch, powerTransferCourse);
  let stand: Stand = standFrom(beginning);
  let progress: Progress = beginning;
  let now = start;
  const tasks = new Map<string, Task>();
  const entries: Entry[] = [];
  const changes: Change[] = [];

  function take(entry: Entry): Change {
    const change = stand.take(entry);
    for (const id of change.gone) tasks.delete(id);
    for (const task of change.put) tasks.set(task.id, task);
    entries.push(entry);
    changes.push(change);
    progress = {
      ...progress,
      journal: [...stand.journal],
      tasks: [...tasks.values()],
      states: stand.states(),
      now: stand.desk.now(),
      seq: progress.seq + 1,
    };
    return change;
  }
  /** The system's own steps, until none is left. */
  function automatic(): void {
    for (;;) {
      const task = [...tasks.values()].find((open) => open.office === 'system');
      if (!task || stand.suspended()) return;
      const { id, step, office, about, powers } = task;
      const said = { kind: 'act', key: `${id}!`, by: 'system', at: now, task: id, step, office } as const;
      take({ ...said, ...(about === undefined ? {} : { about }), outcomes: { published: powers } });
    }
  }

  /** Limits that have come are taken before anything that people send, each at its own instant. */
  function passTime(): void {
    for (let due; !stand.suspended() && (due = stand.desk.earliest()) <= now;) {
      take({ kind: 'clock', key: `clock:${due}`, by: 'clock', at: due });
      automatic();
    }
  }

  take({ kind: 'launch', key: 'launch', by: 'launch', at: now });

  const walk = {
    launch,
    entries,
    changes,
    tasks: () => [...tasks.values()],
    task: (step: string, office?: string) =>
      [...tasks.values()].find((task) => task.step === step && (office === undefined || task.office === office)),
    stand: () => stand,
    progress: () => progress,
    now: () => now,
    state: (power: number) => stand.state(power),
    states: () => Array.from({ length: launch.count }, (_, power) => stand.state(power)),

    answer(command: CompleteStep): Judgement | null {
      now++;
      passTime();
      const judgement = judgeCompletion(stand, command);
      if (judgement) return judgement;
      const task = tasks.get(command.task);
      if (!task) throw new Error('judged open');
      const { id, step, office, about } = task;
      const said = {
        kind: 'complete',
        key: command.key,
        digest: command.digest,
        by: command.person.id,
        at: now,
      } as const;
      const order = Object.keys(transferSteps.find(({ code }) => code === step)?.outcomes ?? {});
      const outcomes = Object.fromEntries(
        order.flatMap((o) => (command.outcomes[o] ? [[o, command.outcomes[o]]] : [])),
      );
      take({
        ...said,
        task: id,
        step,
        office,
        ...(about === undefined ? {} : { about }),
        outcomes,
        ...(command.kept ? { kept: command.kept } : {}),
      });
      automatic();
      return null;
    },
    suspend(on: boolean): Judgement | null {
      now++;
      passTime();
      const judgement = judgeSuspension(stand, boss, on);
      if (judgement) return judgement;
      take({ kind: on ? 'suspend' : 'resume', key: freshKey(), by: boss.id, at: now });
      automatic();
      return null;
    },
    takeBack(kind: 'withdraw' | 'recall', powers: readonly number[]): Judgement | null {
      const command: RecallPowers = {
        key: freshKey(),
        digest: '',
        person: boss,
        detail: {},
        powers: pack(powers),
        code: 'unused',
      };
      now++;
      passTime();
      const judgement = judgeTakingBack(stand, command, kind === 'recall');
      if (judgement) return judgement;
      const told = { key: command.key, by: boss.id, at: now, powers: command.powers };
      take(kind === 'recall' ? { kind, ...told, code: 'unused' } : { kind, ...told });
      automatic();
      return null;
    },
    pace(dayMs: number | null): void {
      now++;
      passTime();
      take({ kind: 'pace', key: freshKey(), by: boss.id, at: now, dayMs });
      passTime();
    },
    /** Lets time pass to the next limit; false where nothing is waited for. */
    tick(): boolean {
      const due = stand.desk.earliest();
      if (due === Infinity || stand.suspended()) return false;
      now = Math.max(now, Math.ceil(due));
      passTime();
      return true;
    },
    /** It is that instant now; limits that have come are taken with the next answer. */
    pass(to: number): void {
      now = Math.max(now, to);
    },
    /** Takes an entry as the ledger has it. */
    takeRaw: take,
    /** Everything in memory is thrown away and made again from what is recorded. */
    rebuild(): void {
      stand = standFrom(JSON.parse(JSON.stringify(progress)) as Progress);
    },
  };
  automatic();
  return walk;
}

export const powersOf = (task: Task): number[] => unpack(task.powers);
