/** How long there is until a limit, in working days. */
import { dateAt, workingDaysBetween, type Calendar } from '../../domain/procedure/calendar';

const shanghai = 8 * 3_600_000;
const dayMs = 86_400_000;

/** A limit of real working days ends with a day of Shanghai; of a demonstration's pace, at any time. */
export const endsWithDay = (due: number): boolean => (due + shanghai) % dayMs === 0;

/**
 * Working days that are left; negative where it is overdue.
 *
 * @param due the instant after the last one at which it is in time
 */
export function workingDaysLeft(calendar: Calendar, due: number, now: number): number {
  return workingDaysBetween(calendar, dateAt(now), dateAt(due - 1));
}
