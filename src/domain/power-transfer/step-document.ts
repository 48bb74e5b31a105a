/** The step declarations as people and programs read them (`GET /api/steps`). */
import type { JsonSchema } from '../json-schema';
import type { LocalDate } from '../procedure/calendar';
import { keysOf } from '../procedure/declaration';
import type { Need, OutcomeDeclaration, Role, Step } from '../procedure/step';
import { parties, type Party } from './parties';
import type { Language } from '../refusal';
import { transferSteps, type StepCode } from './steps';
import { formSchemaFor, isHumanStep, powerSchemaFor } from './task-schema';
import { factsInGeneral } from './task-facts';

/** An outcome as a task offers it. */
export interface OutcomeDocument {
  readonly code: string;
  readonly title: string;
  readonly needs: readonly Need[];
  /** It ends the power's way in this transfer. */
  readonly final: boolean;
}

export interface StepDocument {
  readonly code: StepCode;
  readonly title: string;
  readonly guidance: string;
  readonly parties: readonly { readonly party: Party; readonly role: Role }[];
  /** The system completes it by itself. */
  readonly automatic: boolean;
  /** Working days; null: no limit. */
  readonly days: number | null;
  readonly leastDays?: number;
  readonly law: readonly string[];
  readonly notBy: readonly string[];
  readonly outcomes: readonly OutcomeDocument[];
  /** Of the form in general; a task's own has the choices of that task. */
  readonly formSchema?: JsonSchema;
  readonly powerSchema?: JsonSchema;
}

type AnyStep = (typeof transferSteps)[number];

function outcomeDocument(code: string, declared: OutcomeDeclaration, language: Language): OutcomeDocument {
  return { code, title: declared[language], needs: declared.needs ?? [], final: declared.final ?? false };
}

const outcomesOfStep = (step: AnyStep, language: Language): OutcomeDocument[] =>
  Object.entries<OutcomeDeclaration>(step.outcomes).map(([code, declared]) =>
    outcomeDocument(code, declared, language),
  );

/** The outcomes of a step in their order: the first carries the procedure on. Empty for a code that is none. */
export function outcomesOf(code: string, language: Language): OutcomeDocument[] {
  const step = transferSteps.find((one) => one.code === code);
  return step ? outcomesOfStep(step, language) : [];
}

/**
 * All steps in the order of the procedure.
 *
 * @param today a date for the examples
 */
export function stepDocument(language: Language, today: LocalDate): StepDocument[] {
  return transferSteps.map((step) => {
    const { code } = step;
    const powerSchema = isHumanStep(code) ? powerSchemaFor(code, language) : undefined;
    return {
      code,
      title: step.title[language],
      guidance: step.guidance[language],
      parties: partiesOf(step),
      automatic: !isHumanStep(code),
      days: step.days,
      ...('leastDays' in step && step.leastDays !== undefined ? { leastDays: step.leastDays } : {}),
      law: step.law.map((words) => words[language]),
      notBy: 'notBy' in step && step.notBy ? step.notBy.map((other) => other.code) : [],
      outcomes: outcomesOfStep(step, language),
      ...(isHumanStep(code) ? { formSchema: formSchemaFor(code, factsInGeneral(today), language) } : {}),
      ...(powerSchema ? { powerSchema } : {}),
    };
  });
}

function partiesOf({ parties: asked }: Step): StepDocument['parties'] {
  return keysOf(parties).flatMap((party) => {
    const role = asked[party];
    return role === undefined ? [] : [{ party, role }];
  });
}
