/** Tasks: what is asked of an office, who takes care of it, what was said before. */
import { z } from 'zod';
import { formSchema, instant, personAnswer } from './shared';
import { itemAnswer } from './items';
import { openTaskAnswer } from './open-task';
import { transferPowerAnswer } from './transfers';

export const outcomeAnswer = z
  .object({
    code: z.string(),
    title: z.string(),
    needs: z.array(z.enum(['reason', 'conditions', 'particulars'])),
    final: z.boolean(),
  })
  .meta({ id: 'Outcome' });

/** Who takes care of a task, since when, and whether that is so long ago that it may be forgotten. */
const claim = {
  claimedBy: personAnswer.nullable(),
  claimedSince: instant.nullable(),
  claimOld: z.boolean(),
};

export const claimAnswer = z
  .object({
    task: z.string(),
    ...claim,
    /** Who had it before, where it was taken over. */
    takenFrom: personAnswer.optional(),
  })
  .meta({ id: 'Claim' });

export const taskAnswer = openTaskAnswer
  .extend({
    matter: z.object({ id: z.string(), procedure: z.string(), title: z.string() }),
    /** The same where the matter is a transfer of powers. */
    transfer: z.object({ id: z.string(), title: z.string() }).exactOptional(),
    suspended: z.boolean(),
    ...claim,
    outcomes: z.array(outcomeAnswer),
  })
  .meta({ id: 'Task' });

/** What was said before of the task's powers. */
export const saidAnswer = z
  .object({
    step: z.string(),
    title: z.string(),
    organisation: z.string(),
    organisationName: z.string(),
    about: z.string().nullable(),
    by: z.string(),
    /** What the person was called then. */
    byName: z.string(),
    at: instant,
    outcome: z.string(),
    outcomeTitle: z.string(),
    powers: z.array(z.string()),
    reason: z.string().nullable(),
    conditions: z.string().nullable(),
    particulars: z.unknown(),
  })
  .meta({ id: 'Said' });

/** Both sides' inventories side by side, of confirmations that share powers. */
export const comparisonAnswer = z
  .object({
    given: z.array(z.string()),
    taken: z.array(z.string()),
    powers: z.array(z.string()),
    /** The other side has yet to answer for some of the powers that one of them counts. */
    pending: z.boolean(),
    rows: z.array(
      z.object({ field: z.string(), title: z.string(), given: z.string(), taken: z.string(), differs: z.boolean() }),
    ),
    /** Why they differ, where a side has said so. */
    explanation: z.string().nullable(),
  })
  .meta({ id: 'InventoryComparison' });

export const taskDetailAnswer = taskAnswer
  .extend({
    guidance: z.string(),
    law: z.array(z.string()),
    role: z.string(),
    /** Whether whoever asks may complete it now, and if not, the code of what stands against it. */
    mayComplete: z.boolean(),
    why: z.string().optional(),
    /** Powers of the task that four eyes withhold from whoever asks. */
    withheld: z.array(z.string()),
    formSchema: formSchema,
    powerSchema: formSchema.optional(),
    /** What is known of the task's powers, where the matter is a transfer of powers. */
    powerDetails: z.array(transferPowerAnswer),
    /** The task's items: their names, and where they stand. */
    items: z.array(itemAnswer),
    /** For the witness of a handover. */
    comparisons: z.array(comparisonAnswer).optional(),
    before: z.array(saidAnswer),
    forms: z.array(
      z.object({
        step: z.string(),
        title: z.string(),
        organisation: z.string(),
        organisationName: z.string(),
        about: z.string().nullable(),
        form: z.record(z.string(), z.unknown()),
        comment: z.string().nullable(),
        evidence: z.array(z.object({ id: z.string(), sha256: z.string() })),
      }),
    ),
  })
  .meta({ id: 'TaskDetail' });

export const completedAnswer = z
  .object({
    task: z.string(),
    matter: z.object({ id: z.string(), procedure: z.string(), state: z.string() }),
    /** The same where the matter is a transfer of powers. */
    transfer: z.object({ id: z.string(), state: z.string() }).exactOptional(),
    opened: z.array(z.string()),
  })
  .meta({ id: 'Completed' });

export const bulkAnswer = z
  .object({
    results: z.array(z.object({ id: z.string(), status: z.number(), body: z.unknown() })),
  })
  .meta({ id: 'BulkAnswer' });

/** A step's declaration. */
export const stepAnswer = z
  .object({
    code: z.string(),
    title: z.string(),
    guidance: z.string(),
    parties: z.array(z.object({ party: z.string(), role: z.string() })),
    automatic: z.boolean(),
    /** As the place has set it. */
    days: z.number().nullable(),
    leastDays: z.number().optional(),
    law: z.array(z.string()),
    notBy: z.array(z.string()),
    outcomes: z.array(outcomeAnswer),
    formSchema: formSchema.optional(),
    powerSchema: formSchema.optional(),
  })
  .meta({ id: 'Step' });
