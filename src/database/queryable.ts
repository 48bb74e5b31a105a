import type { Pool } from 'pg';

/** Whatever can be asked: a pool, or one client in the middle of a transaction. */
export type Queryable = Pick<Pool, 'query'>;

/** Name of the unique index that an insert ran into, where that is what went wrong (SQLSTATE 23505). */
export function violatedIndex(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error) || error.code !== '23505') return undefined;
  return 'constraint' in error && typeof error.constraint === 'string' ? error.constraint : '';
}
