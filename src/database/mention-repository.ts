/** People who may see a transfer, and the notes in which they are mentioned. */
import type { PersonNames } from './claim-repository';
import type { NoteRow } from './note-repository';
import type { Viewer } from '../domain/city/sight';
import type { Queryable } from './queryable';
import { seenBy, visibleWhere } from './visibility';

/** Somebody who may see a transfer. */
export interface PersonRow extends PersonNames {
  readonly organisation: string;
  readonly organisationZh: string;
  readonly organisationEn: string;
  readonly role: string;
}

/** Which accounts `a` of organisations `o` see transfer `t`. */
const mayLook = `a.active and ${seenBy('t.id')}`;

/**
 * A page of the people who may see a transfer, by user name.
 *
 * @param filter.q part of a name, of a user name or of an office's name, in either language
 */
export async function peopleOf(
  database: Queryable,
  transfer: string,
  filter: { readonly q?: string | undefined; readonly but: string },
  page: { readonly after: string; readonly limit: number },
): Promise<PersonRow[]> {
  const { rows } = await database.query<PersonRow>(
    `select a.username, a.name_zh as "nameZh", a.name_en as "nameEn", a.organisation, a.role,
        o.name_zh as "organisationZh", o.name_en as "organisationEn"
       from matter t cross join account a join organisation o on o.id = a.organisation
      where t.id = $1 and ${mayLook} and a.username > $2 and a.username <> $5
        and ($3::text is null or strpos(lower(concat_ws(' ', a.username, a.name_zh, a.name_en, o.name_zh, o.name_en)), lower($3)) > 0)
      order by a.username limit $4`,
    [transfer, page.after, filter.q ?? null, page.limit, filter.but],
  );
  return rows;
}

/** Of these user names, the ones whose people may see the transfer. */
export async function mayBeMentioned(
  database: Queryable,
  transfer: string,
  usernames: readonly string[],
): Promise<Set<string>> {
  const { rows } = await database.query<{ username: string }>(
    `select a.username from matter t cross join account a join organisation o on o.id = a.organisation
      where t.id = $1 and a.username = any($2) and ${mayLook}`,
    [transfer, usernames],
  );
  return new Set(rows.map(({ username }) => username));
}

/** Who looks for where they were mentioned. */
export type Mentioned = Viewer & { readonly username: string };

/** A note in which somebody is mentioned, and whether they have marked it as read. */
export interface MentionRow extends Omit<NoteRow, 'powers'> {
  readonly transfer: string;
  readonly title: string;
  readonly read: boolean;
}

/** Where a page of mentions ended. */
export interface MentionPlace {
  readonly read: boolean;
  readonly at: string;
  readonly transfer: string;
  readonly seq: number;
}

// a person who moved to another office does not see any more what the one before sees
const mentionsWhere = (viewer: Mentioned): string =>
  `n.body -> 'form' ? 'mentions' and n.body -> 'form' -> 'mentions' @> jsonb_build_array($2::text) and ${visibleWhere(viewer, 't.id', 1)}`;
const mentionsFrom = `note n join matter t on t.id = n.transfer
  left join mention_read r on r.username = $2 and r.transfer = n.transfer and r.seq = n.seq`;

/** A page of the notes in which somebody is mentioned: unread ones first, then the newest. */
export async function mentionsOf(
  database: Queryable,
  viewer: Mentioned,
  unreadOnly: boolean,
  page: { readonly after?: MentionPlace | undefined; readonly limit: number },
): Promise<MentionRow[]> {
  const { after } = page;
  const { rows } = await database.query<MentionRow>(
    `select * from (
       select n.transfer, t.title, n.seq, n.code, n.organisation, n.by_person as by, n.at, n.body, r.username is not null as read
         from ${mentionsFrom} where ${mentionsWhere(viewer)}
     ) m where not (m.read and $3)
        and ($4::boolean is null or m.read > $4 or (m.read = $4 and (m.at, m.transfer, m.seq) < ($5::timestamptz, $6::text, $7::integer)))
     order by m.read, m.at desc, m.transfer desc, m.seq desc limit $8`,
    [
      viewer.organisation,
      viewer.username,
      unreadOnly,
      after?.read ?? null,
      after?.at ?? null,
      after?.transfer ?? null,
      after?.seq ?? null,
      page.limit,
    ],
  );
  return rows;
}

/** How many mentions somebody has not read. */
export async function unreadMentions(database: Queryable, viewer: Mentioned): Promise<number> {
  const { rows } = await database.query<{ count: number }>(
    `select count(*)::integer as count from ${mentionsFrom} where ${mentionsWhere(viewer)} and r.username is null`,
    [viewer.organisation, viewer.username],
  );
  return rows[0]?.count ?? 0;
}

/** A note by its place. */
export interface NoteKey {
  readonly transfer: string;
  readonly seq: number;
}

/** Marks mentions as read; once more changes nothing. Answers which of the notes are this person's mentions at all. */
export async function markRead(database: Queryable, viewer: Mentioned, notes: readonly NoteKey[]): Promise<NoteKey[]> {
  const { rows } = await database.query<NoteKey>(
    `with own as (select n.transfer, n.seq from ${mentionsFrom}
         join json_to_recordset($3::json) x(transfer text, seq integer) on x.transfer = n.transfer and x.seq = n.seq
        where ${mentionsWhere(viewer)}),
      marked as (insert into mention_read (username, transfer, seq) select $2, transfer, seq from own on conflict do nothing)
     select transfer, seq from own`,
    [viewer.organisation, viewer.username, JSON.stringify(notes)],
  );
  return rows;
}
