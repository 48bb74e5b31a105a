/** The form of every step that a person completes, by its code. Zod; never imported by workflow code. */
import type { z } from 'zod';
import type { FormDeclaration } from './form-declaration';
import * as after from './forms-after';
import * as before from './forms-before';
import * as handover from './forms-handover';
import type { HumanStepCode } from './task-facts';

export const forms = {
  'declare-need': before.declareNeed,
  'assess-capacity': before.assessCapacity,
  'approve-transfer': before.approveTransfer,
  'review-legality': before.reviewLegality,
  decide: before.decide,
  'sign-off-training': before.signOffTraining,
  certify: before.certify,
  'nominate-officers': before.nominateOfficers,
  ready: after.ready,
  'see-ready': after.seeReady,
  'confirm-handover': handover.confirmHandover,
  'witness-handover': handover.witnessHandover,
  'report-month': after.reportMonth,
  evaluate: after.evaluate,
  'decide-narrowing': after.decideNarrowing,
  'decide-recall': after.decideRecall,
  'confirm-return': after.confirmReturn,
  'renew-entrustment': after.renewEntrustment,
} as const satisfies { readonly [S in HumanStepCode]: FormDeclaration };

/** Particulars of one power beside the form, where a step has them. */
export const particulars: { readonly [S in HumanStepCode]?: z.ZodObject } = {
  'declare-need': before.needOfPower,
  'assess-capacity': before.assessmentOfPower,
  'report-month': after.monthOfPower,
  evaluate: after.evaluationOfPower,
};
