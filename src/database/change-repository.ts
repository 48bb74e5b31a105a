/** The history of what people edit: catalogue, people, organisations, settings, calendar. Rows are inserted and read, never changed. */
import type { ChangeKind } from '../domain/city/changes';
import type { Queryable } from './queryable';

/** Fields as plain JSON. Never a secret: of a password or an ID number only that it changed. */
export type Fields = { readonly [field: string]: unknown };

export interface Change {
  readonly kind: ChangeKind;
  readonly subject: string;
  /** Null: at the machine itself. */
  readonly by: string | null;
  readonly via: 'edit' | 'import';
  /** Null where it was made by this change. */
  readonly before: Fields | null;
  readonly after: Fields;
}

export interface ChangeRow extends Change {
  readonly id: number;
  readonly at: Date;
}

/** What differs between two, on both sides; `undefined` where nothing does. */
export function difference(
  before: Fields,
  after: Fields,
): { readonly before: Fields; readonly after: Fields } | undefined {
  const changed = Object.keys(after).filter((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]));
  if (changed.length === 0) return undefined;
  const only = (of: Fields): Fields => Object.fromEntries(changed.map((field) => [field, of[field] ?? null]));
  return { before: only(before), after: only(after) };
}

/** Notes changes, in the transaction that makes them: in the record of edits, and for the system's ledger. */
export async function insertChanges(database: Queryable, changes: readonly Change[]): Promise<void> {
  if (changes.length === 0) return;
  await database.query(
    `with made as (
       insert into change_log (kind, subject, by_person, via, before, after)
       select kind, subject, by, via, before, after
         from jsonb_to_recordset($1) as x(kind text, subject text, by text, via text, before jsonb, after jsonb)
       returning id, kind, subject, by_person)
     insert into system_note (kind, by_person, content)
     select 'change', by_person, jsonb_build_object('change', id, 'of', kind, 'subject', subject) from made order by id`,
    [JSON.stringify(changes)],
  );
}

/** A page of the history, newest first; `before` is the id of the last one of the page before. */
export async function listChanges(
  database: Queryable,
  filter: {
    readonly kind?: string | undefined;
    readonly subject?: string | undefined;
    readonly by?: string | undefined;
  },
  page: { readonly before?: number | undefined; readonly limit: number },
): Promise<ChangeRow[]> {
  const { rows } = await database.query<ChangeRow>(
    `select id, kind, subject, by_person as by, at, via, before, after from change_log
      where ($1::bigint is null or id < $1) and ($3::text is null or kind = $3) and ($4::text is null or subject = $4)
        and ($5::text is null or by_person = $5)
      order by id desc limit $2`,
    [page.before ?? null, page.limit, filter.kind ?? null, filter.subject ?? null, filter.by ?? null],
  );
  return rows;
}
