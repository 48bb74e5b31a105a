/** The ledger's entries and what a verification finds. */
import { z } from 'zod';
import { instant } from './shared';

export const historyAnswer = z
  .object({
    seq: z.number(),
    key: z.string(),
    hash: z.string(),
    previous: z.string(),
    /** The canonical JSON that was hashed: SHA-256 of the previous hash, a newline and this text is `hash`. */
    content: z.string(),
    kind: z.string(),
    /** User name; of a launch, the clock and the system the word for it. */
    by: z.string(),
    /** What the person was called then; of a launch: who launched. */
    byName: z.string(),
    at: instant,
    step: z.string().nullable(),
    title: z.string(),
    organisation: z.string().nullable(),
    /** What the office of whoever sent it was called then; null where nobody did. */
    organisationName: z.string().nullable(),
    about: z.string().nullable(),
    outcomes: z.record(z.string(), z.array(z.string())),
    states: z.record(z.string(), z.array(z.string())),
    /** Beside the hashed content: what the engine knows it by. */
    workflow: z.string(),
    run: z.string(),
    update: z.string(),
    written: instant,
  })
  .meta({ id: 'LedgerEntry' });

/** An entry as the search of all ledgers finds it. */
export const foundAnswer = historyAnswer
  .extend({
    matter: z.object({ id: z.string(), procedure: z.string(), title: z.string() }),
    /** The same by its older name. */
    transfer: z.object({ id: z.string(), title: z.string() }),
  })
  .meta({ id: 'FoundEntry' });

/** Something that does not hold: where it is, why in words and as a code, and the entry where it is one of a transfer's. */
const faultAnswer = z
  .object({
    where: z.string(),
    why: z.string(),
    code: z.string(),
    transfer: z.string().optional(),
    seq: z.number().optional(),
  })
  .meta({ id: 'Fault' });

export const verdictAnswer = z
  .object({
    verdict: z.enum(['intact', 'broken']),
    entries: z.number(),
    transfers: z.number().optional(),
    checkpoints: z.number().optional(),
    /** Checkpoints that a known public key vouches for. */
    vouched: z.number().optional(),
    firstBroken: z
      .object({
        transfer: z.string(),
        seq: z.number(),
        why: z.string(),
        checkpoint: z.number().optional(),
      })
      .optional(),
    brokenCheckpoint: z.object({ number: z.number(), why: z.string() }).optional(),
    /** What was looked at, how much of it, and what of it does not hold: fifty at most, and how many `more`. */
    checked: z.array(
      z.object({
        what: z.string(),
        title: z.string(),
        count: z.number(),
        broken: z.array(faultAnswer).optional(),
        more: z.number().optional(),
      }),
    ),
    /** What was not looked at, or cannot be known from the inside. */
    notProved: z.array(z.string()),
    signatureMs: z.number().optional(),
  })
  .meta({ id: 'Verdict' });

/** An entry of the system's ledger. */
export const systemEntryAnswer = z
  .object({
    seq: z.number(),
    hash: z.string(),
    at: instant,
    kind: z.string(),
    title: z.string(),
    /** User name; null: the system's own doing, or somebody's at the machine itself. */
    by: z.string().nullable(),
    byName: z.string(),
    /** What it tells, in a sentence. */
    text: z.string(),
    content: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'SystemEntry' });
