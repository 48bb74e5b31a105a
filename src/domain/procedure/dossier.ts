/**
 * What of a procedure is read outside its prose, and may be written with zod: how it is launched, how its launch is read
 * back, the forms of its steps. Apart from the declaration, because workflows know declarations only.
 */
import type { Launching, PlannedItem } from '../launching';
import type { Language } from '../refusal';
import type { StepForms } from '../step-forms';
import type { LocalDate } from './calendar';
import type { Declaration } from './declaration';
import type { Launch } from './launch';
import type { Participant } from './participants';
import type { StepDocument } from './step-document';

export interface Dossier<L extends Launch = Launch> {
  readonly procedure: Declaration;
  /** The type that its prose has at the engine: the function's name in `workflows/index.ts`. */
  readonly workflow: string;
  /** The launch that the document of the ledger's first entry tells of; undefined where it does not tell all. */
  readonly launchIn: (document: unknown) => L | undefined;
  /** Its items, by the same document. */
  readonly itemsIn: (document: unknown) => readonly PlannedItem[] | undefined;
  /** Whose offices take part, by the same document. */
  readonly participantsIn: (document: unknown) => readonly Participant[] | undefined;
  readonly launching: Launching;
  readonly forms: StepForms;
  /** Its steps with their forms in general: what does not depend on one task. */
  readonly steps: (language: Language, today: LocalDate) => readonly StepDocument[];
}
