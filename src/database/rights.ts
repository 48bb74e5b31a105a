/**
 * What each of the two processes may do in the database, table by table. Neither owns anything: only the worker adds to the
 * ledger and moves its heads, only the API lays down launches, files and people, so neither forges alone. Applied at every
 * migration; a table without a line is nobody's.
 */
import type { Queryable } from './queryable';

/** Whom the API works as. */
export const apiRole = 'fuquan_api';
/** Whom the worker works as. */
export const workerRole = 'fuquan_worker';

export type ProcessRole = typeof apiRole | typeof workerRole;
export const processRoles: readonly ProcessRole[] = [apiRole, workerRole];

/** What a role may do with a table, in the words of `grant`. */
export interface TableRights {
  readonly api: readonly string[];
  readonly worker: readonly string[];
}

const edited = { api: ['select', 'insert', 'update'], worker: [] };
const listed = { api: ['select', 'insert', 'delete'], worker: [] };
/** What steps leave behind: added by the record, never changed. */
const recorded = { api: ['select'], worker: ['select', 'insert'] };
/** Written by triggers alone. */
const read = { api: ['select'], worker: [] };

/** By table of the schema `public`. */
export const rights: { readonly [table: string]: TableRights } = {
  // people, powers and what the place sets
  organisation: edited,
  organisation_name: read,
  account: edited,
  account_name: read,
  session: { api: ['select', 'insert', 'update', 'delete'], worker: [] },
  field: { api: ['select', 'insert'], worker: [] },
  power: { ...edited, worker: ['select'] },
  authorisation: listed,
  officer: edited,
  // who is certified on the way is so by the record; suspended it is by people
  certificate: {
    api: ['select', 'insert', 'update (suspended)'],
    worker: ['select', 'insert', 'update (valid_from, valid_until)'],
  },
  place_settings: { api: ['select', 'update'], worker: [] },
  local_day: listed,
  change_log: { api: ['select', 'insert'], worker: [] },
  // the worker notes alarms
  system_note: { api: ['select', 'insert'], worker: ['select', 'insert'] },
  system_ledger: { api: ['select', 'insert'], worker: [] },
  sign_in_refused: { api: ['select', 'insert', 'update', 'delete'], worker: [] },
  // keys of commands and what is asked of signatures: made at the machine itself, as the owner
  command_key: { api: ['select'], worker: ['select'] },
  signatures_required: { api: ['select'], worker: ['select'] },
  // what no entry names is removed after some days; a trigger keeps the others
  file: { api: ['select', 'insert', 'update (wanted)', 'delete'], worker: [] },

  called_matter: { api: ['select', 'insert'], worker: ['select'] },
  told_calendar: { api: ['select'], worker: ['select', 'insert', 'update (seq, calendar)'] },

  // a launch
  matter: { api: ['select', 'insert', 'update (started)'], worker: ['select'] },
  launch_file: { api: ['select', 'insert'], worker: [] },
  // who is known at the launch, and whom an answer names
  participant: { api: ['select', 'insert'], worker: ['select', 'insert'] },
  item: {
    api: ['select', 'insert (matter, position, subject, name_zh, name_en, state)'],
    worker: ['select', 'update (state, since)'],
  },
  power_transfer: { api: ['select', 'insert'], worker: ['select'] },
  power_transfer_item: {
    api: [
      'select',
      'insert (matter, position, power, department, field, mode, scope, authorisation, period_from, period_until, sub_district, legal_basis)',
    ],
    worker: ['select', 'update (living)'],
  },
  // it begins at nothing; whoever saw that the procedure knows an entry may say so
  head: {
    api: ['select', 'insert (transfer, day_ms, state)', 'update (confirmed)'],
    worker: ['select', 'update (seq, hash, state, suspended, day_ms, written, confirmed, run, over)'],
  },

  // the record
  ledger: recorded,
  task: { api: ['select'], worker: ['select', 'insert', 'update (powers, due, overdue, open_until)', 'delete'] },
  closed_task: recorded,
  completion: recorded,
  completed_form: recorded,
  note: recorded,
  decision: recorded,
  training: recorded,
  handover_confirmation: recorded,
  publication: recorded,
  renewal: recorded,
  // an entry ends, once: a trigger sees to it
  register: { api: ['select'], worker: ['select', 'insert', 'update (until, answers_for_earlier)'] },

  // beside the record
  task_claim: { api: ['select', 'insert', 'update', 'delete'], worker: [] },
  // added, and removed but for its trace: triggers say when
  contribution: {
    api: [
      'select',
      'insert (digest, matter, task, form, receipt, sealed)',
      'update (sealed, removed_by, removal_reason)',
    ],
    worker: ['select'],
  },
  mention_read: { api: ['select', 'insert'], worker: [] },
  rebuild: { api: ['select', 'insert', 'update (finished)'], worker: ['select'] },
  evidence_look: edited,
  trouble: { api: ['select', 'insert', 'update', 'delete'], worker: ['select', 'insert', 'update', 'delete'] },
  // taken at the machine itself, as the owner: neither process has the key that signs them
  checkpoint: { api: ['select'], worker: [] },
};

const grantsTo = (role: ProcessRole, of: (line: TableRights) => readonly string[], there: readonly string[]) =>
  there.flatMap((table) => {
    const given = rights[table] ? of(rights[table]) : [];
    return given.length === 0 ? [] : [`grant ${given.join(', ')} on "${table}" to ${role}`];
  });

/** Gives both roles what the table says and nothing else, in the owner's transaction. */
export async function applyRights(client: Queryable): Promise<void> {
  const { rows } = await client.query<{ table: string; database: string }>(
    `select relname as table, quote_ident(current_database()) as database from pg_class
      where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') order by relname`,
  );
  const tables = rows.map(({ table }) => table);
  const [{ database = '' } = {}] = rows;
  const roles = processRoles.join(', ');
  const statements = [
    `revoke all on all tables in schema public from ${roles}`,
    `revoke all on all sequences in schema public from ${roles}`,
    'revoke create on schema public from public',
    `grant usage on schema public to ${roles}`,
    // verification works in tables that go with its session; the worker has no use for any
    `revoke temporary on database ${database} from public`,
    `grant temporary on database ${database} to ${apiRole}`,
    ...grantsTo(apiRole, ({ api }) => api, tables),
    ...grantsTo(workerRole, ({ worker }) => worker, tables),
  ];
  for (const statement of statements) await client.query(statement);
}
