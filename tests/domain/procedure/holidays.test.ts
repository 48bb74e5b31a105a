import fc from 'fast-check';
import { movingDays } from '../../../src/calendar/official';
import { addDays, isWeekend } from '../../../src/domain/procedure/calendar';
import { daysOffFor, statutoryHolidays } from '../../../src/domain/procedure/holidays';

const years = fc.integer({ min: 2025, max: 2099 });
const offIn = (year: number) => daysOffFor(statutoryHolidays(year, movingDays(year)));

describe('the days that the holidays law gives', () => {
  test('in 2027, of which no notice is out: the holidays on weekdays, and a day for each on a weekend', () => {
    expect(offIn(2027)).toEqual([
      '2027-01-01',
      // the eve and the third day; the first two are a weekend
      ...['2027-02-05', '2027-02-08', '2027-02-09', '2027-02-10'],
      '2027-04-05',
      // both days of May are a weekend
      ...['2027-05-03', '2027-05-04'],
      '2027-06-09',
      '2027-09-15',
      ...['2027-10-01', '2027-10-04', '2027-10-05'],
    ]);
  });

  test('given Mid-Autumn on a National Day (2028, and the Sunday before it), then both are made up for', () => {
    expect(offIn(2028).filter((date) => date >= '2028-09')).toEqual([
      '2028-10-02',
      '2028-10-03',
      '2028-10-04',
      '2028-10-05',
    ]);
  });

  test('in every year: thirteen weekdays, each holiday on a weekday among them, the others not before what they stand for', () => {
    fc.assert(
      fc.property(years, (year) => {
        const holidays = statutoryHolidays(year, movingDays(year));
        const off = offIn(year);
        expect(off).toHaveLength(13);
        expect(new Set(off).size).toBe(13);
        expect(off.filter(isWeekend)).toEqual([]);
        expect(holidays.filter((day) => !isWeekend(day) && !off.includes(day))).toEqual([]);
        // a day in lieu follows a holiday or a day in lieu, with nothing but a weekend between
        for (const day of off.filter((date) => !holidays.includes(date))) {
          let before = addDays(day, -1);
          while (isWeekend(before) && !holidays.includes(before)) before = addDays(before, -1);
          expect([...holidays, ...off]).toContain(before);
        }
      }),
    );
  });
});
