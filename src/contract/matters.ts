/** Matters: what goes through a procedure, whichever it is. */
import { z } from 'zod';
import { powerCode } from '../domain/power-transfer/power-code';
import { instant } from './shared';
import { itemAnswer } from './items';
import { openTaskAnswer } from './open-task';

const matter = {
  id: z.string(),
  /** Code of its procedure; `GET /api/procedures/{code}` says the rest. */
  procedure: z.string(),
  procedureTitle: z.string(),
  title: z.string(),
  state: z.string(),
  stateTitle: z.string(),
  launched: instant,
  launchedBy: z.string(),
  /** What that person was called at the launch. */
  launchedByName: z.string(),
  suspended: z.boolean(),
  entries: z.number(),
};

/** A matter in a list, with how much is in it. */
export const matterInListAnswer = z
  .object({
    ...matter,
    counts: z.object({ items: z.number(), tasks: z.number(), overdue: z.number() }),
  })
  .meta({ id: 'MatterInList' });

export const matterAnswer = z
  .object({
    ...matter,
    /** Milliseconds of a working day; null: as long as it is. */
    dayMs: z.number().nullable(),
    /** Whether whoever asks may suspend, resume, withdraw and assemble. */
    steers: z.boolean(),
    items: z.array(itemAnswer),
    tasks: z.array(openTaskAnswer),
  })
  .meta({ id: 'Matter' });

const reason = z.string().trim().min(1).max(2_000);

/** Body of `POST /api/matters/{id}/assemble`: closes the list of what goes into one task of the step. */
export const assembleRequest = z
  .strictObject({
    step: z.string().min(1).max(40),
    /** The items that the sender takes to wait for it. */
    expected: z.array(powerCode).min(1).max(5_000),
    reason: reason.optional(),
  })
  .meta({ id: 'Assembling' });

/** Body of `POST /api/matters`: the procedure, and what its launch takes beside. */
export const newMatterRequest = z.looseObject({ procedure: z.string().min(1).max(60) }).meta({ id: 'NewMatter' });

/** One of several states, or several with commas: each procedure has its own. */
export const matterFilter = {
  procedure: z.string().min(1).max(60).optional(),
  state: z
    .string()
    .max(300)
    .transform((text) => text.split(','))
    .optional(),
  q: z.string().trim().min(1).max(100).optional(),
  step: z.string().max(40).optional(),
  organisation: z.string().max(40).optional(),
  overdue: z
    .enum(['true', 'false'])
    .transform((text) => text === 'true')
    .optional(),
};
