import type { Pool } from 'pg';
import type { Account } from '../../database/account-repository';
import { closedTask } from '../../database/task-repository';
import { Refusal } from '../../domain/refusal';

/** Why there is no such task to show: it is closed, by whom, or it was never there. */
export async function whyGone(database: Pool, account: Account, publicId: string): Promise<Refusal> {
  const closed = await closedTask(database, account, publicId);
  if (!closed) return new Refusal('not-found');
  return closed.by.length > 0
    ? new Refusal('already-completed', { params: { by: closed.by.join(', ') } })
    : new Refusal('not-open');
}
