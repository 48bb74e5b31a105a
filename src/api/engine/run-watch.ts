/**
 * Holds the engine's list of runs against the run of each transfer that was checked (`activities/run-start.ts`). Whoever
 * reaches the engine can end, reset, delete and start runs; nothing of it reaches the ledger, and here it is seen though
 * nobody acts.
 */
import { raiseAlarm } from '../../database/alarm-repository';
import { livingRuns } from '../../database/ledger-repository';
import type { Logger } from '../../runtime/log';
import { noteStanding, type Stores } from './standing';

/** Milliseconds between two looks. */
const everyMs = 15_000;
/** Transfers that one look asks after. */
const atATime = 20;

/** A watch; `look` is called again and again, by one process at a time. */
export function createRunWatch({ database, engine }: Stores, log: Logger, pauseMs = everyMs) {
  let looked = -Infinity;
  /** Other runs than the checked ones at the last look: the list may be late, and a new run has to say what it is first. */
  let others = new Map<string, string>();

  async function look(): Promise<void> {
    const running = await engine.running();
    const seen = new Map<string, string>();
    const missing: string[] = [];
    for (const { transfer, run } of await livingRuns(database)) {
      const found = running.get(transfer);
      if (found === undefined) missing.push(transfer);
      else if (run !== null && found !== run) seen.set(transfer, found);
    }
    const again = [...seen].filter(([transfer, run]) => others.get(transfer) === run).map(([transfer]) => transfer);
    others = seen;
    // asked where it stands, a run records, and the record finds whether it may
    for (const transfer of again.slice(0, atATime)) {
      const newest = await engine.newestRun(transfer);
      // nobody can go on with what it was started with
      if (newest?.failing && newest.run === seen.get(transfer))
        await raiseAlarm(database, { kind: 'foreign-run', transfer, code: 'another-run', detail: { run: newest.run } });
      else
        engine.compareWithLedger(transfer).catch((error: unknown) => log.debug({ transfer, err: error }, 'no answer'));
    }
    for (const transfer of missing.slice(0, atATime)) {
      const apart = await noteStanding({ database, engine }, transfer);
      if (apart) log.warn({ transfer, ...apart }, 'the engine does not run what it should');
    }
  }

  return {
    /** Looks when it is time; what fails is logged and tried at the next look. */
    async look(): Promise<void> {
      if (Date.now() - looked < pauseMs) return;
      looked = Date.now();
      await look().catch((error: unknown) => log.debug({ err: error }, 'the engine’s runs could not be listed'));
    },
  };
}
