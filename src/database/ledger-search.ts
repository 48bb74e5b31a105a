/** Searching the ledgers of all transfers. */
import type { LedgerRow } from './ledger-repository';
import type { Queryable } from './queryable';

/** What is looked for; all that is given must hold. */
export interface LedgerQuestion {
  /** Anywhere in the text that was hashed. */
  readonly q?: string | undefined;
  readonly by?: string | undefined;
  readonly kind?: string | undefined;
  readonly step?: string | undefined;
  readonly organisation?: string | undefined;
  readonly transfer?: string | undefined;
  readonly procedure?: string | undefined;
  /** First and last day of writing, in Shanghai. */
  readonly from?: string | undefined;
  readonly until?: string | undefined;
}

export interface FoundEntry extends LedgerRow {
  readonly procedure: string;
  readonly title: string;
  readonly launchedBy: string;
}

/** Whether a name of the row is, or holds, a text. */
const named = (row: string, text: string): string => `strpos(lower(${row}.zh || ' ' || ${row}.en), lower(${text})) > 0`;

/**
 * A page of the entries found, newest first. `after` is the place of the last one before: the database looks up when it
 * was written, because its clock is finer than ours.
 */
export async function searchLedger(
  database: Queryable,
  question: LedgerQuestion,
  page: { readonly limit: number; readonly after?: { readonly transfer: string; readonly seq: number } | undefined },
): Promise<FoundEntry[]> {
  const values: unknown[] = [page.limit];
  const conditions: string[] = [];
  // one text for each combination that is asked for: the planner sees no condition that is not one
  const where = (condition: (parameter: string) => string, value: unknown) => {
    if (value === undefined) return;
    values.push(value);
    conditions.push(condition(`$${values.length}`));
  };
  where(
    // a user name, or what somebody was called when it was written
    (p) => `(l.said_by = ${p} or (l.said_by = any(array(select n.username from account_name n where ${named('n', p)}))
      and exists (select from (select zh, en from account_name n where n.username = l.said_by and n.since <= l.written
        order by n.since desc limit 1) n where ${named('n', p)})))`,
    question.by,
  );
  where((p) => `l.kind = ${p}`, question.kind);
  where((p) => `l.step = ${p}`, question.step);
  where((p) => `l.office = ${p}`, question.organisation);
  where((p) => `l.transfer = ${p}`, question.transfer);
  where((p) => `t.procedure = ${p}`, question.procedure);
  where((p) => `l.written >= ${p}::date::timestamp at time zone 'Asia/Shanghai'`, question.from);
  where((p) => `l.written < (${p}::date + 1)::timestamp at time zone 'Asia/Shanghai'`, question.until);
  where((p) => `strpos(lower(l.content), lower(${p})) > 0`, question.q);
  if (page.after) {
    values.push(page.after.transfer, page.after.seq);
    const [transfer, seq] = [`$${values.length - 1}`, `$${values.length}`];
    conditions.push(
      `(l.written, l.transfer, l.seq) < (select a.written, a.transfer, a.seq from ledger a where a.transfer = ${transfer} and a.seq = ${seq})`,
    );
  }
  const { rows } = await database.query<FoundEntry>(
    `select l.transfer, l.seq, l.key, l.previous, l.hash, l.content, l.run, l.written, t.procedure, t.title, t.launched_by as "launchedBy"
       from ledger l join matter t on t.id = l.transfer
      ${conditions.length === 0 ? '' : `where ${conditions.join(' and ')}`}
      order by l.written desc, l.transfer desc, l.seq desc limit $1`,
    values,
  );
  return rows;
}
