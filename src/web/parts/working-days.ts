/** How long there is until a limit, in working days. */
import { dateAt, workingDaysBetween, type Calendar } from '../../domain/procedure/calendar';

/**
 * Working days that are left; negative where it is overdue.
 *
 * @param due the instant after the last one at which it is in time
 */
export function workingDaysLeft(calendar: Calendar, due: number, now: number): number {
  return workingDaysBetween(calendar, dateAt(now), dateAt(due - 1));
}
