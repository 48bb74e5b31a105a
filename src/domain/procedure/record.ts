import type { Calendar, LocalDate } from './calendar';
import type { Launch } from './launch';
import type { Ranges } from './ranges';
import type { Instant } from './step';

/** Fields of a form that the procedure needs later, as text (`Step.keeps`). */
export type Kept = { readonly [field: string]: string };

interface EntryBase {
  /** Unique in the transfer. A command's is made by the API; the kit's own are `launch`, `clock:…`, `…!`. */
  readonly key: string;
  /** Whose doing: a person's id, `clock` or `system`. */
  readonly by: string;
  readonly at: Instant;
  /** Digest of what the person sent, so that a key cannot come back with other content. */
  readonly digest?: string;
}

/** A matter that was called, as it ended: its state as a whole, and the last entry of its ledger. */
export interface CalledEnding extends Head {
  readonly matter: string;
  readonly state: string;
}

/** What a decision that was recorded in another matter does here. */
export interface CarriedOut {
  /** The entry that orders it. */
  readonly decision: Head & { readonly matter: string };
  readonly action: string;
  /** The day from whose beginning it holds. */
  readonly effectiveDate: LocalDate;
}

interface Answered extends EntryBase {
  readonly task: string;
  readonly step: string;
  /** Who answered, as which party: from the third edition on. */
  readonly party?: string;
  readonly office: string;
  /** What distinguishes one task of a step from its like: an officer, a month. */
  readonly about?: string;
  readonly outcomes: { readonly [outcome: string]: Ranges };
  readonly kept?: Kept;
}

/** An answer to a task, for all its powers or a part: a person's, the system's, or another matter's by its ending. */
export type Completion =
  | (Answered & { readonly kind: 'complete' | 'act' })
  | (Answered & { readonly kind: 'ended'; readonly called: CalledEnding });

export const isCompletion = (entry: { readonly kind: string }): entry is Completion =>
  entry.kind === 'complete' || entry.kind === 'act' || entry.kind === 'ended';

/** What happened. State and entry give the next state, always the same one: that is what a ledger entry proves. */
export type Entry =
  | (EntryBase & { readonly kind: 'launch' | 'clock' | 'suspend' | 'resume' })
  | (EntryBase & { readonly kind: 'withdraw'; readonly powers: Ranges })
  | (EntryBase & { readonly kind: 'recall'; readonly powers: Ranges; readonly code: string })
  | (EntryBase & { readonly kind: 'pace'; readonly dayMs: number | null })
  /** The days of offices were announced or corrected: limits that have not come are set right. */
  | (EntryBase & { readonly kind: 'calendar'; readonly calendar: Calendar })
  /** The steward closes the list of what goes into one task of an assembling step. */
  | (EntryBase & { readonly kind: 'assemble'; readonly step: string; readonly powers: Ranges })
  /** A decision of another matter is carried out, also in a suspension. */
  | (EntryBase & CarriedOut & { readonly kind: 'carry-out'; readonly powers: Ranges })
  // changes nothing: what people tell one another beside the steps (guidance visits, questions, answers)
  | (EntryBase & { readonly kind: 'note'; readonly code: string; readonly powers: Ranges })
  | Completion;

/** What nobody commands: the procedure's own beginning, its clock, and what the system does by itself. */
export const isByItself = ({ kind }: { readonly kind: string | null }): boolean =>
  kind === 'launch' || kind === 'clock' || kind === 'act';

/** A task as its row in the database. `due` is null where there is no limit. */
export interface Task {
  /** Unique in its transfer (`task-id.ts`). */
  readonly id: string;
  readonly step: string;
  /** Who is asked, as which party: from the third edition on. */
  readonly party?: string;
  readonly office: string;
  readonly about?: string;
  readonly powers: Ranges;
  readonly opened: Instant;
  readonly due: Instant | null;
  readonly overdue?: true;
  /** Nobody may complete it before. */
  readonly openUntil?: Instant;
}

/** What an entry changed: task rows as they are now, ids of tasks that are gone, states that powers entered. */
export interface Change {
  readonly put: readonly Task[];
  readonly gone: readonly string[];
  readonly states: { readonly [state: string]: Ranges };
}

/** One line of the ledger: what happened, all that the person sent with it, and what it changed. */
export interface RecordLine extends Change {
  readonly entry: Entry;
  readonly command?: unknown;
}

/** A place in a transfer's ledger: the number of its last entry and that entry's hash (`''` before the first). */
export interface Head {
  readonly seq: number;
  readonly hash: string;
}

/** What the procedure hands to the record: where it believes the ledger stands, and what comes after. */
export interface Recording extends Head {
  readonly transfer: string;
  /** Workflow and run, kept beside the hashed content. */
  readonly run: string;
  /** The transfer as a whole after these records; derived, for lists. */
  readonly overall: { readonly state: string; readonly suspended: boolean; readonly dayMs: number | null };
  readonly records: readonly RecordLine[];
  /** What the run was started with, in its first record: anybody can start a run, with whatever he likes. */
  readonly start?: RunStart;
  /** What came past the API. */
  readonly strays?: readonly Stray[];
  /** Told back with the answer. Procedures that were under way before there was such a thing leave it out. */
  readonly heard?: Heard;
}

/** What the engine takes from anybody and no part of the system sends. */
export type Stray = 'signal' | 'cancel';

/** What a run was started with. */
export interface RunStart {
  /** The workflow's name: a transfer's procedure is called as the transfer. */
  readonly workflow: string;
  readonly launch: Launch;
  /** What the run before it remembered. */
  readonly earlier?: Progress;
}

/**
 * What a pass went by: the engine's time, and how many of the commands that had come. A replay may stand elsewhere when it
 * comes to the same pass, so the record's answer says it (docs: decision 15).
 */
export interface Heard {
  readonly at: Instant;
  readonly commands: number;
}

export interface MissedRecord extends Change, Head {
  readonly entry: Entry;
}

/**
 * These lines are refused for what is in them, and would be again: by the database, with its code (SQLSTATE), or because the
 * API did not send one of them (`signature-…`, {@link signatureRefusal}).
 */
export interface Refused {
  readonly refused: { readonly code: string };
}

/** The ledger has the line's key: it is the same command, which came again after the procedure had forgotten it. */
export const recordedBefore = 'recorded-before';

/** How codes of refusals for want of a signature begin; the rest is a fault of `src/ledger/command-signature.ts`. */
const signatureCode = 'signature-';
export const signatureRefusal = (fault: string): string => `${signatureCode}${fault}`;
/** The fault of a command that was signed too long before it came. */
export const tooOld = 'too-old';
export const isSignatureRefusal = (code: string): boolean => code.startsWith(signatureCode);

/** Either all is recorded; or nothing was, and here is what the procedure does not know (at most fifty at a time), or why. */
export type Recorded = ({ readonly head: Head } | { readonly missed: readonly MissedRecord[] } | Refused) & {
  readonly heard?: Heard;
};

/** All that a procedure remembers: what was confirmed by the ledger. This and only this survives continue-as-new. */
export interface Progress extends Head {
  readonly journal: readonly Entry[];
  readonly tasks: readonly Task[];
  readonly states: { readonly [state: string]: Ranges };
  /** The procedure's own time; it moves from limit to limit. */
  readonly now: Instant;
  readonly runs: number;
  /** The next run says at once what it was started with. Runs that were under way before there was such a thing do not. */
  readonly says?: true;
}
