/** A power of the catalogue as it is edited, what an import comes to, and the history of all edits. */
import { z } from 'zod';
import { changeKinds } from '../domain/city/changes';
import { instant, mode, notesAnswer } from './shared';

/** A name in both languages, as it is sent. */
export const namesRequest = (most: number) =>
  z.strictObject({ zh: z.string().trim().min(1).max(most), en: z.string().trim().min(1).max(most) });

const authorisation = z.strictObject({
  mode,
  title: namesRequest(300),
  version: z.string().trim().max(100).default(''),
  namesMeasure: z.boolean().default(false),
});

/** A power as it is edited: both languages, all that opens it. */
export const editedPower = z.strictObject({
  name: namesRequest(300),
  type: z.enum(['penalty', 'inspection', 'compulsion']),
  field: z.string().max(60),
  department: z.string().max(40),
  legalBasis: z.string().trim().min(1).max(500),
  confidence: z.enum(['high', 'medium', 'low']),
  restrictsFreedom: z.boolean(),
  holderAboveCounty: z.boolean(),
  authorisations: z.array(authorisation).max(2),
});

export const powerDetailAnswer = editedPower.extend({ code: z.string() }).meta({ id: 'PowerDetail' });

export const importAnswer = z
  .object({
    rows: z.number(),
    created: z.number(),
    updated: z.number(),
    unchanged: z.number(),
    /** How the file was read. */
    notes: notesAnswer,
  })
  .meta({ id: 'Import' });

/** An edit of what is no procedure's. */
export const changeAnswer = z
  .object({
    id: z.number(),
    kind: z.enum(changeKinds),
    subject: z.string(),
    /** Null: at the machine itself. */
    by: z.string().nullable(),
    byName: z.string(),
    at: instant,
    via: z.enum(['edit', 'import']),
    created: z.boolean(),
    changes: z.array(z.object({ field: z.string(), before: z.unknown(), after: z.unknown() })),
  })
  .meta({ id: 'Change' });
