/** A walk in the words of a test: who says what, what is open, until when everybody carries on. */
import type { RefusalCode } from '../../../src/domain/procedure/message';
import type { Completion, Entry, Task } from '../../../src/domain/procedure/record';
import { anAnswer, type AnswerChoice } from '../../builders/answers';
import { aLaunch, type LaunchChoice } from '../../builders/launch';
import { powersOf, walkOf, type Walk } from './walk';

export interface Saying extends AnswerChoice {
  readonly office?: string;
  readonly about?: string;
  /** Of several alike, the task that has this power. */
  readonly withPower?: number;
}

export interface Carrying {
  /** Steps that nobody answers. */
  readonly leave?: readonly string[];
  /** Only the tasks of these offices are answered. */
  readonly offices?: readonly string[];
  /** Days do not pass. */
  readonly atOnce?: boolean;
}

export type Story = ReturnType<typeof storyOf>;

/** More answers and days than any story needs. */
const patience = 600;

export function storyOf(choice: LaunchChoice = {}) {
  return tell(walkOf(aLaunch(choice)));
}

export function tell(walk: Walk) {
  const nameOf = ({ step, office, about }: Task) => `${step}@${office}${about === undefined ? '' : `~${about}`}`;

  function find(step: string, { office, about, withPower, powers }: Saying): Task {
    const power = withPower ?? powers?.[0];
    const found = walk
      .tasks()
      .find(
        (task) =>
          task.step === step &&
          (office === undefined || task.office === office) &&
          (about === undefined || task.about === about) &&
          (power === undefined || powersOf(task).includes(power)),
      );
    if (!found) throw new Error(`nobody is asked for ${step}; open are ${open().join(' ')}`);
    return found;
  }
  /** What people are asked for, with the powers, in the order of the alphabet. */
  function open(): string[] {
    return walk
      .tasks()
      .filter(({ office }) => office !== 'system')
      .map((task) => `${nameOf(task)}: ${task.powers}`)
      .sort();
  }

  return {
    walk,
    open,
    find: (step: string, saying: Saying = {}): Task => find(step, saying),
    state: (power = 0): string => walk.state(power),

    /** Somebody answers; the carrying outcome for all of the task's powers unless said otherwise. */
    says(step: string, saying: Saying = {}): void {
      const judgement = walk.answer(anAnswer(walk.launch, find(step, saying), saying));
      if (judgement) throw new Error(`${step} is refused: ${judgement.code} ${JSON.stringify(judgement.detail)}`);
    },
    /** Somebody tries to answer; the refusal's code, or null. */
    tries(step: string, saying: Saying = {}): RefusalCode | null {
      return walk.answer(anAnswer(walk.launch, find(step, saying), saying))?.code ?? null;
    },
    /** Everybody gives the carrying answer, and days pass where nobody is asked, until it is so. */
    carryOn(until: () => boolean, { leave = [], offices, atOnce = false }: Carrying = {}): void {
      for (let i = 0; i < patience; i++) {
        if (until()) return;
        const task = walk
          .tasks()
          .find(
            ({ step, office }) =>
              office !== 'system' && !leave.includes(step) && (offices === undefined || offices.includes(office)),
          );
        if (task) {
          const judgement = walk.answer(anAnswer(walk.launch, task));
          if (judgement) throw new Error(`${task.id} is refused: ${judgement.code}`);
        } else if (atOnce || !walk.tick()) break;
      }
      if (!until()) throw new Error(`it never comes to that; open are ${open().join(' ')}; ${walk.states().join()}`);
    },
    /** Nobody answers; days pass until it is so. */
    wait(until: () => boolean): void {
      for (let i = 0; i < patience && !until(); i++) if (!walk.tick()) break;
      if (!until()) throw new Error(`the day never comes; open are ${open().join(' ')}; ${walk.states().join()}`);
    },
    asked: (step: string): boolean => walk.tasks().some((task) => task.step === step),
    /** How often the step was answered, or was answered about somebody. */
    answers: (step: string, about?: string): number =>
      walk.entries.filter(
        (entry) => isCompletion(entry) && entry.step === step && (about === undefined || entry.about === about),
      ).length,
  };
}

const isCompletion = (entry: Entry): entry is Completion => entry.kind === 'complete' || entry.kind === 'act';
