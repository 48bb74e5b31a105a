/** The tables that a record writes, and how a row that was made from the ledger is held against the one that is there. */
import type { ClientBase } from 'pg';
import type { Declaration } from '../domain/procedure/declaration';
import type { LookedAt } from './findings';

/** A table that is made anew from the ledger. */
interface MadeTable {
  readonly what: LookedAt;
  readonly table: string;
  /** Where the rows stand that were made, unless under the same name. */
  readonly made?: string;
  /** What tells its rows of one transfer apart. */
  readonly key: readonly string[];
  /** The column that has the transfer (`transfer`). */
  readonly of?: string;
  /** Columns that no ledger knows. */
  readonly without?: readonly string[];
  /** Whether its indexes are needed to make it; those of living powers would keep one transfer from being made for another's sake. */
  readonly indexes: boolean;
  /** Rows told apart by their order only. */
  readonly numbered?: string;
  /** SQL for an object of columns that stand in the place of those that are compared. */
  readonly instead?: (procedures: readonly Declaration[]) => string;
}

/** All of them; every column that is not left out here is compared, also one that comes later. */
export const madeTables: readonly MadeTable[] = [
  {
    what: 'launches',
    table: 'matter',
    of: 'id',
    key: [],
    // idempotency's digest is of the request; the others are of the database's own clock
    without: ['digest', 'launched', 'started'],
    indexes: true,
  },
  { what: 'launches', table: 'power_transfer', of: 'matter', key: [], indexes: true },
  { what: 'launches', table: 'launch_file', of: 'matter', key: ['position'], indexes: true },
  { what: 'launches', table: 'called_matter', of: 'matter', key: [], indexes: true },
  { what: 'launches', table: 'participant', of: 'matter', key: ['organisation', 'party'], indexes: true },
  {
    what: 'standing',
    table: 'head',
    key: [],
    // its hash is the chain's own business; which run records, and what must be signed, no entry says
    without: ['hash', 'confirmed', 'written', 'run', 'unsigned_until'],
    indexes: true,
  },
  {
    what: 'states',
    table: 'item',
    of: 'matter',
    key: ['position'],
    indexes: true,
    // since when it has been in its first state is the database's own clock
    instead: (procedures) =>
      `case when t.state in (${procedures.map(({ begins }) => `'${begins}'`).join()}) then jsonb_build_object('since', null) else '{}' end`,
  },
  { what: 'states', table: 'power_transfer_item', of: 'matter', key: ['position'], indexes: false },
  { what: 'tasks', table: 'task', key: ['id'], indexes: true },
  {
    what: 'closed-tasks',
    table: 'closed_task',
    key: ['public_id'],
    without: ['closed'],
    indexes: true,
    // those that were closed before tasks remembered when they were opened
    instead: () =>
      `case when t.opened is null then jsonb_build_object('due', null, 'overdue', false, 'day_ms', null) else '{}' end`,
  },
  // in which order an answer's outcomes were written down, the ledger's canonical form does not keep
  {
    what: 'answers',
    table: 'completion',
    key: ['seq'],
    without: ['part'],
    numbered: 'outcome, powers',
    indexes: true,
  },
  { what: 'forms', table: 'completed_form', key: ['seq'], indexes: true },
  { what: 'notes', table: 'note', key: ['seq'], indexes: true },
  { what: 'decisions', table: 'decision', key: ['seq'], indexes: true },
  { what: 'notices', table: 'publication', key: ['task'], without: ['filed'], indexes: true },
  { what: 'training', table: 'training', key: ['seq'], indexes: true },
  { what: 'confirmations', table: 'handover_confirmation', key: ['seq'], indexes: true },
  {
    what: 'register',
    table: 'register',
    made: 'register_made',
    key: ['position'],
    without: ['id'],
    numbered: 'since, until nulls last',
    indexes: true,
  },
  { what: 'renewals', table: 'renewal', key: ['seq'], indexes: true },
  { what: 'calendars', table: 'told_calendar', key: [], indexes: true },
];

/** A row that does not agree, or its count of rows. */
export interface TableFault {
  readonly what: LookedAt;
  /** Rows that are there, of the transfers in question. */
  readonly count: number;
  readonly faults: readonly {
    readonly transfer: string;
    readonly key: string;
    readonly why: 'row-missing' | 'row-too-many' | 'row-differs';
    readonly columns: string;
    readonly made: unknown;
    readonly there: unknown;
  }[];
}

/** Holds a table's rows of these transfers against those that were made of them. */
export async function faultsOfTable(
  client: ClientBase,
  { what, table, made = table, key, of = 'transfer', without = [], numbered, instead }: MadeTable,
  transfers: readonly string[],
  procedures: readonly Declaration[],
): Promise<TableFault[]> {
  const place = key.map((column) => `t.${column}::text`);
  const order =
    numbered === undefined
      ? []
      : [`row_number() over (partition by t.${of}, ${place.join(', ')} order by ${numbered})::text`];
  const rows = (from: string) => `
    select t.${of} as transfer, concat_ws(' ', ${['null', ...place, ...order].join(', ')}) as key,
      (to_jsonb(t) - $2::text[])${instead === undefined ? '' : ` || ${instead(procedures)}`} as row
    from ${from} t where t.${of} = any($1)`;
  const values = [transfers, without];
  const { rows: faults } = await client.query<TableFault['faults'][number]>(
    `with there as (${rows(`public.${table}`)}), made as (${rows(`pg_temp.${made}`)})
     select coalesce(t.transfer, m.transfer) as transfer, coalesce(t.key, m.key) as key, m.row as made, t.row as there,
       case when t.row is null then 'row-missing' when m.row is null then 'row-too-many' else 'row-differs' end as why,
       coalesce((select string_agg(c.key, ', ' order by c.key) from jsonb_each(m.row) c
         where t.row is not null and t.row -> c.key is distinct from c.value), '') as columns
     from there t full join made m on m.transfer = t.transfer and m.key = t.key
     where t.row is distinct from m.row
     order by 1, 2 limit 1000`,
    values,
  );
  const counted = await client.query<{ count: number }>(
    `select count(*)::integer as count from public.${table} where ${of} = any($1)`,
    [transfers],
  );
  return [{ what, count: counted.rows[0]?.count ?? 0, faults }];
}

/** What a launch lays down before it is recorded. */
const laidDown = ['matter', 'power_transfer', 'launch_file', 'participant', 'head', 'item', 'power_transfer_item'];

/** Rows of transfers that have no ledger at all: whatever they say, nobody recorded it. */
export async function rowsWithoutLedger(
  client: ClientBase,
): Promise<{ readonly what: LookedAt; readonly transfer: string }[]> {
  const found: { what: LookedAt; transfer: string }[] = [];
  for (const { what, table, of = 'transfer' } of madeTables) {
    if (laidDown.includes(table)) continue;
    const { rows } = await client.query<{ transfer: string }>(
      `select distinct t.${of} as transfer from public.${table} t
        where not exists (select from public.ledger l where l.transfer = t.${of}) order by 1 limit 1000`,
    );
    found.push(...rows.map(({ transfer }) => ({ what, transfer })));
  }
  return found;
}
