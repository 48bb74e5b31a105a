import type { Step } from '../../src/domain/procedure/step';
import { powerTransferCourse } from '../../workflows/power-transfer';

/** The transfer of powers with other rules for its steps. */
export const withSteps = (change: (step: Step) => Step): typeof powerTransferCourse => ({
  ...powerTransferCourse,
  procedure: { ...powerTransferCourse.procedure, steps: powerTransferCourse.procedure.steps.map(change) },
});
