/** The system's ledger in PostgreSQL, and the rows that it vouches for: read in the caller's transaction. */
import type { ClientBase } from 'pg';
import type { Checkpoint } from './checkpoint';
import {
  digestKeyOf,
  stoodKinds,
  type NoteContent,
  type StoodKind,
  type SystemHead,
  type SystemRow,
} from './system-ledger';
import { startSystemVerification, type EditRow, type SystemVerdict } from './verify-system';

/** A note as entries hold it; its table is `n`. */
const noteObject = `json_build_object('note', n.id, 'kind', n.kind, 'by', n.by_person,
  'at', to_char(n.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), 'content', n.content)`;

/** A row of the record of edits as its digest covers it; its table is `c`. */
const editObject = `json_build_object('id', c.id, 'kind', c.kind, 'subject', c.subject, 'by', c.by_person,
  'at', to_char(c.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), 'via', c.via, 'before', c.before, 'after', c.after)`;

const editOfNote = `left join change_log c on n.kind = 'change' and c.id = (n.content ->> 'change')::bigint`;

/**
 * How each kind of thing stands, by name. Columns are named one by one: one that is added later changes no digest. Of sealed
 * data only whether it is there (it may be sealed anew); certificates belong to the transfers' ledgers.
 */
const things: { readonly [kind in StoodKind]: string } = {
  account: `select username as subject, json_build_object('name', json_build_array(name_zh, name_en), 'organisation', organisation,
    'role', role, 'active', active, 'demonstration', demonstration, 'password', password_hash) as thing from account`,
  organisation: `select id as subject, json_build_object('kind', kind, 'name', json_build_array(name_zh, name_en)) as thing
    from organisation`,
  officer: `select id as subject, json_build_object('organisation', organisation, 'name', name, 'fields', fields, 'active', active,
    'idNumber', id_number is not null, 'phone', phone is not null) as thing from officer`,
  power: `select code as subject, json_build_object('name', json_build_array(name_zh, name_en), 'type', type, 'field', field,
    'department', department, 'legalBasis', legal_basis, 'confidence', confidence, 'restrictsFreedom', restricts_freedom,
    'holderAboveCounty', holder_above_county, 'authorisations', (select json_agg(json_build_array(mode, title_zh, title_en,
    version, names_measure) order by mode) from authorisation where power = code)) as thing from power`,
  settings: `select 'place' as subject, json_build_object('version', version, 'own', own) as thing from place_settings`,
  calendar: `select date::text as subject, json_build_object('kind', kind, 'name', json_build_array(name_zh, name_en)) as thing
    from local_day`,
};

/** A thing as it stands. */
export interface Thing {
  readonly subject: string;
  readonly thing: unknown;
}

/** How things of a kind stand now: those of these names, or all. */
export async function readThings(client: ClientBase, kind: StoodKind, subjects?: readonly string[]): Promise<Thing[]> {
  const { rows } = await client.query<Thing>(
    `select subject, thing from (${things[kind]}) t where $1::text[] is null or subject = any($1) order by subject collate "C"`,
    [subjects ?? null],
  );
  return rows;
}

/** A note that is not in the ledger yet, with the edit that it tells of. */
export interface WaitingNote {
  readonly note: NoteContent;
  readonly edit: EditRow | null;
}

/** Notes without an entry, by number; `writtenIn`: only those of this transaction (`xid8`) and later ones. */
export async function readWaiting(client: ClientBase, writtenIn: string, limit: number): Promise<WaitingNote[]> {
  const { rows } = await client.query<WaitingNote>(
    `select ${noteObject} as note, case when c.id is null then null else ${editObject} end as edit
       from system_note n ${editOfNote}
      where n.written_in >= $1::xid8 and not exists (select from system_ledger l where l.note = n.id)
      order by n.id limit $2`,
    [writtenIn, limit],
  );
  return rows;
}

/** Edits that no note tells of, by number: those from before there was a system's ledger. */
export async function readUnnotedEdits(client: ClientBase): Promise<EditRow[]> {
  const { rows } = await client.query<{ edit: EditRow }>(
    `select ${editObject} as edit from change_log c
      where not exists (select from system_note n where n.kind = 'change' and (n.content ->> 'change')::bigint = c.id)
      order by c.id`,
  );
  return rows.map(({ edit }) => edit);
}

/** Where the system's ledger stands: 0 and `''` before its first entry. */
export async function readSystemHead(client: ClientBase): Promise<SystemHead> {
  const { rows } = await client.query<SystemHead>('select seq, hash from system_ledger order by seq desc limit 1');
  return rows[0] ?? { seq: 0, hash: '' };
}

const rowsAtATime = 1000;

interface JoinedRow extends SystemRow {
  readonly told: NoteContent | null;
  readonly edit: EditRow | null;
}

/**
 * Verifies the system's ledger: its chain, its notes, the record of edits, and that accounts, organisations, officers,
 * catalogue, settings and local days stand as their last edit left them. In one snapshot (`inSnapshot`).
 *
 * @param key the thirty-two bytes that seal personal data; without it what tells of people is not compared
 * @param checkpoints those that a key vouches for
 */
export async function verifySystemLedger(
  client: ClientBase,
  { key, checkpoints = [] }: { readonly key?: Buffer | undefined; readonly checkpoints?: readonly Checkpoint[] } = {},
): Promise<SystemVerdict> {
  const verification = startSystemVerification(key && digestKeyOf(key), checkpoints);
  await client.query(
    `declare system_reader no scroll cursor for
     select l.seq, l.note, l.previous, l.hash, l.content, case when n.id is null then null else ${noteObject} end as told,
            case when c.id is null then null else ${editObject} end as edit
       from system_ledger l left join system_note n on n.id = l.note ${editOfNote} order by l.seq`,
  );
  for (;;) {
    const { rows } = await client.query<JoinedRow>(`fetch ${rowsAtATime} from system_reader`);
    for (const { told, edit, ...row } of rows) verification.entry(row, told ?? undefined, edit ?? undefined);
    if (rows.length < rowsAtATime) break;
  }
  await client.query('close system_reader');
  verification.unnoted(await readUnnotedEdits(client));
  const { rows: begun } = await client.query<{ count: number }>(
    `select count(*)::int as count from system_note where kind = 'what-was-there'`,
  );
  verification.begun(begun[0]?.count ?? 0);
  const waiting = await waitingThings(client);
  for (const kind of stoodKinds)
    for (const { subject, thing } of await readThings(client, kind))
      if (!waiting.has(`${kind} ${subject}`)) verification.thing(kind, subject, thing);
  return verification.verdict(waiting);
}

/** Things (`kind subject`) whose last edit is noted and not in the ledger yet: that takes about a second. */
async function waitingThings(client: ClientBase): Promise<Set<string>> {
  const waiting = await readWaiting(client, '0', 2_147_483_647);
  return new Set(waiting.flatMap(({ note }) => thingsOf(note).map(([kind, subject]) => `${kind} ${subject}`)));
}

const isStood = (kind: unknown): kind is StoodKind => stoodKinds.some((one) => one === kind);

/** The things that a note says something was done to. */
export function thingsOf({ kind, content }: NoteContent): (readonly [kind: StoodKind, subject: string])[] {
  if (kind === 'change' && 'of' in content && 'subject' in content && typeof content.subject === 'string')
    return isStood(content.of) ? [[content.of, content.subject]] : [];
  if (kind !== 'loaded') return [];
  return Object.entries(content).flatMap(([of, subjects]: [string, unknown]) =>
    isStood(of) && Array.isArray(subjects) ? subjects.map((subject) => [of, String(subject)] as const) : [],
  );
}
