/** A line of the ledger as verification reads it back from its text. */
import { z } from 'zod';
import type { NumberedLine } from '../../activities/line';
import type { RecordLine } from '../domain/procedure/record';
import type { LedgerRow } from '../ledger/chain';

const ranges = z.string();
const days = z.array(z.string());
const taskSchema = z.looseObject({
  id: z.string(),
  step: z.string(),
  party: z.string().optional(),
  office: z.string(),
  about: z.string().optional(),
  powers: ranges,
  opened: z.number(),
  due: z.number().nullable(),
  overdue: z.literal(true).optional(),
  openUntil: z.number().optional(),
});
const told = { key: z.string(), by: z.string(), at: z.number(), digest: z.string().optional() };
const completion = {
  ...told,
  task: z.string(),
  step: z.string(),
  party: z.string().optional(),
  office: z.string(),
  about: z.string().optional(),
  outcomes: z.record(z.string(), ranges),
  kept: z.record(z.string(), z.string()).optional(),
};
const plain = <K extends string>(kind: K) => z.looseObject({ kind: z.literal(kind), ...told });
const entrySchema = z.discriminatedUnion('kind', [
  plain('launch'),
  plain('clock'),
  plain('suspend'),
  plain('resume'),
  z.looseObject({ kind: z.literal('withdraw'), ...told, powers: ranges }),
  z.looseObject({ kind: z.literal('recall'), ...told, powers: ranges, code: z.string() }),
  z.looseObject({ kind: z.literal('pace'), ...told, dayMs: z.number().nullable() }),
  z.looseObject({ kind: z.literal('calendar'), ...told, calendar: z.looseObject({ off: days, worked: days }) }),
  z.looseObject({ kind: z.literal('assemble'), ...told, step: z.string(), powers: ranges }),
  z.looseObject({ kind: z.literal('note'), ...told, code: z.string(), powers: ranges }),
  z.looseObject({ kind: z.literal('complete'), ...completion }),
  z.looseObject({ kind: z.literal('act'), ...completion }),
]);
const lineSchema = z.looseObject({
  entry: entrySchema,
  command: z.unknown().optional(),
  put: z.array(taskSchema),
  gone: z.array(z.string()),
  states: z.record(z.string(), ranges),
});

/** Whether a content is a line as records write them. */
const isLine = (content: unknown): content is RecordLine => lineSchema.safeParse(content).success;

/** The line that an entry's content is; undefined where no record could have written it. */
export function lineOf({ seq, content }: Pick<LedgerRow, 'seq' | 'content'>): NumberedLine | undefined {
  try {
    const line: unknown = JSON.parse(content);
    return isLine(line) ? { ...line, seq } : undefined;
  } catch {
    return undefined;
  }
}
