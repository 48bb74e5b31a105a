/** Random moves of people and time, for walks that may go anywhere. */
import fc from 'fast-check';
import type { CompleteStep } from '../../../src/domain/procedure/message';
import type { Launch } from '../../../src/domain/procedure/launch';
import type { Task } from '../../../src/domain/procedure/record';
import type { Step } from '../../../src/domain/procedure/step';
import { anAnswer, stepOf, type AnswerChoice } from '../../builders/answers';
import { powersOf, type Walk } from './walk';

/** One thing that people or time may do; the numbers choose among what is possible at that moment. */
export const move = fc.oneof(
  {
    weight: 70,
    arbitrary: fc.record({ kind: fc.constant('carry' as const), task: fc.nat(), part: fc.nat({ max: 3 }) }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('differ' as const),
      task: fc.nat(),
      outcome: fc.nat(),
      part: fc.nat({ max: 3 }),
    }),
  },
  { weight: 12, arbitrary: fc.record({ kind: fc.constant('tick' as const) }) },
  { weight: 8, arbitrary: fc.record({ kind: fc.constant('rebuild' as const) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('suspend' as const) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('recall' as const), power: fc.nat() }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('withdraw' as const), power: fc.nat() }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('pace' as const), dayMs: fc.constantFrom(null, 50, 86_400_000) }),
  },
);
export type Move = typeof move extends fc.Arbitrary<infer M> ? M : never;

const some = (powers: number[], part: number) =>
  part === 0 ? powers : powers.filter((_, i) => (i + part) % (part + 1) === 0);

/** Makes the move in a transfer of powers, where it is possible. `answering` makes the commands. */
export const make = (
  walk: Walk,
  what: Move,
  answering: (task: Task, choice: AnswerChoice) => CompleteStep = (task, choice) => anAnswer(walk.launch, task, choice),
): void => makeBy(walk, what, stepOf, answering);

/** The same in any procedure; refusals are as good as anything. */
export function makeBy(
  walk: Omit<Walk, 'launch'> & { readonly launch: Pick<Launch, 'count'> },
  { ...what }: Move,
  declared: (step: string) => Step,
  answering: (task: Task, choice: { readonly outcome: string; readonly powers: readonly number[] }) => CompleteStep,
): void {
  const tasks = walk.tasks().filter((task) => task.office !== 'system');
  switch (what.kind) {
    case 'carry':
    case 'differ': {
      const task = tasks[what.task % (tasks.length || 1)];
      if (!task) return;
      const outcomes = Object.keys(declared(task.step).outcomes);
      const outcome = what.kind === 'carry' ? outcomes[0] : outcomes[what.outcome % outcomes.length];
      const powers = some(powersOf(task), what.part);
      if (outcome && powers.length > 0) walk.answer(answering(task, { outcome, powers }));
      return;
    }
    case 'tick':
      if (walk.stand().suspended()) walk.suspend(false);
      else walk.tick();
      return;
    case 'rebuild':
      return walk.rebuild();
    case 'suspend':
      walk.suspend(true);
      return;
    case 'recall':
    case 'withdraw':
      walk.takeBack(what.kind, [what.power % walk.launch.count]);
      return;
    case 'pace':
      if (!walk.stand().suspended()) walk.pace(what.dayMs);
  }
}
