/** Why a command does not get through, as far as it is known: so that its sender is told that, and not something else. */
import type { Pool } from 'pg';
import { troubleOf } from '../../database/trouble-repository';
import type { TroubleKind } from '../../domain/troubles';
import { Refusal, type ProblemCode } from '../../domain/refusal';
import { noteStanding, type Stores } from './standing';

/** What a sender is told of a trouble, the gravest first; of other kinds only that there was no answer. */
const told: readonly (readonly [TroubleKind, ProblemCode])[] = [
  ['ledger-behind', 'ledger-behind'],
  ['engine-lost', 'engine-lost'],
  ['entry-not-signed', 'not-as-recorded'],
  ['foreign-run', 'not-as-recorded'],
  ['record-waits', 'record-waits'],
];

/** Milliseconds after which who waits for an answer looks whether there is a trouble. */
const lookAfterMs = 1_000;

/** The refusal that says what is the matter with a transfer; undefined where nothing is known. */
export async function knownTrouble(database: Pool, transfer: string): Promise<Refusal | undefined> {
  const kinds = new Set(await troubleOf(database, transfer));
  const code = told.find(([kind]) => kinds.has(kind))?.[1];
  return code && new Refusal(code);
}

/**
 * Waits for an answer, but no longer than it takes to learn that there will be none.
 *
 * @throws Refusal by the transfer's trouble where it has one; else whatever the work throws
 */
export async function orTrouble<T>(database: Pool, transfer: string, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const trouble = new Promise<never>((_, reject) => {
    const look = () => {
      // what cannot be looked up now is looked up when the waiting is over
      knownTrouble(database, transfer).then(
        (known) => (known ? reject(known) : undefined),
        () => undefined,
      );
    };
    timer = setTimeout(look, lookAfterMs);
  });
  try {
    return await Promise.race([work, trouble]);
  } catch (error) {
    if (error instanceof Refusal && error.code === 'engine-unavailable')
      throw (await knownTrouble(database, transfer).catch(() => undefined)) ?? error;
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Looks whether what the engine said holds against the ledger, before a person is told of it: an answer out of entries
 * that the ledger has lost would send them away for ever.
 *
 * @throws Refusal `ledger-behind`, `engine-lost`, `not-as-recorded`
 */
export async function mustStandTogether(stores: Stores, transfer: string): Promise<void> {
  const apart = await noteStanding(stores, transfer);
  if (apart) throw new Refusal(apart.kind === 'foreign-run' ? 'not-as-recorded' : apart.kind);
}
