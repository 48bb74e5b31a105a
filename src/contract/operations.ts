/** What the people see who run the system. */
import { z } from 'zod';
import { troubleKindNames } from '../domain/troubles';
import { instant } from './shared';

/** A trouble as it is listed. */
export const troubleAnswer = z
  .object({
    /** Null: of the system as a whole. `title` null: the engine knows the transfer, and this database does not. */
    transfer: z.object({ id: z.string(), title: z.string().nullable() }).nullable(),
    kind: z.enum(troubleKindNames),
    title: z.string(),
    code: z.string(),
    since: instant,
    last: instant,
    times: z.number(),
    todo: z.string(),
  })
  .meta({ id: 'Trouble' });
