/** What the API answers the audit. */
export type { CheckpointStanding, ComparedEntry, Comparison, FoundEntry as Found } from '../../../contract/types';
