/**
 * Finds by itself where engine and ledger do not stand together, and notes what has waited for a minute. All living
 * transfers are compared when the process starts and every ten minutes again, a few at a time: those that wrote last come
 * first, since they are what a backup lacks.
 */
import { livingTransfers } from '../../database/ledger-repository';
import { endOvercome, noteSigning, noteWaiting, transfersInTrouble } from '../../database/trouble-repository';
import type { Logger } from '../../runtime/log';
import { noteStanding, standingKinds, type Stores } from './standing';

const roundMs = 600_000;
/** Transfers that one look compares. */
const atATime = 20;
const atOnce = 4;
/** Transfers of which nobody answers, after which a look is broken off: engine or workers are away. */
const mostSilent = 4;

/** A watch; `look` is called again and again, by one process at a time. */
export function createStandingWatch(stores: Stores, log: Logger) {
  const { database, engine } = stores;
  let waiting: string[] = [];
  let began = -Infinity;

  /** All that is to be compared: first what only one of the two has. */
  async function round(): Promise<string[]> {
    const running = await engine.running();
    const living = await livingTransfers(database);
    const known = new Set(living);
    const onlyEngine = [...running.keys()].filter((transfer) => !known.has(transfer));
    const onlyLedger = living.filter((transfer) => !running.has(transfer));
    return [...onlyEngine, ...onlyLedger, ...living.filter((transfer) => running.has(transfer))];
  }

  async function compare(transfers: string[]): Promise<void> {
    let silent = 0;
    const work = async () => {
      for (let transfer = transfers.shift(); transfer !== undefined; transfer = transfers.shift()) {
        if (silent >= mostSilent) return;
        try {
          const apart = await noteStanding(stores, transfer);
          if (apart) log.warn({ transfer, ...apart }, 'engine and ledger do not stand together');
        } catch (error) {
          silent++;
          log.debug({ transfer, err: error }, 'a transfer could not be compared');
        }
      }
    };
    await Promise.all(Array.from({ length: atOnce }, work));
  }

  return {
    /** Looks once; what fails is logged and tried at the next look. */
    async look(): Promise<void> {
      try {
        await noteWaiting(database);
        await noteSigning(database);
        await endOvercome(database);
        if (waiting.length === 0 && Date.now() - began > roundMs) {
          waiting = await round();
          began = Date.now();
        }
        const known = await transfersInTrouble(database, standingKinds);
        const again = new Set(known.slice(0, atATime).map(({ transfer }) => transfer));
        await compare([...again, ...waiting.splice(0, atATime).filter((transfer) => !again.has(transfer))]);
      } catch (error) {
        log.warn({ err: error }, 'engine and ledger could not be compared');
      }
    },
  };
}
