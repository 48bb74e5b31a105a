/** The JSON Schema of a form, from its zod schema and what stands beside its fields. */
import { z } from 'zod';
import { valueFromSchema } from './form-recipe';
import type { JsonSchema } from './json-schema';
import { fieldWords } from './power-transfer/form-fields';
import type { Language } from './refusal';

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

/** In the reader’s language. Every value that a person must give has an example. */
export function jsonSchemaOf(schema: z.ZodObject, language: Language): JsonSchema {
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
