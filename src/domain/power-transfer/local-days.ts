/**
 * Days that a place sets beside the State Council's notice: minority autonomous areas have days off for their festivals
 * (national holidays law, art. 4), and may work others instead. A launch carries those that are known to it.
 */
import { isWorkingDay, type Calendar, type LocalDate } from '../procedure/calendar';
import type { Words } from '../procedure/step';
import { Refusal } from '../refusal';

export const localDayKinds = ['off', 'worked'] as const;
export type LocalDayKind = (typeof localDayKinds)[number];

export interface LocalDay {
  readonly date: LocalDate;
  readonly kind: LocalDayKind;
  readonly name: Words;
}

/**
 * Whether a day may be set.
 *
 * @param calendar what holds without it
 * @param until last day that launches of now know
 * @throws Refusal `local-day-past`, `local-day-too-far`, `local-day-idle` where it would change nothing
 */
export function checkLocalDay(
  { date, kind }: LocalDay,
  { today, until, calendar }: { readonly today: LocalDate; readonly until: LocalDate; readonly calendar: Calendar },
): void {
  checkNotPast(date, today);
  if (date > until) throw new Refusal('local-day-too-far', { field: '/date', params: { date, until } });
  if (isWorkingDay(calendar, date) === (kind === 'worked'))
    throw new Refusal('local-day-idle', { field: '/date', params: { date, state: states[kind] } });
}

/** @throws Refusal `local-day-past`: limits have been counted over that day already. */
export function checkNotPast(date: LocalDate, today: LocalDate): void {
  if (date < today) throw new Refusal('local-day-past', { field: '/date', params: { date, today } });
}

const states: { readonly [kind in LocalDayKind]: Words } = {
  off: { zh: '休息日', en: 'a day off' },
  worked: { zh: '工作日', en: 'a working day' },
};

/** The days as a calendar takes them. */
export const asCalendar = (days: readonly LocalDay[]): Calendar => ({
  off: days.filter(({ kind }) => kind === 'off').map(({ date }) => date),
  worked: days.filter(({ kind }) => kind === 'worked').map(({ date }) => date),
});
