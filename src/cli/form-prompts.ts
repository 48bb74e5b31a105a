/** A task's form, asked field by field from its schema. */
import { valueFromSchema } from '../client/form-recipe';
import { doubtsAbout, type JsonSchema } from '../domain/json-schema';
import { numberIn } from '../domain/number-text';
import type { Context } from './context';
import { words } from './failure';
import { askChoice, askChoices, askText, askYes } from './prompts';

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

const choicesOf = (schema: JsonSchema) =>
  (schema.enum ?? []).map((value) => ({
    value: String(value),
    label: schema['x-texts']?.[String(value)] ?? String(value),
  }));

const noNumber = words('请填写数字', 'a number, please');

async function askValue(context: Context, name: string, schema: JsonSchema, required: boolean): Promise<unknown> {
  const known = schema['x-hints']?.map(({ text, mismatch }) => `${mismatch ? '! ' : ''}${text}`) ?? [];
  const unit = schema['x-unit'];
  const title = `${schema.title ?? name}${unit === undefined ? '' : ` (${unit})`}`;
  const label = [title, schema.description, ...known].filter(Boolean).join(' — ');
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) {
    const choices = choicesOf(schema);
    const picked = await askChoice(context, label, '--form', choices);
    return schema.enum[choices.findIndex(({ value }) => value === picked)];
  }
  if (schema.type === 'boolean') return askYes(context, label, '--form');
  if (schema.type === 'object') return askForm(context, schema, valueFromSchema(schema));
  if (schema.type === 'array' && schema.items?.enum) {
    const [example] = schema.examples ?? [];
    const chosen = Array.isArray(example) ? example.map(String) : [];
    return askChoices(context, label, '--form', choicesOf(schema.items), schema.minItems ?? 0, chosen);
  }
  if (schema.type === 'array') return askJson(context, label, valueFromSchema(schema));
  const example = required ? valueFromSchema(schema) : undefined;
  const number = schema.type === 'integer' || schema.type === 'number';
  for (;;) {
    const text = await askText(context, label, '--form', {
      required,
      ...(typeof example === 'string' || typeof example === 'number' ? { initial: `${example}` } : {}),
      ...(number ? { check: (t) => (numberIn(t) === undefined ? context.say(noNumber) : undefined) } : {}),
    });
    if (text === '') return undefined;
    if (!number) return text;
    const value = numberIn(text);
    const doubts = value === undefined ? [] : doubtsAbout(schema, value);
    const really = `${value} ${unit ?? ''}: ${doubts.join('; ')}. ${context.say(words('确实如此吗？', 'Is it so?'))}`;
    if (doubts.length === 0 || (await askYes(context, really, '--form', false))) return value;
  }
}

// a list of things with several fields is quicker to edit than to be asked for one by one
async function askJson(context: Context, label: string, example: unknown): Promise<unknown> {
  const check = (text: string) => {
    try {
      JSON.parse(text);
      return undefined;
    } catch {
      return context.say(words('请填写 JSON', 'JSON, please'));
    }
  };
  const text = await askText(context, `${label} (JSON)`, '--form', {
    initial: JSON.stringify(example),
    required: true,
    check,
  });
  return JSON.parse(text);
}

/** The values of an object's fields: required ones are asked, others where `given` names them. */
export async function askForm(
  context: Context,
  schema: JsonSchema,
  given: unknown = {},
): Promise<Record<string, unknown>> {
  const form: Record<string, unknown> = {};
  const before = isRecord(given) ? given : {};
  for (const [name, field] of Object.entries(schema.properties ?? {})) {
    const required = schema.required?.includes(name) ?? false;
    if (!required && !(name in before)) continue;
    const value = await askValue(context, name, field, required);
    if (value !== undefined) form[name] = value;
  }
  return form;
}
