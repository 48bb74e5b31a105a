/** Short sentences for tests: who says what, and everything carried on to a place. */
import type { Task } from '../../../src/domain/procedure/record';
import { anAnswer, type AnswerChoice } from '../../builders/answers';
import { powersOf, type Walk } from './walk';

/** Which task is meant, where a step has several. */
export interface Which {
  readonly office?: string;
  readonly about?: string;
  /** A power that is in it. */
  readonly power?: number;
}

/** Open tasks of a step, in the order in which they were opened. */
export const tasksOf = (walk: Walk, step: string, { office, about, power }: Which = {}): Task[] =>
  walk
    .tasks()
    .filter(
      (task) =>
        task.step === step &&
        (office === undefined || task.office === office) &&
        (about === undefined || task.about === about) &&
        (power === undefined || powersOf(task).includes(power)),
    );

/** The one open task that is meant. */
export function theTask(walk: Walk, step: string, which: Which = {}): Task {
  const [task, ...others] = tasksOf(walk, step, which);
  if (!task)
    throw new Error(
      `no ${step} is open; open are ${walk
        .tasks()
        .map(({ id }) => id)
        .join()}`,
    );
  if (others.length > 0) throw new Error(`${step} is open ${others.length + 1} times`);
  return task;
}

/** Answers the one task that is meant; a refusal fails the test. */
export function say(walk: Walk, step: string, choice: AnswerChoice & Which = {}): Task {
  const task = theTask(walk, step, choice);
  expect(walk.answer(anAnswer(walk.launch, task, choice))).toBeNull();
  return task;
}

/** Answers everything with what carries on, and lets time pass where nobody is asked, until it is so. */
export function carryUntil(walk: Walk, arrived: () => boolean): void {
  for (let moves = 0; !arrived(); moves++) {
    if (moves > 2_000) throw new Error('it never comes to that');
    const [task] = walk.tasks().filter(({ office }) => office !== 'system');
    if (task) expect(walk.answer(anAnswer(walk.launch, task))).toBeNull();
    else if (!walk.tick()) throw new Error('nothing is left to wait for');
  }
}

/** Carries on until the step is asked of somebody. */
export const carryTo = (walk: Walk, step: string, which: Which = {}): void =>
  carryUntil(walk, () => tasksOf(walk, step, which).length > 0);

/** Carries on until all powers, or those given, are in the state. */
export const carryToState = (walk: Walk, state: string, powers?: readonly number[]): void =>
  carryUntil(walk, () =>
    (powers ?? walk.states().map((_, power) => power)).every((power) => walk.state(power) === state),
  );

/** Lets time pass, nobody answering, until it is so. */
export function waitUntil(walk: Walk, arrived: () => boolean): void {
  for (let ticks = 0; !arrived(); ticks++)
    if (ticks > 2_000 || !walk.tick()) throw new Error('time passes and it never comes to that');
}

/** One step after the other, of all who are asked for it. */
export function carryThrough(walk: Walk, ...steps: string[]): void {
  for (const step of steps)
    for (const { id } of tasksOf(walk, step)) {
      const task = walk.tasks().find((open) => open.id === id);
      if (task) expect(walk.answer(anAnswer(walk.launch, task))).toBeNull();
    }
}
