/** Matters as people read them, whichever procedure they go through. */
import type { Viewer } from '../domain/city/sight';
import type { Queryable } from './queryable';
import { stepOfTask, type TaskRules } from './task-repository';
import { visibleWhere } from './visibility';

/** A matter without its items. */
export interface MatterRow {
  readonly id: string;
  /** Code of its procedure. */
  readonly procedure: string;
  readonly title: string;
  /** One of the procedure's own names. */
  readonly state: string;
  readonly launched: Date;
  readonly launchedBy: string;
  readonly suspended: boolean;
  /** Length of a working day in milliseconds; null: a real one. */
  readonly dayMs: number | null;
  /** Number of its last entry. */
  readonly seq: number;
}

/** What a list of matters may be narrowed to; step, organisation and overdue are one task's. */
export interface MatterFilter {
  readonly procedure?: string | undefined;
  readonly state?: readonly string[] | undefined;
  readonly q?: string | undefined;
  readonly step?: string | undefined;
  readonly organisation?: string | undefined;
  readonly overdue?: boolean | undefined;
}

export interface CountedMatter extends MatterRow {
  readonly items: number;
  /** Open tasks that people have, and how many of them are late. */
  readonly tasks: number;
  readonly overdue: number;
}

const columns = `t.id, t.procedure, t.title, h.state, t.launched, t.launched_by as "launchedBy", h.suspended,
  h.day_ms as "dayMs", h.seq`;
const matters = `matter t join head h on h.transfer = t.id`;

/** A page of the matters that the viewer sees, newest first; `after` is the id of the last one of the page before. */
export async function listMatters(
  database: Queryable,
  viewer: Viewer,
  { automatic }: TaskRules,
  filter: MatterFilter,
  page: { readonly limit: number; readonly after?: string | undefined },
): Promise<CountedMatter[]> {
  const { rows } = await database.query<CountedMatter>(
    `select m.*, i.items, k.tasks, k.overdue
       from (select ${columns} from ${matters}
          where ${visibleWhere(viewer, 't.id', 1)}
            and ($3::text is null or (t.launched, t.id) < (select a.launched, a.id from matter a where a.id = $3))
            and ($4::text is null or t.procedure = $4)
            and ($5::text[] is null or h.state = any($5))
            and ($6::text is null or strpos(lower(t.id || ' ' || t.title), lower($6)) > 0)
            and (coalesce($7, $8) is null and $9::boolean is null or exists (select from task k where k.transfer = t.id
              and ($7::text is null or k.step = $7) and ($8::text is null or k.organisation = $8)
              and ($9::boolean is null or k.overdue = $9)))
          order by t.launched desc, t.id desc limit $2) m
       cross join lateral (select count(*)::int as items from item i where i.matter = m.id) i
       cross join lateral (select count(*)::int as tasks, count(*) filter (where k.overdue)::int as overdue
         from task k join matter t on t.id = k.transfer where k.transfer = m.id and ${stepOfTask} <> all($10)) k
      order by m.launched desc, m.id desc`,
    [
      viewer.organisation,
      page.limit,
      page.after ?? null,
      filter.procedure ?? null,
      filter.state ?? null,
      filter.q ?? null,
      filter.step ?? null,
      filter.organisation ?? null,
      filter.overdue ?? null,
      automatic,
    ],
  );
  return rows;
}

/** One matter, if the viewer sees it. */
export async function matterById(database: Queryable, viewer: Viewer, id: string): Promise<MatterRow | undefined> {
  const { rows } = await database.query<MatterRow>(
    `select ${columns} from ${matters} where t.id = $2 and ${visibleWhere(viewer, 't.id', 1)}`,
    [viewer.organisation, id],
  );
  return rows[0];
}

export interface ItemRow {
  readonly position: number;
  /** What it is about, by its code. */
  readonly code: string;
  /** What that was called at the launch; null where it had no name of its own. */
  readonly nameZh: string | null;
  readonly nameEn: string | null;
  readonly state: string;
  readonly since: Date;
}

/** All items of a matter, in the order of their positions. */
export async function itemsOf(database: Queryable, matter: string): Promise<ItemRow[]> {
  const { rows } = await database.query<ItemRow>({
    name: 'items-of-matter',
    text: `select i.position, i.subject as code, i.name_zh as "nameZh", i.name_en as "nameEn", i.state, i.since
      from item i where i.matter = $1 order by i.position`,
    values: [matter],
  });
  return rows;
}

/** Whether an organisation takes part in a matter as this party. */
export async function isParty(
  database: Queryable,
  matter: string,
  organisation: string,
  party: string,
): Promise<boolean> {
  const { rows } = await database.query(
    'select from participant where matter = $1 and organisation = $2 and party = $3',
    [matter, organisation, party],
  );
  return rows.length > 0;
}
