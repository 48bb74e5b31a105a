import type { Calendar } from './calendar';
import type { Ranges } from './ranges';
import type { Party } from './step';

/** How powers are handed down: made the sub-district's own (art. 24), or exercised in the department's name (art. 20). */
export type Mode = 'devolve' | 'entrust';

/** Powers that the prose cannot tell apart at the start. */
export interface Group {
  readonly powers: Ranges;
  readonly department: string;
  readonly field: string;
  readonly mode: Mode;
  /** Last day of the entrustment, `YYYY-MM-DD`; only where the mode is `entrust`. */
  readonly until?: string;
}

/** What places set for themselves, with the law's minimum as the floor. */
export interface Settings {
  /** Working days by step, where they differ from the declaration. */
  readonly limits: { readonly [step: string]: number };
  readonly trialMonths: number;
  readonly evaluationYears: number;
  /** Certified officers that a field needs before its powers go on (行政处罚法 42: at least two). */
  readonly officersPerField: number;
  readonly trainingAttempts: number;
  /** Hours of training, and the mark in its examination, below which an officer has not passed. Launches of before have none. */
  readonly trainingHours: number;
  readonly passMark: number;
  readonly renewalNoticeDays: number;
}

/**
 * Journal lines in one run of a transfer that is launched now. A worker that does not have a procedure in memory makes it
 * anew from its run's history, about 3 ms a line, and all of that within the time of one workflow task.
 */
export const linesPerRun = 100;

/** What a transfer is launched with: the workflow's whole input. The list of powers itself stands in the launch document. */
export interface Launch {
  readonly transfer: string;
  /** Of the prose: a running transfer keeps the one that it was launched with. */
  readonly edition: number;
  readonly subDistrict: string;
  readonly offices: { readonly [P in Exclude<Party, 'department' | 'subDistrict' | 'system'>]: string };
  readonly transition: 'after' | 'before';
  readonly count: number;
  readonly groups: readonly Group[];
  readonly settings: Settings;
  readonly calendar: Calendar;
  /** Length of a working day in milliseconds; null: a real one. */
  readonly dayMs: number | null;
  /** Journal lines in one run before it continues as new (300). */
  readonly linesPerRun?: number;
}
