/** One exclusion by four eyes more than running procedures were judged by: what `replay.test.ts` must find to break them. */
import { procedure } from '../../workflows/procedure/procedure';
import * as steps from '../../src/domain/power-transfer/steps';
import type { TransferLaunch } from '../../src/domain/power-transfer/launch';
import type { Progress } from '../../src/domain/procedure/record';
import type { Step } from '../../src/domain/procedure/step';
import { withSteps } from './with-steps';

/** Whoever has reviewed the legality may not see that all is ready. */
const stricter = (step: Step): Step =>
  step.code === steps.seeReady.code ? { ...step, notBy: [...(step.notBy ?? []), steps.reviewLegality] } : step;

export const powerTransfer = (launch: TransferLaunch, earlier?: Progress) =>
  procedure(withSteps(stricter), launch, earlier);
