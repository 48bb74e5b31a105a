/** Steps as people and programs read them: made from the declaration and the forms. */
import type { JsonSchema } from '../json-schema';
import type { Language } from '../refusal';
import type { LocalDate } from './calendar';
import { automaticSteps, keysOf, type Declaration } from './declaration';
import type { Need, OutcomeDeclaration, Role, Step } from './step';

/** An outcome as a task offers it. */
export interface OutcomeDocument {
  readonly code: string;
  readonly title: string;
  readonly needs: readonly Need[];
  /** It ends the item's way. */
  readonly final: boolean;
}

export interface StepDocument {
  readonly code: string;
  readonly title: string;
  readonly guidance: string;
  readonly parties: readonly { readonly party: string; readonly role: Role }[];
  /** The system completes it by itself. */
  readonly automatic: boolean;
  /** Null: no limit. */
  readonly days: number | null;
  readonly leastDays?: number;
  readonly law: readonly string[];
  readonly notBy: readonly string[];
  readonly outcomes: readonly OutcomeDocument[];
  /** Of the form in general; a task's own has the choices of that task. */
  readonly formSchema?: JsonSchema;
  readonly powerSchema?: JsonSchema;
}

/** What of a step's form does not depend on a task. */
export interface FormsInGeneral {
  readonly has: (step: string) => boolean;
  readonly inGeneral: (step: string, today: LocalDate, language: Language) => JsonSchema;
  readonly particulars: (step: string, language: Language) => JsonSchema | undefined;
}

const outcomeDocument = (code: string, declared: OutcomeDeclaration, language: Language): OutcomeDocument => ({
  code,
  title: declared[language],
  needs: declared.needs ?? [],
  final: declared.final ?? false,
});

/** The outcomes of a step in their order: the first carries the procedure on. Empty for a code that is none. */
export function outcomesOf(
  { steps }: Pick<Declaration, 'steps'>,
  code: string,
  language: Language,
): readonly OutcomeDocument[] {
  const outcomes = steps.find((one) => one.code === code)?.outcomes ?? {};
  return Object.entries(outcomes).map(([outcome, declared]) => outcomeDocument(outcome, declared, language));
}

function partiesOf({ parties: asked }: Step): StepDocument['parties'] {
  return keysOf(asked).flatMap((party) => {
    const role = asked[party];
    return role === undefined ? [] : [{ party, role }];
  });
}

/**
 * All steps in the order of the procedure.
 *
 * @param today a date for the examples
 */
export function stepDocument(
  declaration: Declaration,
  forms: FormsInGeneral,
  language: Language,
  today: LocalDate,
): StepDocument[] {
  const automatic = new Set(automaticSteps(declaration));
  return declaration.steps.map((step) => {
    const { code, leastDays } = step;
    const hasForm = forms.has(code);
    const powerSchema = hasForm ? forms.particulars(code, language) : undefined;
    return {
      code,
      title: step.title[language],
      guidance: step.guidance[language],
      parties: partiesOf(step),
      automatic: automatic.has(code),
      days: step.days,
      ...(leastDays === undefined ? {} : { leastDays }),
      law: step.law.map((words) => words[language]),
      notBy: step.notBy?.map((other) => other.code) ?? [],
      outcomes: [...outcomesOf(declaration, code, language)],
      ...(hasForm ? { formSchema: forms.inGeneral(code, today, language) } : {}),
      ...(powerSchema ? { powerSchema } : {}),
    };
  });
}
