/**
 * Finds runs of the engine that cannot go on, or that this system did not start, and starts their procedures anew from the ledger. The ledger decides, and the
 * engine follows: nothing that was recorded is lost by it.
 *
 * A run is looked at where something hints at it: its last entry was never confirmed, or a limit came and was not recorded.
 * Beside that all running ones are gone through, a few at a time. One look costs the engine a read of the run's state.
 */
import type { Pool } from 'pg';
import { unconfirmedHeads } from '../../database/ledger-repository';
import {
  beginRebuild,
  finishRebuild,
  foreignRuns,
  limitsNotRecorded,
  rebuildsOfLate,
  rebuildsUnderWay,
  runningAfter,
  type ForeignRun,
  type RebuildUnderWay,
} from '../../database/rebuild-repository';
import { startable, tellWhetherItDiffers } from '../../database/stored-launch';
import { endTrouble, raiseTrouble, transfersInTrouble } from '../../database/trouble-repository';
import type { Family } from '../../domain/dossiers';
import type { Logger } from '../../runtime/log';
import type { Engine } from './engine';

const kind = 'run-does-not-replay';

/** What is found at once, and what is looked at together. */
const atATime = 50;
const together = 5;
/** A procedure that comes to the same so often within an hour is left to people. */
const anHour = 3;

/** What a round did. */
export interface Healed {
  /** Procedures that were started anew and know all that their ledger has. */
  readonly rebuilt: number;
  /** Runs that cannot go on and wait: for their turn, or for people. */
  readonly waiting: number;
}

export interface HealerOptions {
  /**
   * So many procedures are started anew in a minute at most (10); 0: none by itself. Where a new version replays nothing,
   * that is the time in which somebody puts the old one back.
   */
  readonly perMinute?: number;
  /** How long a head stands unconfirmed, or a limit is past, before its run is looked at, in milliseconds. */
  readonly settledMs?: number;
  /** One run is looked at again after so many milliseconds at the earliest (15,000), unless it is known not to go on. */
  readonly lookAgainMs?: number;
}

/** What it works with. */
export interface HealerDependencies {
  readonly database: Pool;
  readonly engine: Engine;
  readonly log: Logger;
  /** The procedures that are served; left out: the city's. */
  readonly dossiers?: Family;
}

/** A healer; `heal` goes one round. */
export function createHealer(
  { database, engine, log, dossiers }: HealerDependencies,
  { perMinute = 10, settledMs = 10_000, lookAgainMs = 15_000 }: HealerOptions = {},
) {
  const looked = new Map<string, number>();
  let walkedTo = '';

  /** The next few of all running ones, from the first again after the last. */
  async function nextOfAll(): Promise<string[]> {
    const some = await runningAfter(database, walkedTo, atATime);
    walkedTo = some.length < atATime ? '' : (some.at(-1) ?? '');
    return some;
  }

  async function suspects(): Promise<readonly string[]> {
    const known = (await transfersInTrouble(database, [kind])).map(({ transfer }) => transfer);
    const hinted = [
      ...(await unconfirmedHeads(database, settledMs, atATime)).map(({ transfer }) => transfer),
      ...(await limitsNotRecorded(database, settledMs, atATime)),
    ];
    const all = [...new Set([...known, ...hinted, ...(await nextOfAll())])];
    const from = Date.now() - lookAgainMs;
    for (const [transfer, at] of looked) if (at <= from) looked.delete(transfer);
    return all.filter((transfer) => known.includes(transfer) || !looked.has(transfer));
  }

  /** Whether the run cannot go on and waits. */
  async function look(transfer: string): Promise<boolean> {
    looked.set(transfer, Date.now());
    const stuck = await engine.stuckRun(transfer);
    if (!stuck) {
      await endTrouble(database, { kind, transfer });
      return false;
    }
    const why = stuck.why.slice(0, 500);
    await raiseTrouble(database, { kind, transfer, code: 'does-not-replay', detail: { run: stuck.run, why } });
    const { lastMinute, ofItLastHour } = await rebuildsOfLate(database, transfer);
    if (lastMinute >= perMinute || ofItLastHour >= anHour) return true;
    log.warn({ transfer, run: stuck.run, why }, 'a run cannot go on: it is ended and started anew from the ledger');
    await beginRebuild(database, { transfer, run: stuck.run, why });
    return false;
  }

  /** Goes on with what was begun; each part of it may be done already. */
  async function rebuild(begun: RebuildUnderWay): Promise<boolean> {
    const { transfer, run, why, seq, hash, over } = begun;
    await tellWhetherItDiffers(database, begun);
    const reason = `cannot go on, started anew from the ledger: ${why}`;
    if (over) await engine.endRun(transfer, run, reason);
    else if (!(await engine.startAnew(startable(begun), run, reason, { seq, hash })).whole) return false;
    await finishRebuild(database, transfer, run);
    for (const mended of [kind, 'foreign-run'] as const) await endTrouble(database, { kind: mended, transfer });
    log.info({ transfer, run, seq }, 'a procedure was started anew from its ledger');
    return true;
  }

  async function round(): Promise<Healed> {
    let waiting = 0;
    let rebuilt = 0;
    const left = [...(await suspects())];
    const lookOn = async () => {
      for (let transfer = left.shift(); transfer !== undefined; transfer = left.shift())
        if (await look(transfer)) waiting++;
    };
    await Promise.all(Array.from({ length: together }, lookOn));
    for (const foreign of await foreignRuns(database, atATime)) await expel(foreign);
    for (const one of await rebuildsUnderWay(database, atATime, dossiers)) {
      try {
        if (await rebuild(one)) rebuilt++;
        else waiting++;
      } catch (error) {
        waiting++;
        log.warn({ transfer: one.transfer, err: error }, 'a procedure could not be started anew yet');
      }
    }
    return { rebuilt, waiting };
  }

  /** Ends what this system did not start; the transfer's own procedure is started anew from the ledger. */
  async function expel({ transfer, code, run, workflow }: ForeignRun): Promise<void> {
    const reason = `not started by this system (${code})`;
    if (workflow !== transfer) {
      await engine.endRun(workflow, run, reason);
      await endTrouble(database, { kind: 'foreign-run', transfer });
      return;
    }
    const { lastMinute, ofItLastHour } = await rebuildsOfLate(database, transfer);
    if (lastMinute >= perMinute || ofItLastHour >= anHour) return;
    log.warn(
      { transfer, run, code },
      'a run was not started by this system: it is ended, and the procedure started anew',
    );
    await beginRebuild(database, { transfer, run, why: reason });
  }

  return {
    /** Goes one round; what fails is logged and tried in the next. */
    async heal(): Promise<Healed> {
      try {
        return await round();
      } catch (error) {
        log.warn({ err: error }, 'runs that cannot go on could not be looked for');
        return { rebuilt: 0, waiting: 0 };
      }
    },
  };
}
