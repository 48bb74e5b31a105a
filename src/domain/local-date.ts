import { z } from 'zod';
import { isDate } from './procedure/calendar';

/**
 * A date that somebody sends: a day that exists, in a year that the calendar here and the database both know (the year 0
 * is none to PostgreSQL, and the first hundred are read as of the last century).
 */
export const localDate = () =>
  // what is no date is said once
  z.iso.date({ abort: true }).superRefine((date, context) => {
    if (!isDate(date)) context.addIssue({ code: 'invalid_format', format: 'date', input: date });
  });
