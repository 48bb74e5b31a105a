/** Items of matters. */
import { z } from 'zod';
import { instant } from './shared';

/** What a matter is about: one of its items. */
export const itemAnswer = z
  .object({
    code: z.string(),
    name: z.string(),
    state: z.string(),
    stateTitle: z.string(),
    since: instant,
  })
  .meta({ id: 'Item' });
