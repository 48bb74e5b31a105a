import { z } from 'zod';
import type { TransferSettings } from './launch';

/** A place's numbers as they are read back from where they were kept; their bounds are `settings.ts`'s. */
export const settingsFields = {
  limits: z.record(z.string(), z.number()),
  trialMonths: z.number(),
  evaluationYears: z.number(),
  officersPerField: z.number(),
  trainingAttempts: z.number(),
  trainingHours: z.number(),
  passMark: z.number(),
  renewalNoticeDays: z.number(),
} satisfies { readonly [S in keyof TransferSettings]: z.ZodType<TransferSettings[S]> };
