/** One exclusion by four eyes more than running procedures were judged by: what `replay.test.ts` must find to break them. */
import { powerTransferCourse } from '../../workflows/power-transfer';
import { procedure } from '../../workflows/procedure/procedure';
import * as steps from '../../src/domain/power-transfer/steps';
import type { Launch } from '../../src/domain/procedure/launch';
import type { Progress } from '../../src/domain/procedure/record';
import type { Step } from '../../src/domain/procedure/step';

/** Whoever has reviewed the legality may not see that all is ready. */
const stricter = (step: Step): Step =>
  step.code === steps.seeReady.code ? { ...step, notBy: [...(step.notBy ?? []), steps.reviewLegality.code] } : step;

export const powerTransfer = (launch: Launch, earlier?: Progress) =>
  procedure(steps.transferSteps.map(stricter), launch, earlier, powerTransferCourse);
