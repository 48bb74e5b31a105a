/** A launch: what is sent, what it is looked at like before, what comes of it. */
import { z } from 'zod';
import { launchRequest as launch } from '../domain/power-transfer/launch-request';
import { date, fieldErrorAnswer, mode, notesAnswer } from './shared';

/** Body of `POST /api/transfers`. */
export const launchRequest = launch.meta({ id: 'Launch' });

/** A body of `POST /api/launches/preview` in JSON: as a launch, for one sub-district or several; its rows are judged one by one. */
export const previewRequest = z.looseObject({
  subDistrict: z.string().max(40).optional(),
  subDistricts: z.array(z.string().max(40)).max(100).optional(),
  powers: z.array(z.unknown()).min(1).max(5_000),
});

export const previewRowAnswer = z
  .object({
    row: z.number(),
    code: z.string(),
    name: z.string().nullable(),
    subDistrict: z.string(),
    mode: mode.nullable(),
    scope: z.object({ territory: z.string(), reserved: z.array(z.string()) }).nullable(),
    authorisation: z.string().nullable(),
    period: z.object({ from: date, until: date }).nullable(),
    field: z.string().nullable(),
    department: z.string().nullable(),
    errors: z.array(fieldErrorAnswer),
  })
  .meta({ id: 'PreviewRow' });

export const previewedLaunchAnswer = z
  .object({
    subDistrict: z.string(),
    ok: z.boolean(),
    errors: z.array(fieldErrorAnswer),
    /** Send it to `POST /api/transfers` as it is; absent while anything is wrong. */
    request: launchRequest.optional(),
    /** As it was read, also where a rule refuses it: for a launch that is sent again with its key, which then stands in its own way. */
    read: launchRequest.optional(),
    powers: z.number(),
    mode: z.enum(['devolve', 'entrust', 'mixed']).nullable(),
    fields: z.array(
      z.object({ code: z.string(), name: z.string(), powers: z.number(), officers: z.number(), needed: z.number() }),
    ),
    steps: z.array(
      z.object({
        step: z.string(),
        title: z.string(),
        days: z.number().nullable(),
        latest: date.nullable(),
        provisional: z.boolean(),
        organisations: z.array(z.object({ id: z.string(), name: z.string(), role: z.string(), powers: z.number() })),
      }),
    ),
    warnings: z.array(z.object({ code: z.string(), message: z.string(), powers: z.array(z.string()) })),
  })
  .meta({ id: 'PreviewedLaunch' });

export const previewAnswer = z
  .object({
    ok: z.boolean(),
    errors: z.array(fieldErrorAnswer),
    rows: z.array(previewRowAnswer),
    launches: z.array(previewedLaunchAnswer),
    /** How a file was read; none for JSON. */
    notes: notesAnswer,
  })
  .meta({ id: 'Preview' });

export const launchedAnswer = z.object({ id: z.string(), workflowId: z.string() }).meta({ id: 'Launched' });
