/** One transfer as the database has it, and what follows from its ledger alone. */
import { rangesOf } from '../../src/database/multirange';
import type { Queryable } from '../../src/database/queryable';
import { unpack } from '../../src/domain/procedure/ranges';
import type { RecordLine, Task } from '../../src/domain/procedure/record';
import type { LedgerRow } from '../../src/ledger/chain';
import { verifyChain, type Verdict } from '../../src/ledger/verify';

/** What the ledger's entries, one after the other, come to. */
export interface Derived {
  readonly lines: readonly (RecordLine & { readonly seq: number })[];
  readonly tasks: ReadonlyMap<string, Task>;
  readonly everTasks: ReadonlySet<string>;
  /** By position. */
  readonly states: readonly string[];
  readonly suspended: boolean;
}

export interface Tables {
  readonly head: {
    readonly seq: number;
    readonly hash: string;
    readonly state: string;
    readonly suspended: boolean;
    readonly confirmed: number;
  };
  readonly tasks: readonly Task[];
  readonly states: readonly string[];
  /** As JSON: seq, task, step, office, about, person, instant, outcome, powers. */
  readonly completions: readonly string[];
  readonly notes: readonly string[];
  /** What steps leave behind, by its table: numbers of the entries that left a row. */
  readonly left: { readonly [table in (typeof leavings)[number]]: readonly number[] };
  /** Tasks for which something was published. */
  readonly publications: readonly string[];
  readonly register: readonly {
    readonly power: string;
    readonly position: number;
    readonly until: Date | null;
    readonly holders: number;
  }[];
}

/** Tables with a row an entry. */
export const leavings = ['completed_form', 'decision', 'training', 'handover_confirmation'] as const;

function derive(rows: readonly LedgerRow[], count: number): Derived {
  const tasks = new Map<string, Task>();
  const everTasks = new Set<string>();
  const states = new Array<string>(count).fill('in-progress');
  let suspended = false;
  const lines = rows.map(({ seq, content }) => {
    const line: RecordLine = JSON.parse(content);
    for (const id of line.gone) tasks.delete(id);
    for (const task of line.put) {
      tasks.set(task.id, task);
      everTasks.add(task.id);
    }
    for (const [state, powers] of Object.entries(line.states))
      for (const power of unpack(powers)) states[power] = state;
    if (line.entry.kind === 'suspend') suspended = true;
    if (line.entry.kind === 'resume') suspended = false;
    return { ...line, seq };
  });
  return { lines, tasks, everTasks, states, suspended };
}

interface Row {
  readonly head: Tables['head'];
  readonly tasks: readonly (Omit<Task, 'overdue' | 'about'> & {
    readonly overdue: boolean;
    readonly about: string | null;
  })[];
  readonly states: readonly string[];
  readonly completions: readonly (readonly (string | number | null)[])[];
  readonly notes: readonly number[];
  readonly left: Tables['left'];
  readonly publications: readonly string[];
}

// instants in milliseconds, as the ledger has them; float8 is exact enough for a thousandth of a second
const ms = (column: string) => `round(extract(epoch from ${column})::numeric * 1000)::float8`;
const tablesSql = `select
  (select json_build_object('seq', seq, 'hash', hash, 'state', state, 'suspended', suspended, 'confirmed', confirmed)
    from head where transfer = $1) as head,
  coalesce((select json_agg(json_build_object('id', id, 'step', step, 'party', party, 'office', organisation, 'about', about, 'powers', powers::text,
    'opened', ${ms('opened')}, 'due', ${ms('due')}, 'overdue', overdue)) from task where transfer = $1), '[]') as tasks,
  (select json_agg(state order by position) from item where matter = $1) as states,
  coalesce((select json_agg(json_build_array(seq, task, step, organisation, about, by_person, ${ms('at')}, outcome, powers::text) order by seq, part)
    from completion where transfer = $1), '[]') as completions,
  coalesce((select json_agg(seq) from note where transfer = $1), '[]') as notes,
  json_build_object(${leavings.map((table) => `'${table}', coalesce((select json_agg(seq order by seq) from ${table} where transfer = $1), '[]')`).join()}) as left,
  coalesce((select json_agg(task) from publication where transfer = $1), '[]') as publications`;

async function readTables(database: Queryable, transfer: string): Promise<Tables> {
  const { rows } = await database.query<Row>(tablesSql, [transfer]);
  const [row] = rows;
  if (!row) throw new Error(`no transfer ${transfer}`);
  const register = await database.query<Tables['register'][number]>(
    `select r.power, r.position, r.until, (select count(*)::int from register o
        where o.power = r.power and o.sub_district = r.sub_district and o.until is null) as holders
      from register r where r.transfer = $1`,
    [transfer],
  );
  return {
    ...row,
    tasks: row.tasks.map(({ about, overdue, powers, ...task }) => ({
      ...task,
      powers: rangesOf(powers),
      ...(about === null ? {} : { about }),
      ...(overdue ? { overdue } : {}),
    })),
    // one row for each outcome and wording: the test's people give one wording an outcome
    completions: row.completions.map((columns) =>
      JSON.stringify([...columns.slice(0, -1), rangesOf(String(columns.at(-1)))]),
    ),
    notes: row.notes.map(String),
    register: register.rows,
  };
}

/** Reads a transfer, and verifies its chain. */
export async function readTransfer(
  database: Queryable,
  transfer: string,
): Promise<{ derived: Derived; tables: Tables; verdict: Verdict }> {
  const tables = await readTables(database, transfer);
  const { rows } = await database.query<LedgerRow>(
    'select transfer, seq, key, previous, hash, content from ledger where transfer = $1 order by seq',
    [transfer],
  );
  return {
    tables,
    derived: derive(rows, tables.states.length),
    verdict: verifyChain(rows, { transfer, ...tables.head }),
  };
}
