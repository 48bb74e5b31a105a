import type { Calendar } from './calendar';
import type { Ranges } from './ranges';
import type { CalledEnding, CarriedOut, Kept, Task } from './record';
import type { Role, Words } from './step';

export interface Person {
  readonly id: string;
  readonly office: string;
  /** What person and office are called now: it stands in the entry, whatever they are called later. */
  readonly name?: Words;
  readonly officeName?: Words;
  readonly role: Role | 'auditor' | 'admin' | 'security';
}

/** What a command carries that only the record reads; all of it goes into the ledger. */
export interface Detail {
  readonly form?: { readonly [field: string]: unknown };
  /** Words and particulars for parts of the powers, grouped where they are alike. */
  readonly words?: readonly {
    readonly powers: Ranges;
    readonly reason?: string;
    readonly conditions?: string;
    readonly particulars?: { readonly [field: string]: unknown };
  }[];
  readonly comment?: string;
  /** Evidence: id and SHA-256 of each file. */
  readonly evidence?: readonly { readonly id: string; readonly sha256: string }[];
  readonly reason?: string;
  /** What the public said while the task lay open: how many, and the root over their digests. */
  readonly contributions?: { readonly count: number; readonly root: string };
}

interface Sent {
  readonly key: string;
  readonly digest: string;
  readonly person: Person;
  readonly detail: Detail;
}

/** A person's answer to a task. */
export interface CompleteStep extends Sent {
  readonly task: string;
  readonly outcomes: { readonly [outcome: string]: Ranges };
  readonly kept?: Kept;
}

/** The coordinator's acts. */
export type Act = Sent;
export interface ActOnPowers extends Sent {
  readonly powers: Ranges;
}
export interface RecallPowers extends ActOnPowers {
  readonly code: string;
}
/** A guidance visit, a question, an answer: recorded, and nothing waits for it. */
export interface AddNote extends ActOnPowers {
  readonly code: string;
}
/** Closes a list; `powers`: what its sender takes to wait for it. */
export interface AssembleList extends ActOnPowers {
  readonly step: string;
}
/** The days of offices as they are known now. */
export interface TellCalendar extends Sent {
  readonly calendar: Calendar;
}
/** A matter that a task called has ended. */
export interface CalledEnded extends Sent {
  readonly task: string;
  readonly called: CalledEnding;
}
/** A decision of another matter is to be carried out here. */
export interface CarryOutDecision extends ActOnPowers, CarriedOut {}
export interface SetPace extends Sent {
  readonly dayMs: number | null;
}

/** What the sender of a command is told when it is recorded. `again`: it had been before; ask the ledger for the rest. */
export interface Receipt {
  readonly key: string;
  readonly seq: number;
  readonly opened: readonly string[];
  readonly again?: true;
}

/** Names of the messages, as the engine knows them. */
export const messages = {
  completeStep: 'completeStep',
  suspendTransfer: 'suspendTransfer',
  resumeTransfer: 'resumeTransfer',
  withdrawPowers: 'withdrawPowers',
  recallPowers: 'recallPowers',
  setPace: 'setPace',
  assembleList: 'assembleList',
  tellCalendar: 'tellCalendar',
  calledEnded: 'calledEnded',
  carryOutDecision: 'carryOutDecision',
  addNote: 'addNote',
  compareWithLedger: 'compareWithLedger',
  inspect: 'inspect',
} as const;

/** The answer to `inspect`: where the procedure stands, for checking and not for people. */
export interface Inspection {
  readonly tasks: readonly Task[];
  readonly states: { readonly [state: string]: Ranges };
  readonly seq: number;
  readonly hash: string;
  readonly keys: readonly string[];
  readonly runs: number;
  readonly adopted: number;
  readonly suspended: boolean;
}

/** Codes of refusals that the procedure itself gives (an application failure's type). */
export type RefusalCode =
  | 'not-open'
  | 'already-completed'
  | 'not-yours'
  | 'not-your-role'
  | 'four-eyes'
  | 'suspended'
  | 'not-suspended'
  | 'closed'
  | 'unknown-outcome'
  | 'outcome-missing'
  | 'power-not-in-task'
  | 'power-twice'
  | 'reason-missing'
  | 'conditions-missing'
  | 'particulars-missing'
  | 'kept-missing'
  | 'effective-date-differs'
  | 'handed-over'
  | 'not-handed-over'
  | 'recall-under-way'
  | 'power-ended'
  | 'no-way-back'
  | 'still-open'
  | 'assembles-nothing'
  | 'nothing-to-assemble'
  | 'list-changed'
  | 'calls-nothing'
  | 'unknown-action'
  | 'action-does-not-fit'
  | 'carried-out-already'
  | 'idempotency-key-reused'
  | 'cannot-be-stored'
  | 'not-sent-by-api'
  | 'command-too-old'
  | 'transfer-needs-repair'
  | 'continuing';

/** Details that come with a refusal, for the message in the reader's language. */
export interface RefusalDetail {
  readonly by?: readonly string[];
  readonly powers?: Ranges;
  readonly outcome?: string;
  readonly field?: string;
  readonly expected?: string;
  /** When it will be possible. */
  readonly until?: number;
  readonly step?: string;
  readonly action?: string;
  /** Why the database refused it (SQLSTATE). */
  readonly sqlstate?: string;
  /** Why it does not count as sent by the API. */
  readonly fault?: string;
}
