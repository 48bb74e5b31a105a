/** What is written with zod of each procedure: the forms of its steps. Apart, because workflows know declarations only. */
import { stepDocument, type StepDocument } from './power-transfer/step-document';
import type { LocalDate } from './procedure/calendar';
import type { Language } from './refusal';

/** A procedure's steps with their forms in general, by the procedure's code. */
export const stepDocuments: ReadonlyMap<string, (language: Language, today: LocalDate) => readonly StepDocument[]> =
  new Map([['power-transfer', stepDocument]]);
