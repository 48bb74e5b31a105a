/** Notices to the public, as they were published. */
import type { LocalDate } from '../domain/procedure/calendar';
import type { Words } from '../domain/procedure/step';
import type { Name } from '../domain/procedure/name';
import { namesThen } from './name-repository';
import type { Queryable } from './queryable';

/** A published notice. `body` is what was written when it was published; nothing of it is looked up again. */
export interface Notice {
  /** Public id; made from the transfer and the automatic task that published it. */
  readonly id: string;
  readonly transfer: string;
  readonly step: string;
  readonly title: Words;
  readonly body: unknown;
  readonly published: Date;
  readonly filingDue: LocalDate;
  readonly subDistrict: string;
  /** What the offices that it mentions were called when it was published, by their ids; the sub-district among them. */
  readonly nameOf: (organisation: string) => Name;
  /** The ledger entry that says it was published; none in the moment between the two. */
  readonly entry: { readonly seq: number; readonly hash: string } | null;
}

const columns = `public_task_id(b.transfer, b.task) as id, b.transfer, b.step,
  json_build_object('zh', b.title_zh, 'en', b.title_en) as title, b.body, b.published, b.filing_due as "filingDue",
  own.sub_district as "subDistrict",
  (select json_build_object('seq', l.seq, 'hash', l.hash) from completion c join ledger l on l.transfer = c.transfer and l.seq = c.seq
    where c.transfer = b.transfer and c.task = b.task order by c.seq limit 1) as entry`;
const tables = `publication b join power_transfer own on own.matter = b.transfer`;

type Unnamed = Omit<Notice, 'nameOf'>;

async function withNames(database: Queryable, rows: readonly Unnamed[]): Promise<Notice[]> {
  const names = await namesThen(database);
  return rows.map((row) => ({ ...row, nameOf: (id) => names.organisation(id, row.published.getTime()) }));
}

/** One notice by its public id. */
export async function noticeById(database: Queryable, id: string): Promise<Notice | undefined> {
  const { rows } = await database.query<Unnamed>(
    `select ${columns} from ${tables} where public_task_id(b.transfer, b.task) = $1`,
    [id],
  );
  const [notice] = await withNames(database, rows);
  return notice;
}

/** The notices of one transfer, oldest first. */
export async function noticesOf(database: Queryable, transfer: string): Promise<Notice[]> {
  const { rows } = await database.query<Unnamed>(
    `select ${columns} from ${tables} where b.transfer = $1 order by b.published, b.task`,
    [transfer],
  );
  return withNames(database, rows);
}

/** A page of all notices, newest first; `after` is the id of the last one before. */
export async function listNotices(
  database: Queryable,
  page: { readonly after?: string | undefined; readonly limit: number; readonly subDistrict?: string | undefined },
): Promise<Notice[]> {
  const { rows } = await database.query<Unnamed>(
    `select ${columns} from ${tables}
      where ($1::text is null or (b.published, b.transfer, b.task) < (select a.published, a.transfer, a.task from publication a
          where public_task_id(a.transfer, a.task) = $1))
        and ($3::text is null or own.sub_district = $3)
      order by b.published desc, b.transfer desc, b.task desc limit $2`,
    [page.after ?? null, page.limit, page.subDistrict ?? null],
  );
  return withNames(database, rows);
}

/** Names of organisations by id, as they are today. */
export async function organisationNames(database: Queryable): Promise<ReadonlyMap<string, Words>> {
  const { rows } = await database.query<{ id: string; zh: string; en: string }>(
    'select id, name_zh as zh, name_en as en from organisation',
  );
  return new Map(rows.map(({ id, zh, en }) => [id, { zh, en }]));
}
