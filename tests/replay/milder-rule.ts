/** One rule less than running procedures were judged by: what `replay.test.ts` must find to break them, too. */
import { procedure } from '../../workflows/procedure/procedure';
import * as steps from '../../src/domain/power-transfer/steps';
import type { TransferLaunch } from '../../src/domain/power-transfer/launch';
import type { Progress } from '../../src/domain/procedure/record';
import type { Step } from '../../src/domain/procedure/step';
import { withSteps } from './with-steps';

/** Nobody need say why a need is declared not to be there. */
function milder(step: Step): Step {
  const { notNeeded, ...others } = step.outcomes;
  if (step.code !== steps.declareNeed.code || !notNeeded) return step;
  const { needs: _, ...plain } = notNeeded;
  // in the declaration's order
  return { ...step, outcomes: { ...others, notNeeded: plain } };
}

export const powerTransfer = (launch: TransferLaunch, earlier?: Progress) =>
  procedure(withSteps(milder), launch, earlier);
