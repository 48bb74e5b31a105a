/** What the database holds of a transfer, for tests to look at. */
import type { Pool } from 'pg';
import { rangesOf } from '../../src/database/multirange';

/** Rows of a transfer in the order of the ledger; multiranges as ranges. */
export async function rowsOfTransfer(
  database: Pool,
  transfer: string,
  table: string,
  columns: string,
  order = 'seq',
): Promise<Record<string, unknown>[]> {
  const { rows } = await database.query<Record<string, unknown>>(
    `select ${columns.replace('powers', 'powers::text')} from ${table} where transfer = $1 order by ${order}`,
    [transfer],
  );
  return rows.map((row) => (typeof row['powers'] === 'string' ? { ...row, powers: rangesOf(row['powers']) } : row));
}
