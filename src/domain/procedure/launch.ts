import type { Calendar } from './calendar';
import type { Ranges } from './ranges';

/** Items that the prose cannot tell apart at the start. Procedures add what their prose asks of an item. */
export interface Group {
  readonly powers: Ranges;
}

/** What places set for themselves, with the law's minimum as the floor. Procedures add settings of their own. */
export interface Settings {
  /** Working days by step, where they differ from the declaration. */
  readonly limits: { readonly [step: string]: number };
}

/**
 * Lines in one run of a procedure that is launched now. A worker that does not have it in memory makes it anew from
 * its run's history, about 3 ms a line, and all of that within the time of one workflow task.
 */
export const linesPerRun = 100;

/** What a procedure is launched with: the workflow's whole input. The list of items itself stands in the launch document. */
export interface Launch<G extends Group = Group, S extends Settings = Settings> {
  readonly transfer: string;
  /** Of the prose: a running procedure keeps the one that it was launched with. */
  readonly edition: number;
  readonly count: number;
  readonly groups: readonly G[];
  readonly settings: S;
  readonly calendar: Calendar;
  /** Length of a working day in milliseconds; null: a real one. */
  readonly dayMs: number | null;
  /** Lines in one run before it continues as new (300); up to the second edition, of the journal. */
  readonly linesPerRun?: number;
}

/** How the kit itself has changed. A running procedure goes on as it began: what it recorded must come out the same. */
export interface Edition {
  /** What the system is asked for is done by an activity of its own, after the record that asks for it. */
  readonly actsApart: boolean;
  /** A task says as which party its office is asked. */
  readonly namesParties: boolean;
  /** Notes are in the ledger alone: what the prose is run again by does without them. */
  readonly forgetsNotes: boolean;
}

export const editionOf = ({ edition }: Pick<Launch, 'edition'>): Edition => ({
  actsApart: edition === 1,
  namesParties: edition >= 3,
  forgetsNotes: edition >= 3,
});
