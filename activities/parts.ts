/** All that a record writes beside the ledger: what the tables say is made of its lines, by these parts and nothing else. */
import { completionPart, decisionPart, formPart, notePart } from './approvals';
import { calendarPart } from './calendars';
import { confirmationPart, narrowingPart, registerPart, renewalPart, returnPart } from './handover';
import type { NumberedLine } from './line';
import { publicationPart } from './publication';
import type { Part } from './statement';
import { statePart, taskParts } from './tasks';
import { certificatePart, trainingPart } from './training';

/**
 * Moves the head: `$1` transfer, `$2` hash before, `$3` and `$4` its new end, `$5` confirmed, `$6` to `$8` the transfer as a
 * whole. What else must hold for it comes after.
 */
export const moveHeadSql = `update head set seq = $3, hash = $4, confirmed = $5, state = $6, suspended = $7, day_ms = $8, written = now()
  where transfer = $1 and hash = $2`;

/** The parts of a record of these lines, always the same ones in the same order. Verification runs them over the ledger. */
export const partsOf = (transfer: string, lines: readonly NumberedLine[]): Part[] => [
  ...taskParts(transfer, lines),
  statePart(lines),
  completionPart(lines),
  formPart(lines),
  decisionPart(lines),
  publicationPart(lines),
  trainingPart(lines),
  certificatePart(lines),
  confirmationPart(lines),
  registerPart(lines),
  returnPart(lines),
  narrowingPart(lines),
  renewalPart(lines),
  notePart(lines),
  calendarPart(lines),
];
