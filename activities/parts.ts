/** All that a record writes beside the ledger: what the tables say is made of its lines, by these parts and nothing else. */
import type { Declaration } from '../src/domain/procedure/declaration';
import { completionPart, decisionPart, formPart, notePart } from './approvals';
import { calendarPart } from './calendars';
import { confirmationPart, narrowingPart, registerPart, renewalPart, returnPart } from './handover';
import type { NumberedLine } from './line';
import { livingPart } from './power-transfer/living';
import { publicationPart } from './publication';
import type { Part } from './statement';
import { statePart, taskParts } from './tasks';
import { certificatePart, trainingPart } from './training';

/**
 * Moves the head: `$1` matter, `$2` hash before, `$3` and `$4` its new end, `$5` confirmed, `$6` to `$9` the matter as a
 * whole. What else must hold for it comes after.
 */
export const moveHeadSql = `update head set seq = $3, hash = $4, confirmed = $5, state = $6, suspended = $7, day_ms = $8, over = $9, written = now()
  where transfer = $1 and hash = $2`;

/** Whether nothing comes any more, by what the whole is called. */
export const isOver = ({ overall }: Pick<Declaration, 'overall'>, state: string): boolean =>
  overall.states[state]?.tone === 'over';

/** The parts of a record of these lines, always the same ones in the same order. Verification runs them over the ledger. */
export const partsOf = (transfer: string, lines: readonly NumberedLine[]): Part[] => [
  ...taskParts(transfer, lines),
  statePart(lines),
  livingPart(lines),
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
