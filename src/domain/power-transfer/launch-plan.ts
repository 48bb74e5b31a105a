/** What the rules of a launch need to know, and what they make of it. */
import type { Calendar, LocalDate } from '../procedure/calendar';
import type { Mode, TransferLaunch, TransferSettings } from './launch';
import type { Words } from '../procedure/step';
import type { CataloguePower } from './catalogue';
import type { Organisation } from '../city/organisations';
import type { LaunchRequest, PowerScope } from './launch-request';
import type { PowerState } from './states';

/** A power's way in another transfer to the same sub-district that has not ended. */
export interface LivingPower {
  readonly transfer: string;
  /** Of that transfer: what people know it by. */
  readonly title: string;
  readonly state: PowerState;
}

/** All that the rules need to know of the world. */
export interface LaunchFacts {
  /** Id of the transfer to be, made by the caller. */
  readonly transfer: string;
  /** The catalogue by code; at least every power that the request names and that exists. */
  readonly powers: ReadonlyMap<string, CataloguePower>;
  readonly organisations: readonly Organisation[];
  readonly offices: TransferLaunch['offices'];
  /** By code: powers that this sub-district holds or that are in transfer to it. */
  readonly living: ReadonlyMap<string, LivingPower>;
  /** In Shanghai. */
  readonly today: LocalDate;
  readonly settings: TransferSettings;
  readonly calendar: Calendar;
  /** Length of a working day for new launches, in milliseconds; null: a real one. */
  readonly dayMs: number | null;
  readonly demonstration: boolean;
}

/** What opens this power in this transfer. */
export interface PlannedAuthorisation {
  readonly title: Words;
  readonly version?: string;
  /** As the catalogue has it; otherwise it is what the coordinator stated. */
  readonly recorded: boolean;
}

/** A power as it is launched. */
export interface PlannedPower {
  readonly position: number;
  readonly power: string;
  readonly department: string;
  readonly field: string;
  readonly mode: Mode;
  readonly scope: PowerScope;
  readonly authorisation: PlannedAuthorisation;
  readonly periodFrom: LocalDate | null;
  readonly periodUntil: LocalDate | null;
}

/** One power as the launch document describes it: the whole text that was decided on, whatever the catalogue says later. */
export interface DocumentedPower extends PlannedPower {
  readonly name: Words;
  readonly type: CataloguePower['type'];
  readonly legalBasis: string;
  readonly confidence: CataloguePower['confidence'];
  readonly aboveCounty: boolean;
}

/** A file of the plan: its digest in the ledger proves what was attached. */
export interface PlanFile {
  readonly id: string;
  readonly name: string;
  readonly sha256: string;
}

/** What the ledger's first entry carries, as plain JSON. */
export interface LaunchDocument {
  /** Code of the procedure; documents of before have none. */
  readonly procedure: string;
  readonly title: string;
  readonly transfer: string;
  readonly subDistrict: { readonly id: string; readonly name: Words };
  /** What the offices that take part are called, by id. */
  readonly organisations: { readonly [id: string]: Words };
  /** Who takes which part, beside sub-district and departments. */
  readonly offices: TransferLaunch['offices'];
  readonly transition: 'after' | 'before';
  readonly mode: Mode | 'mixed';
  readonly plannedEffectiveDate: LocalDate | null;
  /** Left out where no plan was attached. */
  readonly plan?: readonly PlanFile[];
  readonly request: LaunchRequest;
  readonly powers: readonly DocumentedPower[];
  readonly edition: number;
  readonly settings: TransferSettings;
  readonly calendar: Calendar;
  readonly dayMs: number | null;
  /** Journal lines in one run of the procedure. */
  readonly linesPerRun: number;
}

export interface LaunchPlan {
  /** The workflow's input. */
  readonly launch: TransferLaunch;
  /** By position: department, field, mode, end of period, code. */
  readonly powers: readonly PlannedPower[];
  readonly document: LaunchDocument;
  readonly mode: Mode | 'mixed';
}
