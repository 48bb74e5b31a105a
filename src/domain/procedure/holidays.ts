/**
 * The days that the holidays law itself gives (全国年节及纪念日放假办法, as revised in 2024: art. 2, thirteen days; art. 6, a
 * working day off for each that falls on a weekend). They stand in for a year whose notice the State Council's office has
 * not published: the notice will move days together and have weekends worked, but it gives as many days.
 */
import { addDays, isWeekend, type LocalDate } from './calendar';

/** Days of a year that go by moon and sun. */
export interface MovingDays {
  /** The first day of the lunar year. */
  readonly springFestival: LocalDate;
  readonly qingming: LocalDate;
  readonly dragonBoat: LocalDate;
  readonly midAutumn: LocalDate;
}

/**
 * The thirteen holidays of a year, by date: New Year; the lunar year's eve and first three days; Qingming; 1 and 2 May;
 * Dragon Boat; Mid-Autumn; 1 to 3 October. Mid-Autumn may fall on one of the last: then that day is there twice.
 */
export function statutoryHolidays(year: number, moving: MovingDays): LocalDate[] {
  const { springFestival, qingming, dragonBoat, midAutumn } = moving;
  const days = [
    `${year}-01-01`,
    ...[-1, 0, 1, 2].map((offset) => addDays(springFestival, offset)),
    qingming,
    `${year}-05-01`,
    `${year}-05-02`,
    dragonBoat,
    midAutumn,
    `${year}-10-01`,
    `${year}-10-02`,
    `${year}-10-03`,
  ];
  return days.sort();
}

/**
 * The weekdays off that these holidays come to, by date. Each holiday is one: the day itself, or, where that is a weekend
 * (or was a holiday already), the next weekday that is not a day off yet. That a day which is two holidays is made up for,
 * too, is not the law's text but what the notices did (2009 and 2020).
 */
export function daysOffFor(holidays: readonly LocalDate[]): LocalDate[] {
  const all = new Set(holidays);
  const off = new Set<LocalDate>();
  const inLieu: LocalDate[] = [];
  for (const day of holidays) {
    if (isWeekend(day) || off.has(day)) inLieu.push(day);
    else off.add(day);
  }
  for (const day of inLieu) {
    let other = addDays(day, 1);
    while (isWeekend(other) || all.has(other) || off.has(other)) other = addDays(other, 1);
    off.add(other);
  }
  return [...off].sort();
}
