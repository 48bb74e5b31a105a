/** One rule less than running procedures were judged by: what `replay.test.ts` must find to break them, too. */
import { powerTransferCourse } from '../../workflows/power-transfer';
import { procedure } from '../../workflows/procedure/procedure';
import * as steps from '../../src/domain/power-transfer/steps';
import type { Launch } from '../../src/domain/procedure/launch';
import type { Progress } from '../../src/domain/procedure/record';
import type { Step } from '../../src/domain/procedure/step';

/** Nobody need say why a need is declared not to be there. */
function milder(step: Step): Step {
  const { notNeeded, ...others } = step.outcomes;
  if (step.code !== steps.declareNeed.code || !notNeeded) return step;
  const { needs: _, ...plain } = notNeeded;
  // in the declaration's order
  return { ...step, outcomes: { ...others, notNeeded: plain } };
}

export const powerTransfer = (launch: Launch, earlier?: Progress) =>
  procedure(steps.transferSteps.map(milder), launch, earlier, powerTransferCourse);
