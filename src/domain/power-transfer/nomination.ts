/**
 * Who may be nominated, and whom a form proposes. An expired or suspended certificate does not count for the gate
 * (行政处罚法 42: officers enforce with a qualification, at least two of them).
 */
import type { LocalDate } from '../procedure/calendar';
import type { FieldError } from '../refusal';
import type { NominatedOfficer } from './officers';
import type { FactsFor, OfficerFact, PowerFact } from './task-facts';

/** Of an officer's certificates: `valid` until a day, `none` yet, or `lapsed` where there are some but none is valid. */
export type Standing =
  { readonly is: 'valid'; readonly until: LocalDate } | { readonly is: 'none' } | { readonly is: 'lapsed' };

export function standing({ certificates }: OfficerFact, today: LocalDate): Standing {
  let until = '';
  let lapsed = false;
  for (const { suspended, validFrom, validUntil } of certificates) {
    if (suspended || validUntil < today) lapsed = true;
    else if (validFrom <= today && validUntil > until) until = validUntil;
  }
  if (until !== '') return { is: 'valid', until };
  return lapsed ? { is: 'lapsed' } : { is: 'none' };
}

/** Those who may be nominated: certified, or not yet; not those whose certificates have lapsed. */
export const nominable = ({ officers, today }: FactsFor<'officers'>): OfficerFact[] =>
  officers.filter((officer) => standing(officer, today).is !== 'lapsed');

/** How many officers of each field of the powers a nomination must name: what the gate wants, as far as there are any. */
export function officersWanted(
  facts: FactsFor<'officers'>,
  powers: readonly PowerFact[],
  least: number,
): Map<string, number> {
  const available = nominable(facts);
  const wanted = new Map<string, number>();
  for (const { field } of powers) {
    const there = available.filter(({ fields }) => fields.includes(field)).length;
    wanted.set(field, Math.min(least, there));
  }
  return wanted;
}

/**
 * The nominable officers in the order in which they are proposed, and how many of them cover every field: first who is
 * certified, and among those who serves more of the fields that still lack somebody.
 */
export function proposal(
  facts: FactsFor<'officers' | 'nominated'>,
  powers: readonly PowerFact[],
): { ids: string[]; covering: number } {
  const earlier = new Set(facts.nominated);
  const missing = officersWanted(facts, powers, facts.officersPerField);
  const left = nominable(facts);
  const worth = (officer: OfficerFact): number => {
    const serves = officer.fields.filter((field) => (missing.get(field) ?? 0) > 0).length;
    if (serves === 0) return 0;
    return serves + (standing(officer, facts.today).is === 'valid' ? 100 : 0) + (earlier.has(officer.id) ? 0 : 1000);
  };
  const ids: string[] = [];
  for (;;) {
    const best = left.reduce<OfficerFact | undefined>(
      (one, other) => (worth(other) > (one ? worth(one) : 0) ? other : one),
      undefined,
    );
    if (!best) break;
    left.splice(left.indexOf(best), 1);
    ids.push(best.id);
    for (const field of best.fields) missing.set(field, (missing.get(field) ?? 0) - 1);
  }
  return { ids: [...ids, ...left.map(({ id }) => id)], covering: ids.length };
}

/** What is wrong with a nomination for these powers; `/officers/N` names the officer. */
export function nominationErrors(
  officers: readonly string[],
  facts: FactsFor<'officers' | 'fields'>,
  powers: readonly PowerFact[],
  least: number,
): FieldError[] {
  const known = new Map(facts.officers.map((officer) => [officer.id, officer]));
  const errors: FieldError[] = [];
  officers.forEach((id, index) => {
    const officer = known.get(id);
    const at = (code: FieldError['code']) =>
      errors.push({ field: `/officers/${index}`, code, params: { officer: officer?.name ?? id } });
    if (!officer) at('officer-unknown');
    else if (officers.indexOf(id) !== index) at('officer-twice');
    else if (standing(officer, facts.today).is === 'lapsed') at('certificate-expired');
  });
  if (errors.length > 0) return errors;
  for (const [field, minimum] of officersWanted(facts, powers, least)) {
    const named = officers.filter((id) => known.get(id)?.fields.includes(field)).length;
    if (named < minimum)
      errors.push({
        field: '/officers',
        code: 'officers-too-few',
        params: { field: facts.fields[field] ?? field, minimum },
      });
  }
  return errors;
}

/** The nominated as the journal keeps them, with what is known of their certificates today. */
export function nominatedOf(ids: readonly string[], facts: FactsFor<'officers'>): NominatedOfficer[] {
  return ids.flatMap((id): NominatedOfficer[] => {
    const officer = facts.officers.find((one) => one.id === id);
    if (!officer) return [];
    const now = standing(officer, facts.today);
    return [{ id, fields: officer.fields, ...(now.is === 'valid' ? { certifiedUntil: now.until } : {}) }];
  });
}
