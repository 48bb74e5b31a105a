/** A transfer as it is shown, and what is said beside its steps. */
import { z } from 'zod';
import { date, instant, mode, personAnswer } from './shared';
import { openTaskAnswer } from './open-task';

/** A power in a transfer, as a page about the transfer shows it. */
export const transferPowerAnswer = z
  .object({
    code: z.string(),
    name: z.string(),
    type: z.string(),
    field: z.string(),
    department: z.string(),
    legalBasis: z.string(),
    state: z.string(),
    stateTitle: z.string(),
    since: instant,
    mode,
    scope: z.object({ territory: z.string(), reserved: z.array(z.string()) }),
    authorisation: z.string().optional(),
    period: z.object({ from: date, until: date }).optional(),
    holder: z.string(),
  })
  .meta({ id: 'TransferPower' });

export const transferAnswer = z
  .object({
    id: z.string(),
    title: z.string(),
    state: z.enum(['in-progress', 'suspended', 'in-force', 'withdrawn', 'ended']),
    stateTitle: z.string(),
    mode: z.enum(['devolve', 'entrust', 'mixed']),
    subDistrict: z.string(),
    transition: z.enum(['after', 'before']),
    plannedEffectiveDate: date.nullable(),
    launched: instant,
    launchedBy: z.string(),
    /** What that person was called at the launch. */
    launchedByName: z.string(),
    suspended: z.boolean(),
    dayMs: z.number().nullable(),
    entries: z.number(),
    /** Files of the plan that it was launched with; their content is at `/api/files/{id}/content`. */
    plan: z.array(
      z.object({
        id: z.string(),
        sha256: z.string(),
        name: z.string(),
        mediaType: z.string(),
        size: z.number(),
        scan: z.enum(['clean', 'none']),
      }),
    ),
    powers: z.array(transferPowerAnswer),
    tasks: z.array(openTaskAnswer),
  })
  .meta({ id: 'Transfer' });

export const noteAnswer = z
  .object({
    seq: z.number(),
    code: z.enum(['guidance-visit', 'question', 'answer', 'comment']),
    organisation: z.string(),
    organisationName: z.string(),
    by: z.string(),
    /** What person and office were called then. */
    byName: z.string(),
    at: instant,
    powers: z.array(z.string()),
    text: z.string(),
    inReplyTo: z.number().optional(),
    /** Who is mentioned: the text has them as `@` and the user name. */
    mentions: z.array(personAnswer),
  })
  .meta({ id: 'Note' });

/** How many notes that mention the reader are unread. */
export const unreadAnswer = z.object({ unread: z.number() }).meta({ id: 'Unread' });

/** How long a working day lasts in a transfer, in milliseconds; null: as long as it is. */
export const paceAnswer = z.object({ dayMs: z.number().nullable() }).meta({ id: 'Pace' });

/** Somebody who may see a transfer. */
export const transferPersonAnswer = personAnswer
  .extend({
    organisation: z.string(),
    organisationName: z.string(),
    role: z.string(),
  })
  .meta({ id: 'TransferPerson' });

/** A note in which the reader is mentioned. */
export const mentionAnswer = noteAnswer
  .omit({ powers: true, inReplyTo: true })
  .extend({
    transfer: z.object({ id: z.string(), title: z.string() }),
    read: z.boolean(),
  })
  .meta({ id: 'Mention' });
