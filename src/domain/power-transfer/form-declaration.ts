import type { z } from 'zod';
import type { Kept } from '../procedure/record';
import type { FieldError } from '../refusal';
import { zodIssues } from '../zod-issues';
import { fieldsBeside, type FormScope } from './form-fields';
import type { Ask, CommonFacts, FactsFor, TaskFacts } from './task-facts';

export interface AcceptedForm {
  /** As the ledger keeps it. */
  readonly form: { readonly [field: string]: unknown };
  /** What the procedure itself needs of it (`Step.keeps`); empty where the form was waived. */
  readonly kept: Kept;
}

export type FormResult = { readonly accepted: AcceptedForm } | { readonly errors: readonly FieldError[] };

/** One step's form, made for one task. */
export interface FormDeclaration {
  /** What it must be told beside the task itself; nothing else is looked up. */
  readonly asks: readonly Ask[];
  /** What only helps a person to fill it in: an answer is judged without it. */
  readonly shows: readonly Ask[];
  /** Outcomes that need no form: where all answers are of these, every field is optional. */
  readonly waivedBy: readonly string[];
  readonly schema: (facts: TaskFacts, scope: FormScope) => z.ZodObject;
  /** Pointers of errors are below the form: `/officers/2`. */
  readonly accept: (form: unknown, facts: TaskFacts, scope: FormScope) => FormResult;
}

// a schema that is made for one parse is not worth compiling (measured: 0.8 ms for compiling)
const howToParse = { reportInput: true, jitless: true };

/**
 * Declares a form by its zod schema; `check` has the rules that a schema cannot say, `kept` what the prose needs later.
 * Both see a form that the schema has accepted in full. A fact that is not in `asks` or `shows` cannot be read.
 */
export function form<S extends z.ZodObject, const A extends Ask = never>(
  schema: (facts: FactsFor<A>, scope: FormScope) => S,
  more: {
    readonly asks?: readonly A[];
    readonly shows?: readonly A[];
    readonly waivedBy?: readonly string[];
    readonly check?: (form: z.output<S>, facts: FactsFor<A>, scope: FormScope) => readonly FieldError[];
    readonly kept?: (form: z.output<S>, facts: FactsFor<A>) => Kept;
    /** Says more of what the schema has found wrong. */
    readonly says?: (error: FieldError, facts: FactsFor<A>, scope: FormScope) => FieldError;
  } = {},
): FormDeclaration {
  return {
    asks: more.asks ?? [],
    shows: more.shows ?? [],
    waivedBy: more.waivedBy ?? [],
    schema,
    accept: (sent, facts, scope) => {
      const made = schema(facts, scope);
      if (!scope.full) {
        const part = made.partial().safeParse(sent, howToParse);
        return part.success ? { accepted: { form: part.data, kept: {} } } : { errors: zodIssues(part.error.issues) };
      }
      const parsed = made.safeParse(sent, howToParse);
      if (!parsed.success)
        return { errors: zodIssues(parsed.error.issues).map((error) => more.says?.(error, facts, scope) ?? error) };
      const errors = [...tooLittle(made, parsed.data), ...(more.check?.(parsed.data, facts, scope) ?? [])];
      if (errors.length > 0) return { errors };
      return { accepted: { form: parsed.data, kept: more.kept?.(parsed.data, facts) ?? {} } };
    },
  };
}

/** Numbers below what the outcome that carries on needs. */
const tooLittle = (made: z.ZodObject, form: { readonly [field: string]: unknown }): FieldError[] =>
  [...fieldsBeside(made)].flatMap(([name, { title, unit, leastToCarryOn: minimum }]): FieldError[] => {
    const value = form[name];
    if (minimum === undefined || typeof value !== 'number' || value >= minimum) return [];
    return [{ field: `/${name}`, code: 'too-little-to-carry-on', params: { field: title, minimum, unit: unit ?? '' } }];
  });

/** An error where a day lies in the future, of something that has happened. */
export const notAfterToday = (field: string, day: string, { today }: CommonFacts): FieldError[] =>
  day > today ? [{ field: `/${field}`, code: 'date-in-future', params: { today } }] : [];
