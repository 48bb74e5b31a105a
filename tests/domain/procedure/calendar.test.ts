import fc from 'fast-check';
import {
  isProvisional,
  movingDays,
  officialCalendar,
  yearsAround,
  yearsOfLaunch,
} from '../../../src/calendar/official';
import {
  addDays,
  addMonths,
  addWorkingDays,
  dateAt,
  isDate,
  isWorkingDay,
  startOf,
  workingDaysBetween,
} from '../../../src/domain/procedure/calendar';
import { statutoryHolidays } from '../../../src/domain/procedure/holidays';

const dates = fc.integer({ min: 0, max: 3000 }).map((days) => addDays('2022-01-01', days));
const calendar = officialCalendar([2025, 2026, 2027]);

describe('dates', () => {
  test('begin in Shanghai at the instant at which they begin, and a millisecond earlier it is the day before', () => {
    expect(startOf('2026-03-03')).toBe(Date.parse('2026-03-03T00:00:00+08:00'));
    fc.assert(
      fc.property(dates, (date) => {
        expect(dateAt(startOf(date))).toBe(date);
        expect(dateAt(startOf(date) - 1)).toBe(addDays(date, -1));
      }),
    );
  });

  test('a month later is the same day, or the last one of a shorter month', () => {
    expect(addMonths('2026-01-31', 1)).toBe('2026-02-28');
    expect(addMonths('2024-02-29', 12)).toBe('2025-02-28');
    expect(addMonths('2026-11-30', 3)).toBe('2027-02-28');
    expect(addMonths('2026-03-31', -1)).toBe('2026-02-28');
    fc.assert(
      fc.property(dates, fc.integer({ min: -60, max: 60 }), (date, months) => {
        const later = addMonths(date, months);
        expect(isDate(later)).toBe(true);
        expect(later.slice(8) <= date.slice(8)).toBe(true);
      }),
    );
  });

  test.each(['2026-02-29', '2026-13-01', '2026-00-10', '2026-1-1', '', '2026-01-01T00:00:00Z'])(
    '%j is none',
    (text) => {
      expect(isDate(text)).toBe(false);
    },
  );
});

describe('working days', () => {
  test('between two dates are as many as were added', () => {
    fc.assert(
      fc.property(dates, fc.integer({ min: 1, max: 60 }), (date, days) => {
        const later = addWorkingDays(calendar, date, days);
        expect(isWorkingDay(calendar, later)).toBe(true);
        expect(workingDaysBetween(calendar, date, later)).toBe(days);
        expect(workingDaysBetween(calendar, later, date)).toBe(-days);
      }),
    );
  });

  test('going back and forth by as many comes to the last working day before', () => {
    fc.assert(
      fc.property(dates, fc.integer({ min: 1, max: 60 }), (date, days) => {
        const back = addWorkingDays(calendar, date, -days);
        const there = addWorkingDays(calendar, back, days);
        expect(there).toBe(
          isWorkingDay(calendar, date) ? date : addWorkingDays(calendar, addWorkingDays(calendar, date, -1), 1),
        );
      }),
    );
  });
});

describe('the official calendar', () => {
  test('has the notice’s days: a holiday on a weekday, a weekend that is worked', () => {
    expect(isProvisional(2025)).toBe(false);
    // National Day and Mid-Autumn, 1 to 8 October 2025; 28 September and 11 October worked
    for (const date of ['2025-10-01', '2025-10-08']) expect(isWorkingDay(calendar, date)).toBe(false);
    for (const date of ['2025-09-28', '2025-10-11', '2025-10-09']) expect(isWorkingDay(calendar, date)).toBe(true);
  });

  test('a year without a notice is provisional, says so, and has the days of the law', () => {
    const year = 2035;
    expect(isProvisional(year)).toBe(true);
    const far = officialCalendar([2025, year]);
    expect(far.provisional).toEqual([year]);
    expect(far.worked.filter((date) => date.startsWith('2035-'))).toEqual([]);
    expect(far.off).toEqual(expect.arrayContaining(['2035-01-01', '2035-05-01', '2035-10-01']));
  });

  test('a year with a notice is known as such, whichever its days: back to the first one of the package', () => {
    expect(Array.from({ length: 23 }, (_, index) => 2004 + index).filter(isProvisional)).toEqual([]);
  });

  test.each([2025, 2026])('the notice of %d has the law’s holidays off, and as many days as the law gives', (year) => {
    const known = officialCalendar([year]);
    for (const date of statutoryHolidays(year, movingDays(year))) expect(isWorkingDay(known, date)).toBe(false);
    expect(known.off.length - known.worked.length).toBe(13);
  });

  test('days of the place prevail over the notice', () => {
    const own = officialCalendar([2025], { off: ['2025-10-09'], worked: ['2025-10-08'] });
    expect(isWorkingDay(own, '2025-10-09')).toBe(false);
    expect(own.off).not.toContain('2025-10-08');
    expect(() => officialCalendar([2025], { off: ['2025-02-30'] })).toThrow('2025-02-30');
  });

  test('places plan two years ahead; a launch carries twenty, for powers are evaluated for as long as they are held', () => {
    expect(yearsAround('2026-11-24')).toEqual([2025, 2026, 2027, 2028]);
    const years = yearsOfLaunch('2026-11-24');
    expect([years[0], years.at(-1), years.length]).toEqual([2025, 2046, 22]);
    // fifteen working days from 28 September 2029 leave out the holidays of October
    expect(addWorkingDays(officialCalendar(years), '2029-09-28', 15)).toBe('2029-10-24');
  });
});
