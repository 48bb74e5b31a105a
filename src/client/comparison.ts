import { z } from 'zod';
import { comparisonVerdicts } from '../ledger/engine-comparison';

/** A ledger held against the engine's own history. */
export const comparisonSchema = z.looseObject({
  verdict: z.enum(comparisonVerdicts),
  title: z.string(),
  words: z.string(),
  entries: z.array(
    z.looseObject({
      seq: z.number(),
      key: z.string(),
      kind: z.string().nullable(),
      status: z.string(),
      why: z.string().optional(),
      words: z.string(),
      run: z.string(),
      record: z.number().nullable(),
      accepted: z.number().nullable(),
      link: z.string().nullable(),
    }),
  ),
  extras: z.array(
    z.looseObject({ key: z.string().nullable(), seq: z.number().nullable(), run: z.string(), event: z.number() }),
  ),
  runs: z.array(z.looseObject({ run: z.string(), found: z.boolean() })),
  rebuilds: z.array(z.looseObject({ run: z.string().nullable(), why: z.string(), begun: z.string() })),
});
export type Comparison = z.infer<typeof comparisonSchema>;

/** All ledgers held against the engine's own history. */
export const comparisonOfAllSchema = z.looseObject({
  verdict: z.enum(comparisonVerdicts),
  title: z.string(),
  words: z.string(),
  compared: z.number(),
  items: z.array(z.looseObject({ transfer: z.string(), title: z.string(), verdict: z.string(), words: z.string() })),
});
