/**
 * Brings engine and ledger together where a death came between them: launches that the engine was not told of are
 * started, and procedures whose last entry nobody acted on since are asked whether they know it. Runs that cannot go on are
 * ended and their procedures started anew (healer.ts). Claims of tasks that are closed go at the same occasion, and what does
 * not get through is noted (standing-watch.ts).
 */
import { sweepClaims } from '../../database/claim-repository';
import {
  confirmHead,
  launchesNotStarted,
  unconfirmedHeads,
  type UnconfirmedHead,
} from '../../database/ledger-repository';
import { launchedTransfer, markStarted } from '../../database/launch-repository';
import { startable, tellWhetherItDiffers } from '../../database/stored-launch';
import type { CalendarWatch } from './calendar-watch';
import type { Errands } from './errands';
import { createHealer, type HealerDependencies, type HealerOptions } from './healer';
import { createRunWatch } from './run-watch';
import { createStandingWatch } from './standing-watch';
import { createUploadFreeing } from '../files/upload-freeing';
import { lookForWork } from './work-watch';

/** Milliseconds that a head may stay unconfirmed before it is looked at: whoever acts meanwhile confirms it. */
const settledMs = 10_000;
const notStartedMs = 3_000;
const atATime = 50;
/** Key of the advisory lock: one process sweeps at a time. */
const lock = 4_710_001;

/** What one sweep did. */
export interface Swept {
  readonly started: number;
  readonly confirmed: number;
  /** Procedures that had to be told what they missed. */
  readonly compared: number;
  /** Procedures whose run could not go on, started anew from the ledger. */
  readonly rebuilt: number;
  readonly failed: number;
}

/** Times of its own, for tests that will not wait; and what else it does. */
export interface SweeperOptions extends HealerOptions {
  readonly everyMs?: number;
  /** Milliseconds between two looks at the engine's list of runs (15,000). */
  readonly runsEveryMs?: number;
  readonly notStartedMs?: number;
  /** Days after which uploads are removed that no entry names; left out: they stay. */
  readonly uploadDays?: number;
  /** Runs errands between matters and those that they have called; left out: nobody does. */
  readonly errands?: Errands;
  /** Tells procedures the working days; left out: nobody does. */
  readonly calendars?: CalendarWatch;
}

/** A sweeper; `sweep` does it once, `start` again and again. */
export function createSweeper(dependencies: HealerDependencies, options: SweeperOptions = {}) {
  const { database, engine, log, dossiers } = dependencies;
  const healer = createHealer(dependencies, options);
  // transfers that did not answer are asked at longer and longer intervals, up to five minutes
  const backoff = new Map<string, { readonly until: number; readonly pause: number }>();
  const standing = createStandingWatch({ database, engine }, log);
  const runs = createRunWatch({ database, engine }, log, options.runsEveryMs);
  const { uploadDays } = options;
  const freeing = uploadDays === undefined ? undefined : createUploadFreeing(database, uploadDays, log);
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<unknown> = Promise.resolve();
  let closed = false;

  async function startLaunch(id: string): Promise<void> {
    const known = await launchedTransfer(database, id, dossiers);
    if (!known) return;
    await tellWhetherItDiffers(database, known);
    await engine.start(startable(known));
    await markStarted(database, id);
  }

  /** Whether the procedure had to be told what it missed. */
  async function settle({ transfer, seq, hash }: UnconfirmedHead): Promise<boolean> {
    const stands = await engine.inspect(transfer).catch(() => undefined);
    if (stands && stands.seq === seq && stands.hash === hash) {
      await confirmHead(database, transfer, seq);
      return false;
    }
    // behind, or in trouble with its task; where it is ended or gone there is nobody to tell
    const known = await engine.compareWithLedger(transfer);
    if (known === undefined) throw new Error('the procedure is not running');
    await confirmHead(database, transfer, known);
    return true;
  }

  function failed(transfer: string, error: unknown): void {
    const pause = Math.min((backoff.get(transfer)?.pause ?? 5_000) * 2, 300_000);
    backoff.set(transfer, { until: Date.now() + pause, pause });
    log.warn({ transfer, err: error, pause }, 'a transfer could not be brought together with the ledger');
  }

  const due = (transfer: string): boolean => (backoff.get(transfer)?.until ?? 0) <= Date.now();

  async function sweep(): Promise<Swept> {
    const swept = { started: 0, confirmed: 0, compared: 0, rebuilt: 0, failed: 0 };
    const client = await database.connect();
    let broken: Error | undefined;
    try {
      const { rows } = await client.query<{ mine: boolean }>('select pg_try_advisory_lock($1) as mine', [lock]);
      if (!rows[0]?.mine) return swept;
      try {
        for (const id of await launchesNotStarted(database, options.notStartedMs ?? notStartedMs, atATime)) {
          if (!due(id)) continue;
          try {
            await startLaunch(id);
            swept.started++;
          } catch (error) {
            swept.failed++;
            failed(id, error);
          }
        }
        swept.rebuilt += (await healer.heal()).rebuilt;
        for (const head of await unconfirmedHeads(database, options.settledMs ?? settledMs, atATime)) {
          if (!due(head.transfer)) continue;
          try {
            if (await settle(head)) swept.compared++;
            else swept.confirmed++;
            backoff.delete(head.transfer);
          } catch (error) {
            swept.failed++;
            failed(head.transfer, error);
          }
        }
        await sweepClaims(database);
        await lookForWork({ database, engine }, Date.now());
        await standing.look();
        await runs.look();
        await freeing?.look();
        await options.calendars?.look();
        await options.errands?.look();
      } finally {
        // a connection that cannot give the lock back is closed, and the lock with it
        await client.query('select pg_advisory_unlock($1)', [lock]).catch((error: unknown) => {
          broken = error instanceof Error ? error : new Error(String(error));
        });
      }
    } finally {
      client.release(broken);
    }
    return swept;
  }

  function plan(): void {
    if (closed) return;
    timer = setTimeout(() => {
      running = sweep()
        .catch((error: unknown) => log.warn({ err: error }, 'a sweep failed'))
        .finally(plan);
    }, options.everyMs ?? 5_000);
  }

  return {
    sweep,
    start: plan,
    async stop() {
      closed = true;
      clearTimeout(timer);
      await running;
    },
  };
}
