/** What the API answers, by the schemas that it is checked against: types only, none of it is in what browsers load. */
import type { z } from 'zod';
import type * as answers from '../../api/answers';

export type Organisation = z.output<typeof answers.organisationAnswer>;
export type Power = z.output<typeof answers.powerAnswer>;
export type Me = z.output<typeof answers.meAnswer>;
export type Outcome = z.output<typeof answers.outcomeAnswer>;
export type TransferPower = z.output<typeof answers.transferPowerAnswer>;
export type OpenTask = z.output<typeof answers.openTaskAnswer>;
export type Transfer = z.output<typeof answers.transferAnswer>;
export type Task = z.output<typeof answers.taskAnswer>;
export type TaskDetail = z.output<typeof answers.taskDetailAnswer>;
export type Claim = z.output<typeof answers.claimAnswer>;
export type Said = z.output<typeof answers.saidAnswer>;
export type Completed = z.output<typeof answers.completedAnswer>;
export type BulkAnswer = z.output<typeof answers.bulkAnswer>;
export type Officer = z.output<typeof answers.officerAnswer>;
export type StoredFile = z.output<typeof answers.fileAnswer>;
export type HistoryEntry = z.output<typeof answers.historyAnswer>;
export type Verdict = z.output<typeof answers.verdictAnswer>;
export type RegisterEntry = z.output<typeof answers.registerAnswer>;
export type Note = z.output<typeof answers.noteAnswer>;
export type TransferPerson = z.output<typeof answers.transferPersonAnswer>;
export type Mention = z.output<typeof answers.mentionAnswer>;
export type ProblemBody = z.output<typeof answers.problemAnswer>;
export type { Completion, PowerOutcome } from '../../client/types';
export type { JsonSchema } from '../../domain/json-schema';

/** A page of a list. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly next?: string;
}
/** A demonstration account (`GET /api/demo/accounts`). */
export interface DemonstrationAccount {
  readonly username: string;
  readonly role: string;
  readonly organisation: string;
  readonly name: string;
}
/** A document of a transfer (`GET /api/transfers/{id}/documents`). */
export interface TransferDocument {
  readonly id: string;
  readonly title: string;
  readonly status: 'draft' | 'standing' | 'published';
  readonly date: string;
  readonly pdf: string;
  readonly docx: string;
}
/** A step's declaration (`GET /api/steps`). */
export interface StepDeclaration {
  readonly code: string;
  readonly title: string;
  readonly guidance: string;
  readonly parties: readonly { readonly party: string; readonly role: string }[];
  readonly automatic: boolean;
  readonly days: number | null;
  readonly law: readonly string[];
  readonly outcomes: readonly Outcome[];
}
/** A field of enforcement (`GET /api/fields`). */
export interface Field {
  readonly code: string;
  readonly name: string;
}
