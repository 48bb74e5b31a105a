/**
 * Whether a transfer's procedure and its ledger stand together: the engine still has the procedure, and the ledger still
 * has the last entry that the procedure knows. Neither is taken for granted, since either store can be lost or put back.
 */
import type { Pool } from 'pg';
import { placeInLedger, unconfirmHead } from '../../database/ledger-repository';
import { raiseAlarm } from '../../database/alarm-repository';
import { endTrouble, raiseTrouble } from '../../database/trouble-repository';
import type { TroubleKind } from '../../domain/troubles';
import type { Engine } from './engine';

/** What engine and ledger are asked for. */
export interface Stores {
  readonly database: Pool;
  readonly engine: Engine;
}

/** Kinds of trouble that a comparison of the two finds, and ends. */
export const standingKinds = ['ledger-behind', 'engine-lost'] as const satisfies readonly TroubleKind[];

/** What is wrong between them; `code` says how it shows. */
export interface Apart {
  readonly kind: (typeof standingKinds)[number] | 'foreign-run';
  readonly code:
    'transfer-unknown' | 'entries-missing' | 'another-entry' | 'ended' | 'not-found' | 'broken-off' | 'elsewhere';
}

/**
 * Holds one transfer's procedure against its ledger; `undefined`: they stand together, or there is nothing to compare. A
 * procedure that has forgotten entries of its ledger's is noted to be told them.
 *
 * @throws Refusal `engine-unavailable` where the engine or a worker gives no answer
 */
export async function apartAt({ database, engine }: Stores, transfer: string): Promise<Apart | undefined> {
  const state = await engine.state(transfer);
  const known = state === 'running' ? await engine.inspect(transfer) : undefined;
  // read after the engine was: what a procedure knows had been in the ledger before
  const ledger = await placeInLedger(database, transfer, known?.seq ?? 0);
  // its store was put back, and nobody may act for long: the sweeper tells it (sweeper.ts)
  if (known && ledger && known.seq < ledger.end && (known.seq === 0 || known.hash === ledger.hash))
    await unconfirmHead(database, transfer, known.seq);
  if (!ledger) return state === 'running' ? { kind: 'ledger-behind', code: 'transfer-unknown' } : undefined;
  if (ledger.over || !ledger.started) return undefined;
  if (state === undefined) return { kind: 'engine-lost', code: 'not-found' };
  if (state === 'elsewhere') return { kind: 'foreign-run', code: 'elsewhere' };
  if (state === 'broken-off') return { kind: 'engine-lost', code: 'broken-off' };
  if (state === 'ended') return { kind: 'ledger-behind', code: 'ended' };
  if (!known || known.seq === 0 || ledger.hash === known.hash) return undefined;
  return { kind: 'ledger-behind', code: ledger.hash === null ? 'entries-missing' : 'another-entry' };
}

/** Compares and notes what comes out: a trouble is raised, or is over. */
export async function noteStanding(stores: Stores, transfer: string): Promise<Apart | undefined> {
  const apart = await apartAt(stores, transfer);
  for (const kind of standingKinds) if (apart?.kind !== kind) await endTrouble(stores.database, { kind, transfer });
  if (apart?.kind === 'foreign-run') {
    const newest = await stores.engine.newestRun(transfer);
    await raiseAlarm(stores.database, { ...apart, kind: 'foreign-run', transfer, detail: { run: newest?.run } });
  } else if (apart) await raiseTrouble(stores.database, { ...apart, kind: apart.kind, transfer });
  return apart;
}
