/**
 * Who is meant by a row or a form: people are known by their number (人员编号) or by that of their identity document, never
 * by name alone, for certificates and trainings hang on the record.
 */
import { isMistyped } from '../id-number';
import { visibleText } from '../kept-text';
import type { FieldError } from '../refusal';

/** An officer as recorded, personal data in the clear; `idNumber` folded. */
export interface KnownPerson {
  readonly id: string;
  readonly organisation: string;
  readonly name: string;
  readonly idNumber: string | null;
}

/** What somebody says of a person; `idNumber` folded. */
export interface SaidPerson {
  readonly id?: string | undefined;
  readonly organisation: string;
  readonly name: string;
  readonly idNumber?: string | undefined;
}

/** The record that is meant (`null`: a new person), or why that cannot be said. */
export type Recognised = { readonly person: KnownPerson | null } | { readonly error: FieldError };

const refused = (field: string, code: FieldError['code'], params: FieldError['params'] = {}): Recognised => ({
  error: { field, code, params },
});

/** Whether people would take two names for the same: full-width letters and what does not show make no other person. */
const sameName = (one: string, other: string): boolean =>
  visibleText(one.normalize('NFKC')) === visibleText(other.normalize('NFKC'));

const ids = (people: readonly KnownPerson[]): string => people.map(({ id }) => id).join(', ');

function byNumbers(said: SaidPerson, known: readonly KnownPerson[]): Recognised {
  const own = known.filter(({ organisation }) => organisation === said.organisation);
  const same = own.filter(({ idNumber }) => said.idNumber !== undefined && idNumber === said.idNumber);
  if (said.id !== undefined) {
    const person = known.find(({ id }) => id === said.id) ?? null;
    if (person && person.organisation !== said.organisation) return refused('/id', 'duplicate', { value: person.id });
    const other = same.find(({ id }) => id !== said.id);
    if (other && person?.idNumber !== said.idNumber)
      return refused('/idNumber', 'id-number-taken', { name: other.name, id: other.id });
    return { person };
  }
  if (same.length > 1) return refused('/idNumber', 'person-ambiguous', { name: said.name, ids: ids(same) });
  if (same[0]) return { person: same[0] };
  const namesakes = own.filter(({ name }) => sameName(name, said.name));
  const unnumbered = namesakes.filter(({ idNumber }) => idNumber === null);
  if (said.idNumber === undefined && namesakes.length > 0)
    return refused('/idNumber', 'person-ambiguous', { name: said.name, ids: ids(namesakes) });
  // whether it is the one of that name whose number nobody wrote down, only they can say
  if (unnumbered.length > 0)
    return refused('/idNumber', 'person-unnumbered', { name: said.name, ids: ids(unnumbered) });
  return { person: null };
}

/**
 * Recognises a person among the known ones (of the office, and whoever has the id that is said).
 *
 * A number with a wrong check digit is refused unless it is the one recorded for that person already.
 */
export function recognise(said: SaidPerson, known: readonly KnownPerson[]): Recognised {
  const recognised = byNumbers(said, known);
  const { idNumber } = said;
  if (idNumber === undefined || !isMistyped(idNumber)) return recognised;
  const recorded = 'person' in recognised ? recognised.person?.idNumber : undefined;
  return recorded === idNumber ? recognised : refused('/idNumber', 'id-number-mistyped');
}

/** Whether two new people of one list could be one, so that nobody can tell which record is whose. */
export function mayBeTheSame(one: SaidPerson, other: SaidPerson): boolean {
  if (one.organisation !== other.organisation) return false;
  if (one.idNumber !== undefined && other.idNumber !== undefined) return one.idNumber === other.idNumber;
  return sameName(one.name, other.name) && (one.id === undefined || other.id === undefined);
}
