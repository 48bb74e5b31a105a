/** What the database holds of a transfer, for tests to look at. */
import type { Pool } from 'pg';
import { rangesOf } from '../../src/database/multirange';

/** Tables that call it a matter. */
const ofMatters = ['participant', 'launch_file', 'item', 'power_transfer', 'power_transfer_item'];
/** The column by which a table's rows are a transfer's. */
export const columnOf = (table: string): string =>
  table === 'matter' ? 'id' : ofMatters.includes(table) ? 'matter' : 'transfer';

/** Rows of a transfer in the order of the ledger; multiranges as ranges. */
export async function rowsOfTransfer(
  database: Pool,
  transfer: string,
  table: string,
  columns: string,
  order = 'seq',
): Promise<Record<string, unknown>[]> {
  const { rows } = await database.query<Record<string, unknown>>(
    `select ${columns.replace('powers', 'powers::text')} from ${table} where ${columnOf(table)} = $1 order by ${order}`,
    [transfer],
  );
  return rows.map((row) => (typeof row['powers'] === 'string' ? { ...row, powers: rangesOf(row['powers']) } : row));
}

/** Everything that the database holds of a transfer, as text: two looks are equal where nothing was written. */
export async function everythingOf(database: Pool, transfer: string): Promise<string> {
  const tables =
    'head ledger task item power_transfer_item completion completed_form decision training handover_confirmation note register';
  const looks = tables.split(' ').map(async (table) => {
    const order = table === 'head' ? '1' : table === 'ledger' ? 'seq' : 't::text';
    const { rows } = await database.query(
      `select t::text as row from ${table} t where ${columnOf(table)} = $1 order by ${order}`,
      [transfer],
    );
    return [table, rows];
  });
  return JSON.stringify(await Promise.all(looks));
}
