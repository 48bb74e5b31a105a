/** The sub-district's officers as they are known: how many are in post, and how many of them hold a valid certificate. */
import { standing } from './nomination';
import type { FactsFor, OfficerFact } from './task-facts';

export interface Roster {
  readonly inPost: readonly OfficerFact[];
  readonly certified: readonly OfficerFact[];
}

export const rosterOf = ({ officers, today }: FactsFor<'officers'>): Roster => ({
  inPost: officers,
  certified: officers.filter((officer) => standing(officer, today).is === 'valid'),
});
