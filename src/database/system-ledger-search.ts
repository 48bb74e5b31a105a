/** Reading the system's ledger page by page. */
import type { Queryable } from './queryable';

/** What is looked for; all that is given must hold. */
export interface SystemQuestion {
  readonly kind?: string | undefined;
  /** User name: whose doing it was, or whose account it was tried on. */
  readonly by?: string | undefined;
  /** First and last day, in Shanghai. */
  readonly from?: string | undefined;
  readonly until?: string | undefined;
}

/** An entry as it is listed. */
export interface SystemEntryRow {
  readonly seq: number;
  readonly hash: string;
  readonly kind: string;
  readonly by: string | null;
  readonly at: Date;
  readonly content: object;
}

/** A page of entries, newest first; `before` is the number of the last one of the page before. */
export async function listSystemLedger(
  database: Queryable,
  { kind, by, from, until }: SystemQuestion,
  page: { readonly before?: number | undefined; readonly limit: number },
): Promise<SystemEntryRow[]> {
  const { rows } = await database.query<SystemEntryRow>(
    `select l.seq, l.hash, n.kind, n.by_person as by, n.at, n.content
       from system_ledger l join system_note n on n.id = l.note
      where ($1::integer is null or l.seq < $1) and ($3::text is null or n.kind = $3)
        and ($4::text is null or n.by_person = $4 or n.content ->> 'name' = $4 or n.content ->> 'subject' = $4)
        and ($5::date is null or n.at >= $5::date::timestamp at time zone 'Asia/Shanghai')
        and ($6::date is null or n.at < ($6::date + 1)::timestamp at time zone 'Asia/Shanghai')
      order by l.seq desc limit $2`,
    [page.before ?? null, page.limit, kind ?? null, by ?? null, from ?? null, until ?? null],
  );
  return rows;
}
