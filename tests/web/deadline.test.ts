import { formatLimit } from '../../src/web/i18n/format';
import { addWorkingDays, addDays, startOf, writtenLimit } from '../../src/domain/procedure/calendar';
import { workingDaysLeft } from '../../src/web/parts/working-days';

const calendar = { off: ['2026-10-01', '2026-10-02'], worked: ['2026-10-10'] };
const noon = (date: string) => startOf(date) + 12 * 3_600_000;

describe('working days left', () => {
  test.each([0, 1, 5, 9])('given a limit of %d working days, so many are left on the day it was set', (days) => {
    const due = startOf(addDays(addWorkingDays(calendar, '2026-09-29', days), 1));
    expect(workingDaysLeft(calendar, due, noon('2026-09-29'))).toBe(days);
  });

  test('given holidays and a weekend between, they do not count', () => {
    // due at the end of Monday 5 October; Thursday and Friday are off
    expect(workingDaysLeft(calendar, startOf('2026-10-06'), noon('2026-09-30'))).toBe(1);
  });

  test('given a limit that has passed, the days are counted the other way', () => {
    expect(workingDaysLeft(calendar, startOf('2026-09-29'), noon('2026-09-30'))).toBe(-2);
  });
});

describe('a limit in words', () => {
  test('given one that ends with a day, then it is its last day, on the page as in lists and on the command line', () => {
    const due = startOf('2026-12-12');
    expect(writtenLimit(due)).toBe('2026-12-11');
    expect(formatLimit(new Date(due).toISOString(), 'zh')).toBe('2026年12月11日');
    expect(formatLimit(new Date(due).toISOString(), 'en')).toBe('11 December 2026');
  });

  test('given a demonstration’s, that ends within a day, then the time in Shanghai stands with it', () => {
    const due = noon('2026-12-11') + 65_000;
    expect(writtenLimit(due)).toBe('2026-12-11 12:01');
    expect(formatLimit(new Date(due).toISOString(), 'zh')).toBe('2026年12月11日 12:01');
  });
});
