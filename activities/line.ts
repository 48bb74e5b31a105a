/** A line of the ledger on its way into the tables, and how its parts are read. */
import { pack, unpack, type Ranges } from '../src/domain/procedure/ranges';
import { isCompletion, type Completion, type RecordLine } from '../src/domain/procedure/record';
import type { Detail } from '../src/domain/procedure/message';
import { multirangeOf } from '../src/database/multirange';

export interface NumberedLine extends RecordLine {
  readonly seq: number;
}
export interface CompletionLine extends NumberedLine {
  readonly entry: Completion;
}

/** Answers to tasks: people's, the system's, and other matters' by their endings. */
export const completions = (lines: readonly NumberedLine[]): CompletionLine[] =>
  lines.filter((line): line is CompletionLine => isCompletion(line.entry));

/** What a person sent with it, as the workflow passed it on (`messages.ts` made it from a `Detail`). */
export const detailOf = (line: RecordLine): Detail => (isDetail(line.command) ? line.command : {});
const isDetail = (command: unknown): command is Detail => typeof command === 'object' && command !== null;

/** Powers that were given one of these outcomes, as a multirange. */
export function powersOf(entry: Completion, ...outcomes: string[]): string {
  return multirangeOf(pack(outcomes.flatMap((outcome) => unpack(entry.outcomes[outcome] ?? ''))));
}

/** The powers of ranges that are also in a set. */
export const within = (ranges: Ranges, powers: ReadonlySet<number>): number[] =>
  unpack(ranges).filter((power) => powers.has(power));

/** Seconds since 1970, as `to_timestamp` takes them. */
export const seconds = (at: number): number => at / 1000;
