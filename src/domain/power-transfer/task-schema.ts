/**
 * The form of one task: the schema that a client builds it from, and the parser that accepts what the schema accepts.
 * Both are made from the same declaration and the same facts.
 */
import { z } from 'zod';
import { valueFromSchema } from '../form-recipe';
import type { JsonSchema } from '../json-schema';
import { refusalOf, type FieldError, type Language } from '../refusal';
import { zodIssues } from '../zod-issues';
import type { AcceptedForm, FormDeclaration } from './form-declaration';
import { fieldWords, type FormScope } from './form-fields';
import { forms, particulars } from './forms';
import { nominationErrors } from './nomination';
import { fileFieldsOf, wordsOf } from './step-words';
import type { Answered, Ask, HumanStepCode, TaskFacts } from './task-facts';

export type { AcceptedForm } from './form-declaration';
export type { Answered, HumanStepCode, OfficerFact, OtherSide, PowerFact, TaskFacts } from './task-facts';

const declarations: { readonly [S in HumanStepCode]: FormDeclaration } = forms;

/** Whether a person completes the step by a form. */
export const isHumanStep = (code: string): code is HumanStepCode => Object.hasOwn(forms, code);

const isWords = (value: unknown): value is { zh: unknown; en: unknown } =>
  typeof value === 'object' && value !== null && 'zh' in value && 'en' in value;

/** Every value of a schema that a person must give has an example, so that no client has to guess. */
function withExamples(schema: JsonSchema): JsonSchema {
  const properties = schema.properties && {
    properties: Object.fromEntries(Object.entries(schema.properties).map(([name, one]) => [name, withExamples(one)])),
  };
  const items = schema.items && { items: withExamples(schema.items) };
  const made: JsonSchema = { ...schema, ...properties, ...items };
  if (made.const !== undefined || made.enum !== undefined || made.examples !== undefined) return made;
  return { ...made, examples: [valueFromSchema(made)] };
}

function jsonSchemaOf(schema: z.ZodObject, language: Language): JsonSchema {
  const made = z.toJSONSchema(schema, {
    io: 'input',
    override: ({ zodSchema, jsonSchema }) => {
      const beside = fieldWords.get(zodSchema);
      if (beside) {
        jsonSchema.title = beside.title[language];
        if (beside.description) jsonSchema.description = beside.description[language];
        if (beside.example !== undefined)
          jsonSchema.examples = [isWords(beside.example) ? beside.example[language] : beside.example];
        if (beside.hints && beside.hints.length > 0)
          jsonSchema['x-hints'] = beside.hints.map(({ text, mismatch }) => ({ text: text[language], mismatch }));
        if (beside.unit?.[language]) jsonSchema['x-unit'] = beside.unit[language];
        if (beside.texts)
          jsonSchema['x-texts'] = Object.fromEntries(
            Object.entries(beside.texts).map(([value, text]) => [value, text[language]]),
          );
        if (beside.doubts && beside.doubts.length > 0)
          jsonSchema['x-doubtful'] = beside.doubts.map(({ text, ...range }) => ({ ...range, text: text[language] }));
        if (beside.otherSide !== undefined) jsonSchema['x-other-side'] = beside.otherSide;
        if (beside.leastToCarryOn !== undefined) jsonSchema['x-least-to-carry-on'] = beside.leastToCarryOn;
        if (beside.explains) jsonSchema['x-explains'] = true;
        if (beside.files) jsonSchema['x-files'] = true;
        Object.assign(jsonSchema, beside.extra);
      }
      // `format` says it; a pattern without an example helps nobody
      delete jsonSchema.pattern;
      if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
    },
  });
  delete made.$schema;
  const { examples: _whole, ...rest } = withExamples(plain(made));
  return rest;
}

const types = ['object', 'array', 'string', 'integer', 'number', 'boolean'] as const;

const doubtList = z
  .array(z.object({ above: z.number().optional(), below: z.number().optional(), text: z.string() }))
  .optional();
const hintList = z.array(z.object({ text: z.string(), mismatch: z.boolean() })).optional();

/** What zod made, as the part of JSON Schema that we use; throws (a fault) where a form needs more. */
function plain(made: z.core.JSONSchema.BaseSchema): JsonSchema {
  const sub = (one: z.core.JSONSchema._JSONSchema): JsonSchema => (typeof one === 'object' ? plain(one) : {});
  if (made.anyOf ?? made.oneOf ?? made.allOf ?? made.$ref)
    throw new Error('a form is to be flat: no references, no alternatives');
  const { properties, items, additionalProperties, enum: choice, const: constant } = made;
  const {
    title,
    description,
    required,
    minItems,
    maxItems,
    uniqueItems,
    minLength,
    maxLength,
    minimum,
    maximum,
    format,
  } = made;
  const limits = {
    title,
    description,
    required,
    minItems,
    maxItems,
    uniqueItems,
    minLength,
    maxLength,
    minimum,
    maximum,
    format,
  };
  const schema: JsonSchema = {
    type: types.find((one) => one === made.type),
    ...limits,
    enum: choice,
    const: constant,
    examples: Array.isArray(made.examples) ? made.examples : undefined,
    'x-unit': z.string().optional().parse(made['x-unit']),
    'x-texts': z.record(z.string(), z.string()).optional().parse(made['x-texts']),
    'x-doubtful': doubtList.parse(made['x-doubtful']),
    'x-other-side': made['x-other-side'],
    'x-least-to-carry-on': z.number().optional().parse(made['x-least-to-carry-on']),
    'x-explains': made['x-explains'] === true ? true : undefined,
    'x-files': made['x-files'] === true ? true : undefined,
    'x-hints': hintList.parse(made['x-hints']),
    properties: properties && Object.fromEntries(Object.entries(properties).map(([name, one]) => [name, sub(one)])),
    items: items === undefined || Array.isArray(items) ? undefined : sub(items),
    additionalProperties: additionalProperties === false ? false : undefined,
  };
  return schema;
}

/**
 * The JSON Schema (2020-12) of one task's form, with titles in the reader's language. What {@link valueFromSchema}
 * builds from it is accepted by {@link parseForm} for the first outcome of all the task's powers.
 */
export const formSchemaFor = (step: HumanStepCode, facts: TaskFacts, language: Language): JsonSchema =>
  jsonSchemaOf(declarations[step].schema(facts, { full: true, powers: facts.powers, declined: [] }), language);

/** The JSON Schema of a power's particulars in this step; `undefined` where there are none. */
export function powerSchemaFor(step: HumanStepCode, language: Language): JsonSchema | undefined {
  const schema = particulars[step];
  return schema && jsonSchemaOf(schema, language);
}

/** The facts that a step's form is made from; with `hints` also those that only help a person to fill it in. */
export const asksOf = (step: HumanStepCode, hints: boolean): ReadonlySet<Ask> =>
  new Set([...declarations[step].asks, ...(hints ? declarations[step].shows : [])]);

/** Ids of the files that a form cites in its fields, whether or not there are such files. */
export const citedFiles = (step: HumanStepCode, form: { readonly [field: string]: unknown }): string[] =>
  fileFieldsOf(step).flatMap((name) => {
    const value = form[name];
    return Array.isArray(value) ? value.filter((id): id is string => typeof id === 'string') : [];
  });

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

/** Choices that were made for a task say more than "not one of these". */
function explain(step: HumanStepCode, error: FieldError, sent: unknown, facts: TaskFacts): FieldError {
  const [, name = '', index = '0'] = error.field.split('/');
  const noFiles = error.code === 'too-many' && facts.files.length === 0 && fileFieldsOf(step).includes(name);
  if (error.code === 'too-little-to-carry-on') {
    const { carrying, instead } = wordsOf(step);
    return { ...error, params: { ...error.params, outcome: carrying, instead } };
  }
  if (error.code !== 'not-allowed' && !noFiles) return error;
  const value: unknown =
    typeof sent === 'object' && sent !== null ? Object.entries(sent).find(([key]) => key === name)?.[1] : undefined;
  if (name === 'officers' && Array.isArray(value)) {
    const officers = value.map((one) => (typeof one === 'string' ? one : ''));
    const found = nominationErrors(officers, facts, [], 0).find(({ field }) => field === `/officers/${index}`);
    return found ?? error;
  }
  if (fileFieldsOf(step).includes(name) && Array.isArray(value))
    return { field: `/${name}/${index}`, code: 'file-unknown', params: { file: String(value[Number(index)]) } };
  const { agrees, fieldTitle, instead } = wordsOf(step);
  if (agrees.includes(name))
    return {
      ...error,
      code: 'effective-date-differs',
      params: { field: fieldTitle(name), expected: error.params?.['values'] ?? '', instead },
    };
  return error;
}

/**
 * A form that was sent with the answers to a task.
 *
 * Where every answer waives the form (a dispute, a refusal), what would be required is optional.
 *
 * @param answered what is answered for each power, by position; powers left out of the answer are not in it
 * @throws Refusal with every field that is wrong, below `/form`: `certificate-expired`, `officer-unknown`,
 *   `effective-date-past`, `effective-date-before-decision`, `effective-date-differs` … or `invalid-content`
 */
export function parseForm(
  step: HumanStepCode,
  facts: TaskFacts,
  sent: unknown,
  answered: readonly Answered[],
): AcceptedForm {
  const declaration = declarations[step];
  const result = declaration.accept(sent ?? {}, facts, scopeOf(declaration, facts, answered));
  if ('accepted' in result) return result.accepted;
  throw refusalOf(result.errors.map((error) => explain(step, error, sent, facts))).under('/form');
}

/**
 * Particulars of one power.
 *
 * @param required whether the outcome needs them (`needs: ['particulars']`); otherwise every field is optional
 * @throws Refusal with pointers below the particulars themselves; `particulars-missing` where there must be some
 */
export function parseParticulars(
  step: HumanStepCode,
  sent: unknown,
  required: boolean,
): { readonly [field: string]: unknown } {
  const schema = particulars[step] ?? z.strictObject({});
  const parsed = (required ? schema : schema.partial()).safeParse(sent ?? {}, { reportInput: true });
  if (parsed.success) return parsed.data;
  throw refusalOf(
    zodIssues(parsed.error.issues),
    required && sent === undefined ? 'particulars-missing' : 'invalid-content',
  );
}
