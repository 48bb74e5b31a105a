/** Who said something, as it is shown: with the names that person and office had then. */
import type { Names } from '../../database/name-repository';
import { markedName } from '../../domain/procedure/name';
import type { Language } from '../../domain/refusal';
import { atTheMachine } from '../../domain/system-notes';

/** Whose doing it was, by what they were called then; null: it was done at the machine itself. */
export const doneBy = (by: string | null, at: Date, names: Names, language: Language): string =>
  (by === null ? atTheMachine : markedName(names.person(by, at.getTime())))[language];

/** An office and a person in the reader's language, by what they were called when it was said. */
export const saidBy = (
  { organisation, by, at }: { readonly organisation: string; readonly by: string; readonly at: Date },
  names: Names,
  language: Language,
) => ({
  organisation,
  organisationName: markedName(names.organisation(organisation, at.getTime()))[language],
  by,
  byName: markedName(names.person(by, at.getTime()))[language],
});
