/** What the API answers the audit: types only, none of it is in what browsers load. */
import type { z } from 'zod';
import type * as answers from '../../../api/audit-answers';
import type { HistoryEntry } from '../../api/types';

export type Comparison = z.output<typeof answers.comparisonAnswer>;
export type ComparedEntry = z.output<typeof answers.comparedEntryAnswer>;
export type CheckpointStanding = z.output<typeof answers.checkpointStandingAnswer>;

/** An entry as the search of all ledgers finds it. */
export type Found = Omit<HistoryEntry, 'transfer'> & {
  readonly transfer: { readonly id: string; readonly title: string };
};
