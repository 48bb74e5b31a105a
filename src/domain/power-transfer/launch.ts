/** What a transfer of powers is launched with. */
import type { Organisation, OrganisationKind } from '../city/organisations';
import type { Group, Launch, Settings } from '../procedure/launch';

/** How powers are handed down: made the sub-district's own (art. 24), or exercised in the department's name (art. 20). */
export type Mode = 'devolve' | 'entrust';

/** Powers that the prose cannot tell apart at the start. */
export interface PowerGroup extends Group {
  readonly department: string;
  readonly field: string;
  readonly mode: Mode;
  /** Last day of the entrustment, `YYYY-MM-DD`; only where the mode is `entrust`. */
  readonly until?: string;
}

export interface TransferSettings extends Settings {
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

export interface TransferLaunch extends Launch<PowerGroup, TransferSettings> {
  readonly subDistrict: string;
  readonly offices: {
    readonly justiceBureau: string;
    readonly government: string;
    readonly coordinator: string;
  };
  readonly transition: 'after' | 'before';
}

/** The city's single offices, by kind, as a launch names them. Throws (a fault) where one is missing. */
export function officesOf(organisations: readonly Organisation[]): TransferLaunch['offices'] {
  const only = (kind: OrganisationKind): string => {
    const found = organisations.find((organisation) => organisation.kind === kind);
    if (!found) throw new Error(`there is no organisation of kind ${kind}`);
    return found.id;
  };
  return { justiceBureau: only('justice-bureau'), government: only('government'), coordinator: only('coordination') };
}
