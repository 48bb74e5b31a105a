/** The public register: who holds which power. */
import { z } from 'zod';
import { instant, mode } from './shared';

export const registerAnswer = z
  .object({
    power: z.string(),
    powerName: z.string(),
    legalBasis: z.string(),
    subDistrict: z.string(),
    subDistrictName: z.string(),
    holder: z.string(),
    holderName: z.string(),
    exercisedBy: z.string(),
    /** Names as they are today; of entries that have ended, and of a day asked for, as they were then. */
    exercisedByName: z.string(),
    mode,
    scope: z.unknown(),
    since: instant,
    until: instant.optional(),
    /** Last day of an entrustment, by its latest renewal. */
    entrustedUntil: z.string().optional(),
    decision: z.unknown(),
    transfer: z.string(),
    answersForEarlier: z.string().optional(),
    answersForEarlierName: z.string().optional(),
    remedy: z.string(),
  })
  .meta({ id: 'RegisterEntry' });
