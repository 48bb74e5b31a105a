/** Tasks as people read them: the inbox, one task, and what became of those that are closed. */
import { seesAll, type Viewer } from '../domain/city/sight';
import type { Queryable } from './queryable';
import { visibleWhere } from './visibility';

/** A task with what people are told of it. `powers` and `yours` are multiranges as PostgreSQL writes them. */
export interface TaskRow {
  readonly transfer: string;
  /** Code of the procedure that its matter goes through. */
  readonly procedure: string;
  readonly title: string;
  readonly id: string;
  readonly publicId: string;
  readonly step: string;
  readonly organisation: string;
  /** As which party the organisation is asked. */
  readonly party: string;
  readonly about: string | null;
  readonly opened: Date;
  readonly due: Date | null;
  readonly overdue: boolean;
  /** Nobody may answer it before; null: at once. */
  readonly openUntil: Date | null;
  /** Whether the limit ends in a year whose holidays were not announced when its transfer was launched. */
  readonly provisional: boolean;
  readonly suspended: boolean;
  /** All powers that the task still waits for. */
  readonly powers: string;
  /** Of these, the ones that four eyes leave to this person. */
  readonly yours: string;
  /** Who takes care of it, by user name and names, and since when; nulls where nobody has claimed it. */
  readonly claimedBy: string | null;
  readonly claimedByZh: string | null;
  readonly claimedByEn: string | null;
  readonly claimedSince: Date | null;
  /** Milliseconds of a working day in its transfer; null: a real one. */
  readonly dayMs: number | null;
}

/** One reading of the inbox. */
export interface TaskFilter {
  readonly organisation?: string | undefined;
  /** Of the viewer's own office only what the viewer's role answers, written `procedure/step@party`. */
  readonly asks?: readonly string[] | undefined;
  /** Only the viewer's own office; otherwise every office of the transfers that the viewer sees. */
  readonly own: boolean;
  /** Leave out what is suspended, and what four eyes forbid wholly. */
  readonly completable: boolean;
  readonly transfer?: string | undefined;
  readonly procedure?: string | undefined;
  readonly step?: string | undefined;
  readonly overdue?: boolean | undefined;
  /** Claimed by the viewer, by nobody, by somebody else. */
  readonly claim?: 'mine' | 'free' | 'others' | undefined;
  /** In small letters: a part of the transfer's title or of a power's code, or one of these steps, written `procedure/step`. */
  readonly search?: { readonly text: string; readonly steps: readonly string[] } | undefined;
}

/** Where a page of the inbox ended: the due instant (`infinity` for none), transfer and id of its last task. */
export interface TaskPlace {
  readonly due: string;
  readonly transfer: string;
  readonly id: string;
}

/** What all readings of tasks go by: the procedures' own declarations. */
export interface TaskRules {
  /** Four eyes, written `procedure/step<step that excludes it`. */
  readonly fourEyes: readonly string[];
  /** Steps that the system answers by itself: nobody's inbox shows them. Written `procedure/step`. */
  readonly automatic: readonly string[];
}

/** The step of task `k` of the matter `t`, as the declarations' rules name it. */
export const stepOfTask = `t.procedure || '/' || k.step`;

/**
 * Powers of task `k` that four eyes forbid to a person: those of which the person answered a step that excludes this one.
 * Both are expressions.
 */
export const blocked = (person: string, pairs: string): string =>
  `coalesce((select range_agg(c.powers) from completion c
     where c.transfer = k.transfer and c.by_person = ${person} and (${stepOfTask} || '<' || c.step) = any(${pairs}::text[])), '{}')`;

/** What task `k` of the matter `t` asks, and as which party. */
export const asked = `${stepOfTask} || '@' || k.party`;

/** Limits at a demonstration's pace know no holidays. Of task `k`, transfer `t`, head `h`. */
const provisional = `coalesce(h.day_ms is null and extract(year from (k.due - interval '1 millisecond') at time zone 'Asia/Shanghai')
   >= case when d.transfer is null then t.provisional_from else d.provisional_from end, false)`;

const taskColumns = (person: number, pairs: number): string =>
  `k.transfer, t.procedure, t.title, k.id, k.public_id as "publicId", k.step, k.organisation, k.party, k.about, k.opened,
   k.due, k.overdue, k.open_until as "openUntil", ${provisional} as provisional, h.suspended, k.powers::text as powers, (k.powers - ${blocked(`$${person}`, `$${pairs}`)})::text as yours,
   c.username as "claimedBy", c.name_zh as "claimedByZh", c.name_en as "claimedByEn",
   case when c.username is not null then l.since end as "claimedSince", h.day_ms as "dayMs"`;

/** A task with its transfer, head, and whose it is. */
const taskFrom = `task k join matter t on t.id = k.transfer join head h on h.transfer = k.transfer
   left join told_calendar d on d.transfer = k.transfer
   left join task_claim l on l.transfer = k.transfer and l.task = k.id left join account c on c.username = l.by_person`;

/** A page of tasks, what is due first at the front. */
export async function listTasks(
  database: Queryable,
  viewer: Viewer & { readonly username: string },
  { fourEyes, automatic }: TaskRules,
  filter: TaskFilter,
  page: { readonly limit: number; readonly after?: TaskPlace | undefined },
): Promise<TaskRow[]> {
  const { rows } = await database.query<TaskRow>(
    `select * from (
       select ${taskColumns(2, 3)}, coalesce(k.due, 'infinity') as place
         from ${taskFrom}
        where ${filter.own ? 'k.organisation = $1' : `${visibleWhere(viewer, 't.id', 1)} and ${stepOfTask} <> all($12::text[])`}
          and ($4::text[] is null or ${asked} = any($4))
          and ($5::text is null or k.transfer = $5)
          and ($6::text is null or k.step = $6)
          and ($18::text is null or t.procedure = $18)
          and ($7::boolean is null or k.overdue = $7)
          and ($14::text is null or k.organisation = $14)
          and case $15::text when 'mine' then l.by_person = $2 when 'free' then l.by_person is null
                when 'others' then l.by_person <> $2 else true end
          and ($16::text is null or strpos(lower(t.title), $16) > 0 or ${stepOfTask} = any($17::text[])
               or exists (select from item i where i.matter = k.transfer and i.position <@ k.powers
                            and strpos(lower(i.subject), $16) > 0))
          and ($8::timestamptz is null or (coalesce(k.due, 'infinity'), k.transfer, k.id) > ($8::timestamptz, $9::text, $10::text))
          and (not $11::boolean or not h.suspended)
          and $12::text[] is not null
     ) k where not $11::boolean or yours <> '{}'
     order by place, transfer, id limit $13`,
    [
      viewer.organisation,
      viewer.username,
      fourEyes,
      filter.asks ?? null,
      filter.transfer ?? null,
      filter.step ?? null,
      filter.overdue ?? null,
      page.after?.due ?? null,
      page.after?.transfer ?? null,
      page.after?.id ?? null,
      filter.completable,
      automatic,
      page.limit,
      filter.organisation ?? null,
      filter.claim ?? null,
      filter.search?.text ?? null,
      filter.search?.steps ?? null,
      filter.procedure ?? null,
    ],
  );
  return rows;
}

/** Task `k` is seen by whoever sees its matter `t`, and by the office that is asked, which an answer may just have named. */
const seen = (viewer: Viewer): string => `(k.organisation = $1 or ${visibleWhere(viewer, 't.id', 1)})`;

/** An open task by its public id, if the viewer sees it. */
export async function taskByPublicId(
  database: Queryable,
  viewer: Viewer & { readonly username: string },
  { fourEyes }: TaskRules,
  publicId: string,
): Promise<TaskRow | undefined> {
  const { rows } = await database.query<TaskRow>({
    name: seesAll(viewer) ? 'task-of-all' : 'task-of-own',
    text: `select ${taskColumns(2, 3)}
      from ${taskFrom}
     where k.public_id = $4 and ${seen(viewer)}`,
    values: [viewer.organisation, viewer.username, fourEyes, publicId],
  });
  return rows[0];
}

/** A task that is no longer open, and who answered it (nobody: it was withdrawn, recalled or ran out). */
export interface ClosedTask {
  readonly transfer: string;
  readonly procedure: string;
  readonly id: string;
  readonly publicId: string;
  readonly step: string;
  readonly organisation: string;
  readonly about: string | null;
  readonly closed: Date;
  readonly by: readonly string[];
}

/** A closed task by its public id, if the viewer sees it. */
export async function closedTask(
  database: Queryable,
  viewer: Viewer,
  publicId: string,
): Promise<ClosedTask | undefined> {
  const { rows } = await database.query<ClosedTask>(
    `select k.transfer, t.procedure, k.id, k.public_id as "publicId", k.step, k.organisation, k.about, k.closed,
        array(select distinct c.by_person from completion c where c.transfer = k.transfer and c.task = k.id) as by
       from closed_task k join matter t on t.id = k.transfer
      where k.public_id = $2 and ${seen(viewer)}`,
    [viewer.organisation, publicId],
  );
  return rows[0];
}

/** An open task as its matter's page shows it. */
export type OpenTaskRow = Pick<
  TaskRow,
  | 'transfer'
  | 'publicId'
  | 'step'
  | 'organisation'
  | 'about'
  | 'opened'
  | 'due'
  | 'overdue'
  | 'openUntil'
  | 'provisional'
  | 'powers'
>;

/** Open tasks of these transfers, for their pages. */
export async function openTasksOf(
  database: Queryable,
  transfers: readonly string[],
  { automatic }: TaskRules,
): Promise<OpenTaskRow[]> {
  const { rows } = await database.query<TaskRow>(
    `select k.transfer, k.public_id as "publicId", k.step, k.organisation, k.about, k.opened, k.due, k.overdue,
        k.open_until as "openUntil", ${provisional} as provisional, k.powers::text as powers
       from task k join matter t on t.id = k.transfer join head h on h.transfer = k.transfer
         left join told_calendar d on d.transfer = k.transfer
      where k.transfer = any($1) and ${stepOfTask} <> all($2) order by k.transfer, k.due nulls last, k.id`,
    [transfers, automatic],
  );
  return rows;
}

/** Which transfers these tasks belong to, open ones by their public ids. */
export async function transfersOfTasks(
  database: Queryable,
  publicIds: readonly string[],
): Promise<Map<string, string>> {
  const { rows } = await database.query<{ id: string; transfer: string }>(
    'select public_id as id, transfer from task where public_id = any($1)',
    [publicIds],
  );
  return new Map(rows.map(({ id, transfer }) => [id, transfer]));
}
