/** Whether there is an engine that answers, and somebody who works: where there is not, no command gets through. */
import type { Pool } from 'pg';
import { endTrouble, raiseTrouble } from '../../database/trouble-repository';
import type { TroubleKind } from '../../domain/troubles';
import type { Engine } from './engine';

/** A worker asks for work, waits up to a minute for it, and asks again. */
const askingMs = 75_000;

/**
 * Looks once, and notes what is missing or is there again.
 *
 * @param now milliseconds since 1970
 */
export async function lookForWork(
  { database, engine }: { readonly database: Pool; readonly engine: Pick<Engine, 'ready' | 'workerSeen'> },
  now: number,
): Promise<void> {
  const missing = await whatIsMissing(engine, now);
  for (const kind of ['engine-away', 'no-worker'] as const) {
    const trouble = { kind, transfer: '' };
    if (kind === missing) await raiseTrouble(database, { ...trouble, code: kind });
    // with the engine away nobody knows of workers
    else if (!(missing === 'engine-away' && kind === 'no-worker')) await endTrouble(database, trouble);
  }
}

async function whatIsMissing(
  engine: Pick<Engine, 'ready' | 'workerSeen'>,
  now: number,
): Promise<Extract<TroubleKind, 'engine-away' | 'no-worker'> | undefined> {
  if (!(await engine.ready())) return 'engine-away';
  const seen = await engine.workerSeen().catch(() => now);
  return seen === undefined || now - seen > askingMs ? 'no-worker' : undefined;
}
