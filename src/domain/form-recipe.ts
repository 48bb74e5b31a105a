import type { JsonSchema } from './json-schema';

/**
 * A value that a schema of ours accepts: its constant, its first example, its first choice, or what its limits allow.
 * Of an object, the required fields only.
 */
export function valueFromSchema(schema: JsonSchema): unknown {
  if (schema.const !== undefined) return schema.const;
  const [example] = schema.examples ?? [];
  if (example !== undefined) return example;
  const [choice] = schema.enum ?? [];
  if (choice !== undefined) return choice;
  switch (schema.type) {
    case 'object':
      return formFromSchema(schema);
    case 'array':
      return Array.from({ length: schema.minItems ?? 0 }, () => (schema.items ? valueFromSchema(schema.items) : null));
    case 'integer':
      return Math.ceil(schema.minimum ?? Math.min(0, schema.maximum ?? 0));
    case 'number':
      return schema.minimum ?? Math.min(0, schema.maximum ?? 0);
    case 'boolean':
      return true;
    case 'string':
      return '-'.repeat(schema.minLength ?? 0);
    default:
      return null;
  }
}

/** A form with every required field of an object's schema, as {@link valueFromSchema} fills them in. */
export function formFromSchema(schema: JsonSchema): Record<string, unknown> {
  return Object.fromEntries(
    (schema.required ?? []).map((name) => [name, valueFromSchema(schema.properties?.[name] ?? {})]),
  );
}
