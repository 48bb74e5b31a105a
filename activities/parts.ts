/** All that a record writes beside the ledger: what the tables say is made of its lines, by these parts and nothing else. */
import { powerTransfer } from '../src/domain/power-transfer/procedure';
import type { Declaration } from '../src/domain/procedure/declaration';
import type { Participant } from '../src/domain/procedure/participants';
import { completionPart, formPart, notePart } from './answers';
import { calendarPart } from './calendars';
import type { NumberedLine } from './line';
import { transferParts } from './power-transfer/parts';
import type { Part } from './statement';
import { participantPart, statePart, taskParts } from './tasks';

/** A matter that is recorded. */
export interface RecordedMatter {
  readonly id: string;
  /** Code of the procedure that it goes through. */
  readonly procedure: string;
  /** Who is known to take part. */
  readonly participants: readonly Participant[];
}

/** Of the procedures that have rows of their own; others need none. */
const ownParts: { readonly [procedure: string]: (lines: readonly NumberedLine[]) => Part[] } = {
  [powerTransfer.code]: transferParts,
};

/**
 * Moves the head: `$1` matter, `$2` hash before, `$3` and `$4` its new end, `$5` confirmed, `$6` to `$9` the matter as a
 * whole. What else must hold for it comes after.
 */
export const moveHeadSql = `update head set seq = $3, hash = $4, confirmed = $5, state = $6, suspended = $7, day_ms = $8, over = $9, written = now()
  where transfer = $1 and hash = $2`;

/** Whether nothing comes any more, by what the whole is called. */
export const isOver = ({ overall }: Pick<Declaration, 'overall'>, state: string): boolean =>
  overall.states[state]?.over === true;

/**
 * The parts of a record of these lines, of one procedure always the same ones in the same order. Verification runs them over
 * the ledger.
 */
export const partsOf = ({ id, procedure, participants }: RecordedMatter, lines: readonly NumberedLine[]): Part[] => [
  ...taskParts(id, lines),
  participantPart(participants, lines),
  statePart(lines),
  completionPart(lines),
  formPart(lines),
  notePart(lines),
  calendarPart(lines),
  ...(ownParts[procedure]?.(lines) ?? []),
];
