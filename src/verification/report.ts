import type { FaultyCheckpoint } from '../ledger/checkpoint';
import type { Verdict } from '../ledger/verify';
import type { Check, Gap } from './findings';

/** What a verification found. */
export interface Report extends Verdict {
  /** Checkpoints of the store, and how many of them and of the kept ones a key vouches for. */
  readonly checkpoints: number;
  readonly vouched: number;
  readonly brokenCheckpoint?: FaultyCheckpoint;
  readonly checked: readonly Check[];
  readonly notProved: readonly Gap[];
  /** Milliseconds that the signatures took; left out where none was checked. */
  readonly signatureMs?: number;
}
