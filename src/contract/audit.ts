/** What only the audit asks for. */
import { z } from 'zod';
import { comparisonVerdicts } from '../domain/comparison-verdicts';
import { instant } from './shared';

const count = z.number().int().nonnegative();
const event = z.number().int().nullable();
const comparisonVerdict = z.enum(comparisonVerdicts);

/** An entry of the ledger with its trace in the engine. */
export const comparedEntryAnswer = z
  .object({
    seq: z.number().int(),
    key: z.string(),
    kind: z.string().nullable(),
    status: z.enum(['witnessed', 'adopted', 'carried', 'gone', 'fresh', 'unknown', 'differs']),
    why: z.enum(['no-record', 'no-command', 'hash', 'run']).optional(),
    /** The status in words. */
    words: z.string(),
    run: z.string(),
    /** Numbers of events in that run: the record, the command's acceptance and its answer; of a launch, the start. */
    record: event,
    accepted: event,
    completed: event,
    /** The event in the engine's own page; null where no page is configured, or no event is known. */
    link: z.string().nullable(),
  })
  .meta({ id: 'ComparedEntry' });

/** `GET /api/transfers/{id}/engine-comparison`. */
export const engineComparisonAnswer = z
  .object({
    verdict: comparisonVerdict,
    title: z.string(),
    words: z.string(),
    counts: z.object({
      witnessed: count,
      adopted: count,
      carried: count,
      gone: count,
      fresh: count,
      unknown: count,
      differs: count,
    }),
    entries: z.array(comparedEntryAnswer),
    extras: z.array(
      z.object({
        key: z.string().nullable(),
        seq: z.number().int().nullable(),
        run: z.string(),
        event: z.number().int(),
        link: z.string().nullable(),
      }),
    ),
    /** Runs that the ledger names or the engine has. */
    runs: z.array(z.object({ run: z.string(), found: z.boolean(), events: count })),
    /** When its procedure was started anew from the ledger, the oldest first, and why. `run`: the one that was ended. */
    rebuilds: z.array(
      z.object({
        run: z.string().nullable(),
        why: z.string(),
        begun: instant,
        finished: instant.nullable(),
      }),
    ),
  })
  .meta({ id: 'EngineComparison' });

/** `GET /api/engine-comparison`. */
export const comparisonOfAllAnswer = z
  .object({
    /** The worst of all. */
    verdict: comparisonVerdict,
    title: z.string(),
    words: z.string(),
    /** Transfers compared. */
    compared: count,
    /** Those that do not simply agree; of one that only the engine knows the title is empty. */
    items: z.array(
      z.object({ transfer: z.string(), title: z.string(), verdict: comparisonVerdict, words: z.string() }),
    ),
  })
  .meta({ id: 'EngineComparisonOfAll' });

/** `GET /api/checkpoints/latest`. */
export const checkpointStandingAnswer = z
  .object({
    /** Null where none was signed. `entries`: those that it pins. */
    checkpoint: z.object({ number: z.number().int(), at: instant, keyId: z.string(), entries: count }).nullable(),
    /** Entries that were written since; all of them where there is no checkpoint. */
    since: count,
  })
  .meta({ id: 'CheckpointStanding' });
