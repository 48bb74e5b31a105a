/**
 * Tables made anew from the ledger, by the very parts that a record is made of, beside the real ones: in temporary tables of
 * the same names, which the connection sees first and which are gone with its transaction.
 */
import type { ClientBase } from 'pg';
import type { NumberedLine } from '../../activities/line';
import { isOver, moveHeadSql, partsOf, type RecordedMatter } from '../../activities/parts';
import { createStatements, type Part } from '../../activities/statement';
import type { Declaration } from '../domain/procedure/declaration';
import type { LaidDown } from './launched';
import { faultsOfTable, madeTables, type TableFault } from './tables';
import type { Overall } from './prose';

/** Keeps the swap where a record writes nothing but its entries. */
const onlyTheHead: Part = {
  name: 'head',
  sql: `seen as (select from json_array_elements($n) where exists (select from swapped))`,
  rows: [{}],
};

/** Hashes count for nothing here: a head moves from one number to the next. */
const hashAt = (seq: number): string => (seq === 0 ? '' : `${seq}`);

/** Makes the temporary tables, in the caller's transaction. */
export async function openShadow(client: ClientBase, procedures: readonly Declaration[]) {
  const statementOf = createStatements(`${moveHeadSql} returning 1`, 'verify');
  // certificates are compared by themselves (certificates.ts), and must not be written in their own table
  for (const { table, indexes } of [...madeTables, { table: 'certificate', indexes: true }])
    await client.query(
      `create temporary table ${table} (like public.${table} including defaults including constraints including generated
         including identity ${indexes ? 'including indexes' : ''}) on commit drop`,
    );
  // what a notice calls a power stands in the launch, whatever the catalogue calls it by now
  await client.query(
    `create temporary table power (code text primary key, name_zh text not null, name_en text not null, legal_basis text not null) on commit drop`,
  );
  await client.query('create index on pg_temp.power_transfer_item (matter, position)');
  await client.query('create temporary table register_made (like public.register) on commit drop');
  // from here on nothing but temporary tables can be written, whatever a part of a record comes to write one day
  await client.query('set transaction read only');
  let holding: string[] = [];
  let moved = false;
  let procedure: Declaration | undefined;
  let matter: RecordedMatter | undefined;

  return {
    /** Lays a launch of the procedure down; the matter's lines follow. */
    async begin(of: Declaration, { id, participants, lay, named }: LaidDown): Promise<void> {
      procedure = of;
      await client.query('savepoint transfer');
      await client.query(
        `insert into power select x.power, x.name ->> 'zh', x.name ->> 'en', x."legalBasis"
           from jsonb_to_recordset($1) x(power text, name jsonb, "legalBasis" text)
         on conflict (code) do update set name_zh = excluded.name_zh, name_en = excluded.name_en, legal_basis = excluded.legal_basis`,
        [JSON.stringify(named)],
      );
      await lay(client);
      moved = false;
      matter = { id, procedure: of.code, participants };
    },
    /** Writes what one record wrote. @throws what the database says of lines that no record could have written */
    async record(transfer: string, lines: readonly NumberedLine[], overall: Overall): Promise<void> {
      const [first, last] = [lines[0], lines.at(-1)];
      if (!first || !last || !procedure || matter?.id !== transfer) return;
      const parts = [onlyTheHead, ...partsOf(matter, lines)];
      moved ||= parts.some(({ name, rows }) => name === 'register' && rows.length > 0);
      const { state, suspended, dayMs } = overall;
      const over = isOver(procedure, state);
      await client.query(
        statementOf(
          [transfer, hashAt(first.seq - 1), last.seq, hashAt(last.seq), first.seq - 1, state, suspended, dayMs, over],
          parts,
          matter.procedure,
        ),
      );
    },
    /** The transfer's lines are all there. What it holds is set aside: one transfer is not refused for another's sake. */
    async end(transfer: string): Promise<void> {
      if (moved) {
        await client.query('insert into register_made select * from register');
        await client.query('delete from register');
      }
      await client.query('release savepoint transfer');
      holding.push(transfer);
    },
    /** The transfer cannot be made: nothing of it is compared. */
    async leave(): Promise<void> {
      await client.query('rollback to savepoint transfer');
      await client.query('release savepoint transfer');
    },
    /** How many transfers wait to be compared. */
    waiting: () => holding.length,
    /** Holds what was made against what is there, table by table, and begins with empty tables again. */
    async compare(): Promise<TableFault[]> {
      const faults: TableFault[] = [];
      for (const table of madeTables) faults.push(...(await faultsOfTable(client, table, holding, procedures)));
      for (const { table, made = table } of madeTables) await client.query(`delete from pg_temp.${made}`);
      holding = [];
      return faults;
    },
  };
}
