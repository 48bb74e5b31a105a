/** Counting what the public said to a task: once its time is over, always with the same end. */
import type { Pool } from 'pg';
import { allStubs, settled } from '../../database/contribution-repository';
import { inTransaction } from '../../database/transaction';
import { writtenLimit } from '../../domain/procedure/calendar';
import { Refusal } from '../../domain/refusal';
import { startTally, type Tally } from '../../ledger/contributions';

/**
 * Number and root of the contributions to an open task, for the answer that closes it.
 *
 * @throws Refusal `still-open` while they may come; `not-open` where there is no such task
 */
export async function countContributions(database: Pool, matter: string, task: string): Promise<Tally> {
  // what came before the end is there by now, and nothing more comes: the rest needs no lock
  const time = await inTransaction(database, (client) => settled(client, matter, task));
  if (!time) throw new Refusal('not-open');
  if (!time.over) throw new Refusal('still-open', { params: { until: writtenLimit(time.until.getTime()) } });
  const counting = startTally();
  for await (const stub of allStubs(database, matter, task)) counting.add(stub);
  return counting.tally();
}
