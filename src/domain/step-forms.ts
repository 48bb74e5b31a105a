/**
 * The forms of a procedure's steps: the schema that a client builds one from, and the parser that accepts what the schema
 * accepts. Both are made from the same declaration and the same facts.
 */
import { z } from 'zod';
import { jsonSchemaOf } from './form-schema';
import type { JsonSchema } from './json-schema';
import type { AcceptedForm, FormDeclaration } from './power-transfer/form-declaration';
import { fieldsBeside, type FieldWords, type FormScope } from './power-transfer/form-fields';
import { factsInGeneral, type Answered, type Ask, type TaskFacts } from './power-transfer/task-facts';
import type { LocalDate } from './procedure/calendar';
import type { Step, Words } from './procedure/step';
import { refusalOf, type FieldError, type Language } from './refusal';
import { zodIssues } from './zod-issues';

/** The words in which a refusal speaks of a step: what its fields and its outcomes are called. */
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

/** The forms of one procedure. Steps are named by their codes; one that has no form is a fault. */
export interface StepForms {
  /** Whether a person completes the step by a form. */
  readonly has: (step: string) => boolean;
  /** The facts that a step's form is made from; with `hints` also those that only help a person to fill it in. */
  readonly asks: (step: string, hints: boolean) => ReadonlySet<Ask>;
  /**
   * The JSON Schema (2020-12) of one task's form, with titles in the reader's language. What `valueFromSchema` builds from
   * it is accepted by `parse` for the first outcome of all the task's items.
   */
  readonly schema: (step: string, facts: TaskFacts, language: Language) => JsonSchema;
  /** The same where there is no task. */
  readonly inGeneral: (step: string, today: LocalDate, language: Language) => JsonSchema;
  /** The JSON Schema of an item's particulars in this step; `undefined` where there are none. */
  readonly particulars: (step: string, language: Language) => JsonSchema | undefined;
  /** Ids of the files that a form cites in its fields, whether or not there are such files. */
  readonly cited: (step: string, form: { readonly [field: string]: unknown }) => string[];
  /**
   * A form that was sent with the answers to a task. Where every answer waives the form (a dispute, a refusal), what would
   * be required is optional.
   *
   * @param answered what is answered for each item, by position; items left out of the answer are not in it
   * @throws Refusal with every field that is wrong, below `/form`
   */
  readonly parse: (step: string, facts: TaskFacts, sent: unknown, answered: readonly Answered[]) => AcceptedForm;
  /**
   * Particulars of one item.
   *
   * @param required whether the outcome needs them (`needs: ['particulars']`); otherwise every field is optional
   * @throws Refusal with pointers below the particulars themselves; `particulars-missing` where there must be some
   */
  readonly parseParticulars: (step: string, sent: unknown, required: boolean) => { readonly [field: string]: unknown };
  readonly words: (step: string) => StepWords;
}

/** What a procedure says of its forms. */
export interface FormsDeclaration {
  readonly steps: readonly Step[];
  readonly forms: { readonly [step: string]: FormDeclaration };
  /** Particulars of one item beside the form, where a step has them. */
  readonly particulars?: { readonly [step: string]: z.ZodObject };
  /** Says more of an error; undefined where it has no more to say of it. */
  readonly explain?: (field: string, error: FieldError, sent: unknown, facts: TaskFacts) => FieldError | undefined;
}

/** What of the task these answers carry on; all of it where no answer is given. */
function scopeOf(declaration: FormDeclaration, facts: TaskFacts, answered: readonly Answered[]): FormScope {
  const carrying = new Set(
    answered.filter(({ outcome }) => !declaration.waivedBy.includes(outcome)).map(({ position }) => position),
  );
  return {
    full: carrying.size > 0,
    powers: facts.powers.filter(({ position }) => carrying.has(position)),
    declined: answered.flatMap(({ position }) => (carrying.has(position) ? [] : [position])),
  };
}

const plain = (words: Words | undefined): Words | undefined => words && { zh: words.zh, en: words.en };

/** Declares the forms of a procedure's steps. */
export function stepForms(declared: FormsDeclaration): StepForms {
  const { particulars = {}, explain } = declared;
  const steps = new Map(declared.steps.map((step): [string, Step] => [step.code, step]));
  const forms = new Map(Object.entries(declared.forms));
  const itemSchemas = new Map(Object.entries(particulars));
  const beside = new Map<string, ReadonlyMap<string, FieldWords>>();

  function formOf(step: string): FormDeclaration {
    const found = forms.get(step);
    if (!found) throw new Error(`the step ${step} has no form`);
    return found;
  }

  /** What stands beside the fields of a step's form, whatever the task. */
  function fieldsOf(step: string): ReadonlyMap<string, FieldWords> {
    let known = beside.get(step);
    if (!known) {
      known = fieldsBeside(formOf(step).schema(factsInGeneral('2000-01-01'), { full: true, powers: [], declined: [] }));
      beside.set(step, known);
    }
    return known;
  }

  /** Names of the form's fields that take files. */
  const fileFieldsOf = (step: string): string[] =>
    [...fieldsOf(step)].flatMap(([name, { files }]) => (files ? [name] : []));

  function words(code: string): StepWords {
    const { outcomes = {}, agrees = [] } = steps.get(code) ?? {};
    const titled = (outcome: string) => (Object.hasOwn(outcomes, outcome) ? outcomes[outcome] : undefined);
    const [carrying = '', instead = ''] = Object.keys(outcomes);
    return {
      agrees,
      fieldTitle: (name) => fieldsOf(code).get(name)?.title ?? name,
      outcomeTitle: (outcome) => plain(titled(outcome)) ?? outcome,
      carrying: plain(titled(carrying)) ?? carrying,
      instead: plain(titled(instead)) ?? instead,
    };
  }

  /** Choices that were made for a task say more than "not one of these". */
  function explained(step: string, error: FieldError, sent: unknown, facts: TaskFacts): FieldError {
    const [, name = '', index = '0'] = error.field.split('/');
    const takesFiles = fileFieldsOf(step).includes(name);
    const noFiles = error.code === 'too-many' && facts.files.length === 0 && takesFiles;
    const { agrees, carrying, instead, fieldTitle } = words(step);
    if (error.code === 'too-little-to-carry-on')
      return { ...error, params: { ...error.params, outcome: carrying, instead } };
    if (error.code !== 'not-allowed' && !noFiles) return error;
    const value: unknown =
      typeof sent === 'object' && sent !== null ? Object.entries(sent).find(([key]) => key === name)?.[1] : undefined;
    const more = explain?.(name, error, value, facts);
    if (more) return more;
    if (takesFiles && Array.isArray(value))
      return { field: `/${name}/${index}`, code: 'file-unknown', params: { file: String(value[Number(index)]) } };
    if (agrees.includes(name))
      return {
        ...error,
        code: 'effective-date-differs',
        params: { field: fieldTitle(name), expected: error.params?.['values'] ?? '', instead },
      };
    return error;
  }

  const schema = (step: string, facts: TaskFacts, language: Language): JsonSchema =>
    jsonSchemaOf(formOf(step).schema(facts, { full: true, powers: facts.powers, declined: [] }), language);

  return {
    has: (step) => forms.has(step),
    asks(step, hints) {
      const { asks, shows } = formOf(step);
      return new Set([...asks, ...(hints ? shows : [])]);
    },
    schema,
    inGeneral: (step, today, language) => schema(step, factsInGeneral(today), language),
    particulars(step, language) {
      const made = itemSchemas.get(step);
      return made && jsonSchemaOf(made, language);
    },
    cited: (step, form) =>
      fileFieldsOf(step).flatMap((name) => {
        const value = form[name];
        return Array.isArray(value) ? value.filter((id): id is string => typeof id === 'string') : [];
      }),
    parse(step, facts, sent, answered) {
      const form = formOf(step);
      const result = form.accept(sent ?? {}, facts, scopeOf(form, facts, answered));
      if ('accepted' in result) return result.accepted;
      throw refusalOf(result.errors.map((error) => explained(step, error, sent, facts))).under('/form');
    },
    parseParticulars(step, sent, required) {
      const made = itemSchemas.get(step) ?? z.strictObject({});
      const parsed = (required ? made : made.partial()).safeParse(sent ?? {}, { reportInput: true });
      if (parsed.success) return parsed.data;
      throw refusalOf(
        zodIssues(parsed.error.issues),
        required && sent === undefined ? 'particulars-missing' : 'invalid-content',
      );
    },
    words,
  };
}
