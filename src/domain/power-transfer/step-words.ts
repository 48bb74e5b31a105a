/** The words in which a refusal speaks of a step: what its fields and its outcomes are called. */
import type { Step, Words } from '../procedure/step';
import { fieldsBeside, type FieldWords } from './form-fields';
import { forms } from './forms';
import { transferSteps } from './steps';
import { factsInGeneral, type HumanStepCode } from './task-facts';

const steps: ReadonlyMap<string, Step> = new Map(transferSteps.map((step): [string, Step] => [step.code, step]));
const fields = new Map<HumanStepCode, ReadonlyMap<string, FieldWords>>();

/** What stands beside the fields of a step's form, whatever the task. */
function fieldsOf(step: HumanStepCode): ReadonlyMap<string, FieldWords> {
  let known = fields.get(step);
  if (!known) {
    known = fieldsBeside(forms[step].schema(factsInGeneral('2000-01-01'), { full: true, powers: [], declined: [] }));
    fields.set(step, known);
  }
  return known;
}

/** Names of the form's fields that take files. */
export const fileFieldsOf = (step: HumanStepCode): string[] =>
  [...fieldsOf(step)].flatMap(([name, { files }]) => (files ? [name] : []));

export interface StepWords {
  /** Fields that both sides of a round give alike. */
  readonly agrees: readonly string[];
  /** A field's title; its name where it has none. */
  readonly fieldTitle: (name: string) => Words | string;
  /** An outcome's title; what was sent where it is none of the step's. */
  readonly outcomeTitle: (code: string) => Words | string;
  /** The outcome that carries the procedure on. */
  readonly carrying: Words | string;
  /** The outcome for those who do not agree: the first that does not carry the procedure on. */
  readonly instead: Words | string;
}

/** The words of a step that people complete. */
export function wordsOf(code: HumanStepCode): StepWords {
  const { outcomes = {}, agrees = [] } = steps.get(code) ?? {};
  const titled = (outcome: string) => (Object.hasOwn(outcomes, outcome) ? outcomes[outcome] : undefined);
  const [carrying = '', instead = ''] = Object.keys(outcomes);
  const plain = (words: Words | undefined): Words | undefined => words && { zh: words.zh, en: words.en };
  return {
    agrees,
    fieldTitle: (name) => fieldsOf(code).get(name)?.title ?? name,
    outcomeTitle: (outcome) => plain(titled(outcome)) ?? outcome,
    carrying: plain(titled(carrying)) ?? carrying,
    instead: plain(titled(instead)) ?? instead,
  };
}
