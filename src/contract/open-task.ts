/** An open task of a matter, as lists show it. */
import { z } from 'zod';
import { date, instant } from './shared';

export const openTaskAnswer = z
  .object({
    id: z.string(),
    step: z.string(),
    title: z.string(),
    organisation: z.string(),
    about: z.string().nullable(),
    opened: instant,
    due: instant.nullable(),
    /** The last day that is in time, in Shanghai; null where there is no limit, or it ends within a day (a demonstration's). */
    lastDay: date.nullable(),
    /** Whether the last day may still move: it falls in a year whose holidays were not announced at the launch. */
    provisional: z.boolean(),
    overdue: z.boolean(),
    /** It lies open to others until then, and nobody answers before; null: it does not. */
    openUntil: instant.nullable(),
    powers: z.array(z.string()),
  })
  .meta({ id: 'OpenTask' });
