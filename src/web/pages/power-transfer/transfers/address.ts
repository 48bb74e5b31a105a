/** What of the list stands in the address. Pure. */
import type { TransferFilterName as Filter } from '../../../api/types';

/** Shown at once. */
const firstFilters: readonly Filter[] = ['q', 'state', 'subDistrict', 'department', 'overdue'];
/** Shown on demand, or where one of them is in use. */
export const furtherFilters: readonly Filter[] = [
  'field',
  'power',
  'powerState',
  'step',
  'organisation',
  'launchedFrom',
  'launchedUntil',
  'endedFrom',
  'endedUntil',
];
/** All filters of `GET /api/transfers`. */
export const transferFilters: readonly Filter[] = [...firstFilters, ...furtherFilters];

type Value = (name: string) => string;

/** The query of the list, as the API takes it; what is empty asks nothing. */
export const questionOf = (value: Value): Readonly<Record<string, string>> =>
  Object.fromEntries(transferFilters.map((name) => [name, value(name).trim()]));

/** Whether anything narrows the list. */
export const asked = (value: Value): boolean => transferFilters.some((name) => value(name).trim() !== '');

/** The changes that take every filter out of the address; other things in it stay. */
export const nothingAsked: Readonly<Record<string, string>> = Object.fromEntries(
  transferFilters.map((name) => [name, '']),
);

export interface Choice {
  readonly id: string;
  readonly name: string;
}

/** The choices, and what a link asked for that is none of them: several states at once, something that is no more. */
export function withCurrent(choices: readonly Choice[], current: string): readonly Choice[] {
  if (current === '' || choices.some(({ id }) => id === current)) return choices;
  const name = current
    .split(',')
    .map((part) => choices.find(({ id }) => id === part)?.name ?? part)
    .join(' / ');
  return [...choices, { id: current, name }];
}
