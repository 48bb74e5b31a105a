/** What the place sets for itself. */
import { z } from 'zod';
import { localDayKinds } from '../domain/power-transfer/local-days';
import { date, instant, namesAnswer } from './shared';

export const settingsAnswer = z
  .object({
    version: z.number(),
    changed: z.object({ by: z.string(), at: instant }).nullable(),
    items: z.array(
      z.object({
        /** The setting, or the code of the step that it limits. */
        name: z.string(),
        /** Where its value stands in what sets it. */
        pointer: z.string(),
        title: z.string(),
        unit: z.enum(['working-days', 'months', 'years', 'officers', 'times', 'hours', 'points']),
        value: z.number(),
        default: z.number(),
        least: z.number(),
        most: z.number(),
        /** What the least stands on. */
        why: z.string(),
      }),
    ),
  })
  .meta({ id: 'Settings' });

export const localDayAnswer = z
  .object({
    date: date,
    kind: z.enum(localDayKinds),
    name: z.string(),
    names: namesAnswer,
  })
  .meta({ id: 'LocalDay' });
