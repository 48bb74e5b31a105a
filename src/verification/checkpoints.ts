/** What the checkpoints of a ledger say, and do not say. */
import type { KeyObject } from 'node:crypto';
import type { Checkpoint, FaultyCheckpoint } from '../ledger/checkpoint';
import type { Findings } from './findings';

/** Checkpoints as they were found: how many the store has, how many a key vouches for, and what is wrong with which. */
export interface FoundCheckpoints {
  readonly stored: number;
  readonly vouched: number;
  readonly faults: readonly FaultyCheckpoint[];
}

/** Tells what was found, and what the checkpoints leave open. */
export function judgeCheckpoints(
  findings: Findings,
  { stored, vouched, faults }: FoundCheckpoints,
  given: { readonly keys: readonly KeyObject[]; readonly kept: readonly Checkpoint[] },
): void {
  findings.looked('checkpoints', stored + given.kept.length);
  for (const { number, why } of faults) findings.broken('checkpoints', { where: `checkpoint ${number}`, why });
  if (stored > 0 && given.keys.length === 0) findings.notProved('checkpoints-without-key', stored);
  if (vouched === 0) findings.notProved('no-checkpoint');
  if (given.kept.length === 0) findings.notProved('kept-checkpoints');
}
