/** What a record writes of a transfer of powers alone. */
import type { NumberedLine } from '../line';
import type { Part } from '../statement';
import { decisionPart } from './decisions';
import { confirmationPart, narrowingPart, registerPart, renewalPart, returnPart } from './handover';
import { livingPart } from './living';
import { publicationPart } from './publication';
import { certificatePart, trainingPart } from './training';

export const transferParts = (lines: readonly NumberedLine[]): Part[] => [
  livingPart(lines),
  decisionPart(lines),
  publicationPart(lines),
  trainingPart(lines),
  certificatePart(lines),
  confirmationPart(lines),
  registerPart(lines),
  returnPart(lines),
  narrowingPart(lines),
  renewalPart(lines),
];
