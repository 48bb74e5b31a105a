/** A procedure that publishes nothing: what `replay.test.ts` must find to be another one. */
import * as steps from '../../src/domain/power-transfer/steps';
import type { TransferLaunch } from '../../src/domain/power-transfer/launch';
import type { Progress } from '../../src/domain/procedure/record';
import { powerTransferCourse } from '../../workflows/power-transfer';
import type { Case } from '../../workflows/procedure/case';
import { procedure } from '../../workflows/procedure/procedure';
import type { Way } from '../../workflows/procedure/way';

/** Ends each power's way where the decision would be published. */
export const powerTransfer = (launch: TransferLaunch, earlier?: Progress) =>
  procedure({ ...powerTransferCourse, carry: unpublished }, launch, earlier);

function* unpublished(power: Case<TransferLaunch>): Way<'not-adopted'> {
  yield* power.step(steps.declareNeed, 'subDistrict');
  yield* power.step(steps.assessCapacity, 'department');
  yield* power.step(steps.approveTransfer, 'department');
  yield* power.step(steps.reviewLegality, 'justiceBureau');
  yield* power.step(steps.decide, 'government');
  return 'not-adopted';
}
