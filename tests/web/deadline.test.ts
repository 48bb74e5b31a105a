import { addWorkingDays, addDays, startOf } from '../../src/domain/procedure/calendar';
import { endsWithDay, workingDaysLeft } from '../../src/web/parts/working-days';

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

  test('a limit at the end of a day is told from one of a demonstration', () => {
    expect(endsWithDay(startOf('2026-09-29'))).toBe(true);
    expect(endsWithDay(noon('2026-09-29'))).toBe(false);
  });
});
