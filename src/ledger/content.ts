/** What the ledger says in an entry, written as text and read back: nobody else reads that text. */
import { z } from 'zod';
import type { RecordLine } from '../domain/procedure/record';
import type { Instant } from '../domain/procedure/step';
import { canonical } from './canonical';

/** The format of entries that are written now: from 2 on their content says when it was written. Those of before say neither. */
export const entryFormat = 2;

/** What is hashed: the record's line with its place. */
export interface LedgerContent extends RecordLine {
  readonly transfer: string;
  readonly seq: number;
  /** Left out in the first format. */
  readonly format?: number | undefined;
  /** When the record was written, by the worker's clock, in milliseconds since 1970; left out in the first format. */
  readonly written?: Instant | undefined;
}

/** The content of an entry as text: only what belongs there, in canonical form. Throws as `canonical` does. */
export function contentOf(content: LedgerContent): string {
  const { transfer, seq, entry, command, put, gone, states, format, written } = content;
  return canonical({ transfer, seq, entry, command, put, gone, states, format, written });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** When an entry was written, as far as its content says so. */
export type Stamp = Pick<LedgerContent, 'format' | 'written'>;
const stampSchema = z.object({ format: z.int().optional(), written: z.int().optional() });

/** What an entry's content says of its writing; nothing where it is of the first format, or none of ours. */
export const stampOf = (content: string): Stamp => stampSchema.safeParse(parsed(content)).data ?? {};

const ranges = z.string();
const rangesByName = z.record(z.string(), ranges);

/** As much as every entry has, of whatever version and kind. */
const anySchema = z.looseObject({
  transfer: z.string(),
  seq: z.number(),
  written: z.number().optional(),
  entry: z.looseObject({
    key: z.string(),
    kind: z.string(),
    by: z.string(),
    at: z.number(),
    step: z.string().optional(),
    office: z.string().optional(),
    about: z.string().optional(),
    outcomes: rangesByName.optional(),
  }),
  states: rangesByName.optional(),
  command: z.unknown().optional(),
});
export type AnyContent = z.output<typeof anySchema>;

/** What is known of any entry, also of one that a later version wrote; undefined where it is no entry of a ledger. */
export const readAny = (content: string): AnyContent | undefined => anySchema.safeParse(parsed(content)).data;

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
  outcomes: rangesByName,
  kept: z.record(z.string(), z.string()).optional(),
};
const decision = z.looseObject({ matter: z.string(), seq: z.number(), hash: z.string() });
const carriedOut = { decision, action: z.string(), effectiveDate: z.string() };
const ending = { matter: z.string(), state: z.string(), seq: z.number(), hash: z.string() };
const days = z.array(z.string());
const calendar = z.looseObject({ off: days, worked: days, provisional: z.array(z.number()).optional() });
const plain = <K extends string>(kind: K) => z.looseObject({ kind: z.literal(kind), ...told });
const entrySchema = z.discriminatedUnion('kind', [
  plain('launch'),
  plain('clock'),
  plain('suspend'),
  plain('resume'),
  z.looseObject({ kind: z.literal('withdraw'), ...told, powers: ranges }),
  z.looseObject({ kind: z.literal('recall'), ...told, powers: ranges, code: z.string() }),
  z.looseObject({ kind: z.literal('pace'), ...told, dayMs: z.number().nullable() }),
  z.looseObject({ kind: z.literal('calendar'), ...told, calendar }),
  z.looseObject({ kind: z.literal('assemble'), ...told, step: z.string(), powers: ranges }),
  z.looseObject({ kind: z.literal('note'), ...told, code: z.string(), powers: ranges }),
  z.looseObject({ kind: z.literal('complete'), ...completion }),
  z.looseObject({ kind: z.literal('act'), ...completion }),
  z.looseObject({ kind: z.literal('carry-out'), ...told, powers: ranges, ...carriedOut }),
  z.looseObject({ kind: z.literal('ended'), ...completion, called: z.looseObject(ending) }),
]);
const lineSchema = z.looseObject({
  entry: entrySchema,
  command: z.unknown().optional(),
  put: z.array(taskSchema),
  gone: z.array(z.string()),
  states: rangesByName,
});
const isLine = (content: unknown): content is RecordLine => lineSchema.safeParse(content).success;

/** The line that an entry's content is, whoever wrote it; undefined where no record could have. */
export function readLine(content: string): RecordLine | undefined {
  const line = parsed(content);
  return isLine(line) ? line : undefined;
}

const isOurs = (content: unknown): content is RecordLine =>
  typeof content === 'object' &&
  content !== null &&
  ['entry', 'put', 'gone', 'states'].every((part) => Object.hasOwn(content, part));

/**
 * The line of an entry in the database's own ledger, which nobody but a record writes: its parts are not looked at.
 *
 * @throws where it is none
 */
export function lineOfOurs(content: string): RecordLine {
  const line = parsed(content);
  if (!isOurs(line)) throw new Error('an entry of the ledger is no line of a record');
  return line;
}
