import { isOldClaim, oldAfterDays } from '../../src/api/tasks/claim-view';

const day = 86_400_000;
// a Monday with no days off around it
const monday = Date.parse('2026-03-09T10:00:00+08:00');

describe('a claim is old', () => {
  test('after three working days; weekends do not make it older', () => {
    const since = new Date(monday);
    expect(isOldClaim(since, null, monday + oldAfterDays * day)).toBe(false);
    expect(isOldClaim(since, null, monday + (oldAfterDays + 1) * day)).toBe(true);
    const friday = new Date(monday + 4 * day);
    expect(isOldClaim(friday, null, friday.getTime() + 5 * day)).toBe(false);
    expect(isOldClaim(friday, null, friday.getTime() + 6 * day)).toBe(true);
  });
  test('after three of its transfer’s own days, where those are short', () => {
    const since = new Date(monday);
    expect(isOldClaim(since, 2_000, monday + oldAfterDays * 2_000)).toBe(false);
    expect(isOldClaim(since, 2_000, monday + oldAfterDays * 2_000 + 1)).toBe(true);
  });
});
