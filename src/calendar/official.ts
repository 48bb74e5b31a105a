/**
 * The working days of Chinese offices, from the State Council Office's yearly notices as the package `chinese-days` has
 * them, and by the holidays law where a notice is not out. Workflow code never imports this: what is known at the launch
 * travels with it as data.
 */
import { getDayDetail, getSolarDateFromLunar, getSolarTerms } from 'chinese-days';
import { addDays, isDate, isWeekend, type Calendar, type LocalDate } from '../domain/procedure/calendar';
import { daysOffFor, statutoryHolidays, type MovingDays } from '../domain/procedure/holidays';

const datesOf = (year: number): LocalDate[] => {
  const dates: LocalDate[] = [];
  for (let date = `${year}-01-01`; date.startsWith(`${year}-`); date = addDays(date, 1)) dates.push(date);
  return dates;
};

const isOff = (date: LocalDate): boolean => !getDayDetail(date).work;

/** A year's days by moon and sun. Throws (a fault) for years that the package does not reach: before 1900, after 2099. */
export function movingDays(year: number): MovingDays {
  const lunar = (monthAndDay: string): LocalDate => getSolarDateFromLunar(`${year}-${monthAndDay}`).date;
  const qingming = getSolarTerms(`${year}-04-01`, `${year}-04-10`).find(({ term }) => term === 'pure_brightness')?.date;
  const days = { springFestival: lunar('01-01'), dragonBoat: lunar('05-05'), midAutumn: lunar('08-15') };
  if (qingming === undefined || !Object.values(days).every(isDate)) throw new Error(`no lunar calendar for ${year}`);
  return { ...days, qingming };
}

/**
 * Whether the year's notice is not out. The package does not say which notices it has, but every one of them since 1999
 * gives these holidays: without it one that falls on a weekday is an ordinary day.
 */
export function isProvisional(year: number): boolean {
  const { springFestival } = movingDays(year);
  const always = [`${year}-01-01`, springFestival, addDays(springFestival, 1), `${year}-05-01`, `${year}-10-01`];
  return !always.filter((date) => !isWeekend(date)).every(isOff);
}

/** The year's notice, day by day. */
function noticed(year: number): Calendar {
  const off: LocalDate[] = [];
  const worked: LocalDate[] = [];
  for (const date of datesOf(year)) {
    if (!isWeekend(date)) {
      if (isOff(date)) off.push(date);
    } else if (!isOff(date)) worked.push(date);
  }
  return { off, worked };
}

const byYear = new Map<number, Calendar>();
function calendarOf(year: number): Calendar {
  const known = byYear.get(year);
  if (known) return known;
  const made = isProvisional(year)
    ? { off: daysOffFor(statutoryHolidays(year, movingDays(year))), worked: [], provisional: [year] }
    : noticed(year);
  byYear.set(year, made);
  return made;
}

const yearsFrom = (date: LocalDate, ahead: number): number[] =>
  Array.from({ length: ahead + 2 }, (_, index) => Number(date.slice(0, 4)) - 1 + index);

/** From last year, in which a limit may have begun, to two years ahead of a date: what a place plans its own days in. */
export const yearsAround = (date: LocalDate): number[] => yearsFrom(date, 2);

/** The years that a launch of this day carries: powers are evaluated every year for as long as they are held. */
export const yearsOfLaunch = (date: LocalDate): number[] => yearsFrom(date, 20);

/**
 * The calendar that a launch carries.
 *
 * @param years years whose days are wanted; those without a notice are provisional ({@link isProvisional})
 * @param local days that the place sets in addition (autonomous and minority areas, national holidays law art. 4); they
 *   prevail over the notice. Throws (a fault) where one is no date.
 */
export function officialCalendar(years: readonly number[], local: Partial<Calendar> = {}): Calendar {
  const { off: localOff = [], worked: localWorked = [] } = local;
  for (const date of [...localOff, ...localWorked]) if (!isDate(date)) throw new Error(`${date} is not a date`);
  const off = new Set([...years.flatMap((year) => calendarOf(year).off), ...localOff]);
  const worked = new Set([...years.flatMap((year) => calendarOf(year).worked), ...localWorked]);
  for (const date of localOff) worked.delete(date);
  for (const date of localWorked) off.delete(date);
  const provisional = years.flatMap((year) => calendarOf(year).provisional ?? []);
  return { off: [...off].sort(), worked: [...worked].sort(), provisional };
}
