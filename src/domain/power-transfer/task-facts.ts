import type { OrganisationKind } from '../city/organisations';
import type { LocalDate } from '../procedure/calendar';
import type { Mode } from './launch';
import type { Words } from '../procedure/step';
import type { HandoverAnswer } from './handover-answers';
import type { AutomaticStep, StepCode } from './steps';

/** A step that a person completes, and that has a form. */
export type HumanStepCode = Exclude<StepCode, AutomaticStep>;

export interface CertificateFact {
  readonly number: string;
  readonly validFrom: LocalDate;
  readonly validUntil: LocalDate;
  readonly suspended: boolean;
}

/** An active officer of the sub-district. */
export interface OfficerFact {
  readonly id: string;
  readonly name: string;
  readonly fields: readonly string[];
  readonly certificates: readonly CertificateFact[];
}

/** A power of the task. */
export interface PowerFact {
  readonly position: number;
  readonly code: string;
  readonly department: string;
  readonly field: string;
  readonly mode: Mode;
  /** The holder is not a county-level department: the legality review states the route. */
  readonly aboveCounty: boolean;
  /** Last day of the entrustment. */
  readonly periodUntil?: LocalDate;
}

/** What the other side of the same round has already confirmed, for powers of the task. */
export interface OtherSide {
  readonly position: number;
  readonly effectiveDate?: LocalDate;
  readonly cutOffDay?: LocalDate;
  /** `renew-entrustment`: the end that it agreed to. */
  readonly until?: LocalDate;
}

/** What is known of every task. */
export interface CommonFacts {
  /** In Shanghai. */
  readonly today: LocalDate;
  readonly powers: readonly PowerFact[];
  readonly officersPerField: number;
  /** Hours of training and mark that passing needs, as they were set at the launch; launches of before have none. */
  readonly trainingHours?: number;
  readonly passMark?: number;
  readonly plannedEffectiveDate?: LocalDate;
  /** What the task is about: an officer's id, a month. */
  readonly about?: string;
}

/** What is looked up only where a form asks for it (`asks` of its declaration). */
export interface AskedFacts {
  /** Names of fields, by code. */
  readonly fields: { readonly [code: string]: Words };
  /** Active officers of the transfer's sub-district. */
  readonly officers: readonly OfficerFact[];
  /** Ids of those nominated before in this transfer: a further nomination proposes others first. */
  readonly nominated?: readonly string[];
  /** Files of the office that completes the task. */
  readonly files: readonly { readonly id: string; readonly name: string }[];
  /** The city's organisations: where an answer names the office that acts next. */
  readonly offices: readonly { readonly id: string; readonly kind: OrganisationKind; readonly name: Words }[];
  /** The latest meeting that decided on a power of the task. */
  readonly decided?: LocalDate;
  readonly otherSide?: readonly OtherSide[];
  /** What both sides of the handover have said in this transfer so far, and which side the task's office is on. */
  readonly handover?: {
    readonly organisation: string;
    /** It hands over; the sub-district takes over. */
    readonly gives: boolean;
    readonly answers: readonly HandoverAnswer[];
  };
  /** The latest declaration of need, and what was said in it of single powers of the task. */
  readonly declared?: {
    readonly form: { readonly [field: string]: unknown };
    readonly byPower: readonly unknown[];
  };
}
export type Ask = keyof AskedFacts;

/** What a form sees that asks for `A`: whatever it has not asked for does not compile. */
export type FactsFor<A extends Ask> = CommonFacts & Pick<AskedFacts, A>;

/** All that the form of one task depends on. Lists that a step does not ask for may be empty. */
export interface TaskFacts extends CommonFacts, AskedFacts {}

/** What is known where there is no task: of a form in general. */
export const factsInGeneral = (today: LocalDate): TaskFacts => ({
  today,
  powers: [],
  fields: {},
  officersPerField: 2,
  officers: [],
  files: [],
  offices: [],
});

/** What a person answers for one power, as far as the form depends on it. */
export interface Answered {
  readonly position: number;
  readonly outcome: string;
}
