/** The city at a glance. `query` is the address of the list behind a number. */
import { z } from 'zod';
import { powerTransfer } from '../domain/power-transfer/procedure';
import { date, instant } from './shared';

/** Of which procedure the funnel and the durations are. */
export const overviewQuery = z.strictObject({ procedure: z.string().max(60).default(powerTransfer.code) });

export const matrixCellAnswer = z
  .object({
    subDistrict: z.string(),
    field: z.string(),
    total: z.number(),
    query: z.string(),
    states: z.array(z.object({ state: z.string(), title: z.string(), count: z.number(), query: z.string() })),
  })
  .meta({ id: 'MatrixCell' });
export const funnelStepAnswer = z
  .object({
    step: z.string(),
    title: z.string(),
    powers: z.number(),
    tasks: z.number(),
    overdue: z.number(),
    query: z.string(),
    tasksQuery: z.string(),
    overdueQuery: z.string(),
  })
  .meta({ id: 'FunnelStep' });
export const overdueOfficeAnswer = z
  .object({
    organisation: z.string(),
    name: z.string(),
    tasks: z.number(),
    powers: z.number(),
    oldestDue: instant.nullable(),
    query: z.string(),
  })
  .meta({ id: 'OverdueOffice' });
export const stepDurationAnswer = z
  .object({
    step: z.string(),
    title: z.string(),
    count: z.number(),
    median: z.number(),
    p90: z.number(),
    limit: z.number().nullable(),
    query: z.string().optional(),
  })
  .meta({ id: 'StepDuration' });
export const trendWeekAnswer = z
  .object({
    week: date,
    launched: z.number(),
    handedOver: z.number(),
    ended: z.number(),
    completed: z.number(),
    queries: z.object({
      launched: z.string(),
      handedOver: z.string(),
      ended: z.string(),
      completed: z.string().optional(),
    }),
  })
  .meta({ id: 'TrendWeek' });

const named = z.object({ id: z.string(), name: z.string() });
export const overviewAnswer = z
  .object({
    at: instant,
    matrix: z.object({
      subDistricts: z.array(named),
      fields: z.array(z.object({ code: z.string(), name: z.string() })),
      cells: z.array(matrixCellAnswer),
    }),
    funnel: z.array(funnelStepAnswer),
    overdue: z.array(overdueOfficeAnswer),
    durations: z.array(stepDurationAnswer),
    trend: z.array(trendWeekAnswer),
  })
  .meta({ id: 'Overview' });
