/** What a process cannot read for want of a key is a trouble of the procedure that it belongs to. */
import type { Pool } from 'pg';
import { raiseTrouble } from '../database/trouble-repository';
import type { KeyMissed } from '../engine/payload-codec';
import type { Logger } from './log';

/** Milliseconds in which the same procedure is noted once: its task is tried again and again. */
const pauseMs = 5_000;

/** Notes each as a trouble, and in the log; where the database is away, in the log alone. */
export function missingKeys(database: Pool, log: Logger): KeyMissed {
  const noted = new Map<string, number>();
  return (keyId, workflow) => {
    const transfer = workflow ?? '';
    if (Date.now() - (noted.get(transfer) ?? -Infinity) < pauseMs) return;
    // what is younger than the pause is all that is needed
    for (const [one, at] of noted) if (Date.now() - at >= pauseMs) noted.delete(one);
    noted.set(transfer, Date.now());
    log.error({ transfer, keyId }, 'the key of what the engine keeps is missing (FUQUAN_PAYLOAD_KEY)');
    raiseTrouble(database, { kind: 'payload-key-missing', transfer, code: keyId }).catch(() => undefined);
  };
}
