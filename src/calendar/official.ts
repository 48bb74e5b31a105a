/**
 * The working days of Chinese offices, from the State Council Office's yearly notices as the package `chinese-days` has
 * them. Workflow code never imports this: what is known at the launch travels with it as data.
 */
import { getDayDetail, getSolarDateFromLunar, getSolarTerms } from 'chinese-days';
import { addDays, isDate, type Calendar, type LocalDate } from '../domain/procedure/calendar';

const datesOf = (year: number): LocalDate[] => {
  const dates: LocalDate[] = [];
  for (let date = `${year}-01-01`; date.startsWith(`${year}-`); date = addDays(date, 1)) dates.push(date);
  return dates;
};

const isWeekend = (date: LocalDate): boolean => [0, 6].includes(new Date(`${date}T00:00:00Z`).getUTCDay());

/** Whether the year's notice is not out: National Day is then still an ordinary day in the data. */
export const isProvisional = (year: number): boolean => !getDayDetail(`${year}-10-01`).name.includes(',');

/** The year's notice, day by day. */
function noticed(year: number): Calendar {
  const off: LocalDate[] = [];
  const worked: LocalDate[] = [];
  for (const date of datesOf(year)) {
    const { work } = getDayDetail(date);
    if (isWeekend(date)) {
      if (work) worked.push(date);
    } else if (!work) off.push(date);
  }
  return { off, worked };
}

/**
 * The thirteen days of the national holidays law (revised 2024), where nothing is known yet of weekends that will be
 * shifted: New Year; New Year's Eve and the first three days of the lunar year; Qingming; 1 and 2 May; Dragon Boat;
 * Mid-Autumn; 1 to 3 October.
 */
function statutory(year: number): Calendar {
  const spring = getSolarDateFromLunar(`${year}-01-01`).date;
  const qingming = getSolarTerms(`${year}-04-01`, `${year}-04-10`).filter(({ term }) => term === 'pure_brightness');
  const days = [
    `${year}-01-01`,
    ...[-1, 0, 1, 2].map((offset) => addDays(spring, offset)),
    ...qingming.map(({ date }) => date),
    `${year}-05-01`,
    `${year}-05-02`,
    getSolarDateFromLunar(`${year}-05-05`).date,
    getSolarDateFromLunar(`${year}-08-15`).date,
    `${year}-10-01`,
    `${year}-10-02`,
    `${year}-10-03`,
  ];
  return { off: [...new Set(days)].filter((date) => !isWeekend(date)).sort(), worked: [] };
}

const byYear = new Map<number, Calendar>();
function calendarOf(year: number): Calendar {
  const known = byYear.get(year) ?? (isProvisional(year) ? statutory(year) : noticed(year));
  byYear.set(year, known);
  return known;
}

/** From last year, in which a limit may have begun, to two years ahead of a date. */
export const yearsAround = (date: LocalDate): number[] =>
  [-1, 0, 1, 2].map((offset) => Number(date.slice(0, 4)) + offset);

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
  return { off: [...off].sort(), worked: [...worked].sort() };
}
