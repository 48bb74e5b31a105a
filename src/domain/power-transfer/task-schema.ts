/** The forms of the steps of a transfer of powers. */
import type { FieldError } from '../refusal';
import { stepForms } from '../step-forms';
import { forms, particulars } from './forms';
import { nominationErrors } from './nomination';
import { transferSteps } from './steps';
import type { HumanStepCode, TaskFacts } from './task-facts';

export type { AcceptedForm } from './form-declaration';
export type { Answered, HumanStepCode, OfficerFact, OtherSide, PowerFact, TaskFacts } from './task-facts';

/** Whether a person completes the step by a form. */
export const isHumanStep = (code: string): code is HumanStepCode => Object.hasOwn(forms, code);

/** What is wrong with an officer says more than that none of this name may be chosen. */
function explain(name: string, error: FieldError, value: unknown, facts: TaskFacts): FieldError | undefined {
  if (name !== 'officers' || !Array.isArray(value)) return undefined;
  const [, , index = '0'] = error.field.split('/');
  const officers = value.map((one) => (typeof one === 'string' ? one : ''));
  return nominationErrors(officers, facts, [], 0).find(({ field }) => field === `/officers/${index}`) ?? error;
}

export const transferForms = stepForms({ steps: transferSteps, forms, particulars, explain });

export const {
  schema: formSchemaFor,
  particulars: powerSchemaFor,
  parse: parseForm,
  parseParticulars,
  words: wordsOf,
} = transferForms;
