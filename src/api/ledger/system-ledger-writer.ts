/** Keeps the system's ledger up: what is noted anywhere is in its chain about a second later. */
import type { Pool } from 'pg';
import { createSystemLedgerWriter } from '../../database/system-ledger';
import type { Logger } from '../../runtime/log';

/** Milliseconds between two looks. */
const everyMs = 1_000;
/** Looks that fail one after the other before it is said again. */
const saidEvery = 60;

/** A writer that works again and again from `start` to `stop`; of several processes one writes at a time. */
export function createSystemLedgerKeeping({
  database,
  key,
  log,
}: {
  readonly database: Pool;
  readonly key: Buffer;
  readonly log: Logger;
}) {
  const writer = createSystemLedgerWriter(database, key);
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<unknown> = Promise.resolve();
  let closed = false;
  let failures = 0;

  function look(): void {
    running = writer
      .write()
      .then(() => {
        failures = 0;
      })
      .catch((error: unknown) => {
        if (failures++ % saidEvery === 0) log.warn({ err: error }, 'the system’s ledger could not be written');
      })
      .finally(() => {
        if (!closed) timer = setTimeout(look, everyMs);
      });
  }

  return {
    start: look,
    async stop() {
      closed = true;
      clearTimeout(timer);
      await running;
    },
  };
}
