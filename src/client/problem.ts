/** What a client can be answered with instead of what it asked for. */
import { z } from 'zod';

const problemSchema = z.looseObject({
  status: z.number().optional(),
  title: z.string().default(''),
  detail: z.string().optional(),
  code: z.string().optional(),
  errors: z.array(z.looseObject({ field: z.string(), code: z.string(), message: z.string() })).default([]),
});
type ProblemBody = z.infer<typeof problemSchema>;

/** The server refused (RFC 9457): 4xx, for the reader to mend, or 5xx. */
export class Problem extends Error {
  override readonly name = 'Problem';
  constructor(
    readonly status: number,
    readonly body: ProblemBody,
  ) {
    super(body.detail ?? body.title);
  }
  /** The refusal's code, `''` where the server gave none. */
  get code(): string {
    return this.body.code ?? '';
  }
}

/** No server answered at this address, or what answered was not ours. */
export class Unreachable extends Error {
  override readonly name = 'Unreachable';
  constructor(
    readonly server: string,
    cause: unknown,
  ) {
    super(`${server}: ${reasonOf(cause)}`, { cause });
  }
}

// fetch says no more than "fetch failed"; why stands beneath it
function reasonOf(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  if (cause.cause instanceof AggregateError) return reasonOf(cause.cause.errors.at(-1));
  return cause.cause instanceof Error ? cause.cause.message : cause.message;
}

/** The problem in an answer's body; where the body is no problem document, its status alone. */
export function problemOf(status: number, body: unknown): Problem {
  const { data } = problemSchema.safeParse(body);
  return new Problem(status, data ?? { title: `HTTP ${status}`, errors: [] });
}
