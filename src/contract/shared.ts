/** What the shapes of several resources are made of. */
import { z } from 'zod';
import type { JsonSchema } from '../domain/json-schema';

export const instant = z.iso.datetime();
export const date = z.iso.date();
export const mode = z.enum(['devolve', 'entrust']);

/** A list's answer: send `next` back as `cursor` for what follows. */
export const listOf = <T extends z.ZodType>(item: T) => z.object({ items: z.array(item), next: z.string().optional() });

/** A task's form as JSON Schema (2020-12): made for the task, so its own shape cannot be said here. */
export const formSchema = z
  .custom<JsonSchema>((value) => typeof value === 'object' && value !== null)
  .meta({ id: 'FormSchema', type: 'object', additionalProperties: true });

/** In both languages. */
export const namesAnswer = z.object({ zh: z.string(), en: z.string() }).meta({ id: 'Names' });

/** A person by user name, with the name in the reader's language. */
export const personAnswer = z.object({ username: z.string(), name: z.string() });

/** What is wrong with a field, in the reader's language. */
export const fieldErrorAnswer = z
  .object({ field: z.string(), code: z.string(), message: z.string() })
  .meta({ id: 'FieldError' });

/** What was read of an uploaded table, and what was not. */
export const notesAnswer = z.array(z.object({ code: z.string(), message: z.string() }));

/** Problem details (RFC 9457), as every refusal is answered. */
export const problemAnswer = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number(),
    detail: z.string(),
    code: z.string(),
    errors: z.array(fieldErrorAnswer),
    requestId: z.string().optional(),
  })
  .meta({ id: 'Problem' });

/** What every route may answer besides its success. */
export const problems = { '4xx': problemAnswer, '5xx': problemAnswer } as const;
