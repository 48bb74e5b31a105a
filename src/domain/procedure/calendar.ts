/**
 * Days of offices. A date is `YYYY-MM-DD` in Asia/Shanghai, which has had no summer time since 1991, so that a date and
 * an instant convert by arithmetic (workflow code must not ask the system for a time zone).
 */
import type { Instant } from './step';

export type LocalDate = string;

/** The State Council's yearly notice, and the place's own days (autonomous and minority areas set some in addition). */
export interface Calendar {
  /** Days off that are weekdays. */
  readonly off: readonly LocalDate[];
  /** Weekend days that are worked. */
  readonly worked: readonly LocalDate[];
  /** Years whose notice was not out: their days are those of the holidays law. Calendars of before do not say. */
  readonly provisional?: readonly number[];
}

const dayMs = 86_400_000;
const shanghai = 8 * 3_600_000;

const dayNumber = (date: LocalDate): number =>
  Date.UTC(Number(date.slice(0, 4)), Number(date.slice(5, 7)) - 1, Number(date.slice(8, 10))) / dayMs;
const dateOfDay = (day: number): LocalDate => new Date(day * dayMs).toISOString().slice(0, 10);
const dayOf = (at: Instant): number => Math.floor((at + shanghai) / dayMs);

/** The date in Shanghai at an instant. */
export const dateAt = (at: Instant): LocalDate => dateOfDay(dayOf(at));
/** The instant at which a date begins in Shanghai. */
export const startOf = (date: LocalDate): Instant => dayNumber(date) * dayMs - shanghai;
export const addDays = (date: LocalDate, days: number): LocalDate => dateOfDay(dayNumber(date) + days);

/** The last day of a limit, in Shanghai, by the instant at which it has passed; none where it ends within a day (a demonstration's). */
export const lastDayOf = (due: Instant): LocalDate | undefined =>
  (due + shanghai) % dayMs === 0 ? dateAt(due - 1) : undefined;

/** A limit as lists and exports write it: its last day, `YYYY-MM-DD`; with the time in Shanghai where it ends within a day. */
export const writtenLimit = (due: Instant): string =>
  lastDayOf(due) ?? new Date(due + shanghai).toISOString().slice(0, 16).replace('T', ' ');

/** The same day so many months later; where that month is shorter, its last day (民法典 202: by the calendar). */
export function addMonths(date: LocalDate, months: number): LocalDate {
  const month = Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1 + months;
  const year = Math.floor(month / 12);
  const last = new Date(Date.UTC(year, (month % 12) + 1, 0)).getUTCDate();
  const day = Math.min(Number(date.slice(8, 10)), last);
  return `${year}-${String((month % 12) + 1).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

/** Whether text is a date that exists. */
export const isDate = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) && dayNumber(text) * 0 === 0 && dateOfDay(dayNumber(text)) === text;

/** From Sunday (0) to Saturday (6). */
const weekdayOf = (day: number): number => (((day + 4) % 7) + 7) % 7;
const isWeekendDay = (day: number): boolean => weekdayOf(day) % 6 === 0;
/** Whether a date is a Saturday or Sunday. */
export const isWeekend = (date: LocalDate): boolean => isWeekendDay(dayNumber(date));

/** A calendar's days by their numbers. */
interface Known {
  readonly off: ReadonlySet<number>;
  readonly worked: ReadonlySet<number>;
}
const known = new WeakMap<Calendar, Known>();
function isWorking(calendar: Calendar, day: number): boolean {
  let sets = known.get(calendar);
  if (!sets) {
    sets = { off: new Set(calendar.off.map(dayNumber)), worked: new Set(calendar.worked.map(dayNumber)) };
    known.set(calendar, sets);
  }
  return isWeekendDay(day) ? sets.worked.has(day) : !sets.off.has(day);
}

/** Whether a date is in a year whose days are not announced. */
export const isProvisionalOn = ({ provisional = [] }: Calendar, date: LocalDate): boolean =>
  provisional.includes(Number(date.slice(0, 4)));

/** The last year that a calendar knows days of; `-Infinity` where it knows none. */
const lastYearOf = ({ off, worked }: Calendar): number =>
  Math.max(...[...off, ...worked].map((date) => Number(date.slice(0, 4))));

/** Years ahead within which a procedure should know its days. */
const yearsAhead = 3;

/**
 * Whether a procedure that knows these days is to be told others: days after `today` that both know are not the same, are
 * announced by now, or its own end soon.
 */
export function isToBeTold(known: Calendar, current: Calendar, today: LocalDate): boolean {
  const [ours, theirs] = [lastYearOf(known), lastYearOf(current)];
  const year = Number(today.slice(0, 4));
  if (ours < year + yearsAhead && ours < theirs) return true;
  const last = Math.min(ours, theirs);
  const ahead = (days: readonly LocalDate[]) =>
    days
      .filter((day) => day > today && Number(day.slice(0, 4)) <= last)
      .sort()
      .join();
  const guessed = ({ provisional = [] }: Calendar) =>
    provisional
      .filter((one) => one >= year && one <= last)
      .sort()
      .join();
  return (
    ahead(known.off) !== ahead(current.off) ||
    ahead(known.worked) !== ahead(current.worked) ||
    guessed(known) !== guessed(current)
  );
}

export const isWorkingDay = (calendar: Calendar, date: LocalDate): boolean => isWorking(calendar, dayNumber(date));

/** The nth working day after a date, the day itself not counted (行政处罚法 85; 民法典 201); before it, if n is negative. */
export function addWorkingDays(calendar: Calendar, date: LocalDate, days: number): LocalDate {
  let day = dayNumber(date);
  const stride = days < 0 ? -1 : 1;
  for (let left = Math.abs(days); left > 0;) {
    day += stride;
    if (isWorking(calendar, day)) left--;
  }
  return dateOfDay(day);
}

/** Working days after `from`, up to and with `to`; negative where `to` lies before. */
export function workingDaysBetween(calendar: Calendar, from: LocalDate, to: LocalDate): number {
  if (to < from) return -workingDaysBetween(calendar, to, from);
  const last = dayNumber(to);
  let count = 0;
  for (let day = dayNumber(from) + 1; day <= last; day++) if (isWorking(calendar, day)) count++;
  return count;
}
