/** Troubles as they stand: raised by whoever tries something again and again, ended by whoever sees that it got through. */
import { troubleKindNames, troubleKinds, type TroubleKind } from '../domain/troubles';
import type { Queryable } from './queryable';

/** What a trouble is told apart by. */
export interface TroubleKey {
  readonly kind: TroubleKind;
  /** Left out: of the system as a whole. */
  readonly transfer?: string;
}

/**
 * Says that something has not got through; again for each time. Since when is kept from the first. Answers whether it is new.
 *
 * @param trouble.code what failed, in short (a SQLSTATE, a kind of failure); never anything that people wrote
 * @param trouble.detail for whoever mends it; never anything that people wrote
 */
export async function raiseTrouble(
  database: Queryable,
  trouble: TroubleKey & { readonly code: string; readonly detail?: { readonly [name: string]: unknown } },
): Promise<boolean> {
  const { rows } = await database.query<{ fresh: boolean }>(
    `insert into trouble as t (kind, transfer, code, detail) values ($1, $2, $3, $4)
     on conflict (kind, transfer) do update
       set code = excluded.code, detail = excluded.detail, last = greatest(t.last, now()), times = t.times + 1
     returning times = 1 as fresh`,
    [trouble.kind, trouble.transfer ?? '', trouble.code, JSON.stringify(trouble.detail ?? {})],
  );
  return rows[0]?.fresh ?? false;
}

/** Says that it got through; nothing where there was no trouble. Answers whether there was one. */
export async function endTrouble(database: Queryable, { kind, transfer = '' }: TroubleKey): Promise<boolean> {
  const { rowCount } = await database.query('delete from trouble where kind = $1 and transfer = $2', [kind, transfer]);
  return rowCount === 1;
}

/** A trouble as it stands. */
export interface TroubleRow {
  readonly kind: TroubleKind;
  /** `''`: of the system as a whole. */
  readonly transfer: string;
  /** Null where it is of the system, or this database does not know the transfer. */
  readonly title: string | null;
  readonly code: string;
  readonly detail: { readonly [name: string]: unknown };
  readonly since: Date;
  readonly last: Date;
  readonly times: number;
}

/** Where a page of troubles ended; `since` in microseconds since 1970. */
export interface TroublePlace {
  readonly since: number;
  readonly kind: string;
  readonly transfer: string;
}

// what is younger than its kind's quiet time is not told; kinds of a newer version are not told by an older one
const told = `from trouble t join unnest($1::text[], $2::integer[]) k(kind, quiet)
  on k.kind = t.kind and t.since <= now() - make_interval(secs => k.quiet / 1000.0)`;
const toldValues = [troubleKindNames, troubleKindNames.map((kind) => troubleKinds[kind].quietMs)] as const;
const micros = '(extract(epoch from t.since) * 1000000)::bigint';

/** A page of the troubles that people are told of, the oldest first. */
export async function listTroubles(
  database: Queryable,
  page: { readonly after?: TroublePlace | undefined; readonly limit: number },
): Promise<(TroubleRow & { readonly place: TroublePlace })[]> {
  const { after } = page;
  const { rows } = await database.query<TroubleRow & { readonly micros: number }>(
    `select t.kind, t.transfer, r.title, t.code, t.detail, t.since, t.last, t.times, ${micros} as micros
       ${told} left join matter r on r.id = t.transfer
      where $3::bigint is null or (${micros}, t.kind, t.transfer) > ($3::bigint, $4::text, $5::text)
      order by micros, t.kind, t.transfer limit $6`,
    [...toldValues, after?.since ?? null, after?.kind ?? null, after?.transfer ?? null, page.limit],
  );
  return rows.map(({ micros: since, ...row }) => ({
    ...row,
    place: { since, kind: row.kind, transfer: row.transfer },
  }));
}

/** How many troubles there are of each kind that people are told of, and since when. */
export async function countTroubles(
  database: Queryable,
): Promise<{ readonly kind: TroubleKind; readonly count: number; readonly oldest: Date }[]> {
  const { rows } = await database.query<{ kind: TroubleKind; count: number; oldest: Date }>(
    `select t.kind, count(*)::integer as count, min(t.since) as oldest ${told} group by t.kind order by t.kind`,
    [...toldValues],
  );
  return rows;
}

/** The transfers that have a trouble of these kinds, however young. */
export async function transfersInTrouble(
  database: Queryable,
  kinds: readonly TroubleKind[],
): Promise<{ readonly kind: TroubleKind; readonly transfer: string; readonly last: Date }[]> {
  const { rows } = await database.query<{ kind: TroubleKind; transfer: string; last: Date }>(
    'select kind, transfer, last from trouble where kind = any($1) order by last',
    [kinds],
  );
  return rows;
}

/** The kinds of trouble that a transfer has, however young. */
export async function troubleOf(database: Queryable, transfer: string): Promise<string[]> {
  const { rows } = await database.query<{ kind: string }>('select kind from trouble where transfer = $1', [transfer]);
  return rows.map(({ kind }) => kind);
}

/** Milliseconds after which a record or publication that nobody tries any more is no trouble: retries come every few seconds. */
const stillTriedMs = 120_000;

/** Milliseconds after which a trouble is over that nobody has raised again: the longest pause of whoever raises it, and more. */
const raisedAgainMs = {
  // the engine tries a task again every ten minutes at most
  'payload-key-missing': 660_000,
  // looked at every minute
  'clock-skew': 180_000,
  'certificate-ends': 180_000,
} as const satisfies { readonly [kind in TroubleKind]?: number };

/**
 * Ends what was overcome without anybody saying so: a transfer has written its ledger since its record was last refused
 * or kept waiting, has ended, or nobody waits or raises it any more. Runs and entries that are not the system's are tried
 * again all the time; what was sent past the API, or kept back, is over at once, and stands for a day.
 */
export async function endOvercome(database: Queryable): Promise<void> {
  await database.query(
    `delete from trouble t using head h
      where t.kind in ('record-refused', 'record-waits', 'publication-waits') and h.transfer = t.transfer
        and (h.written > t.last or h.over
          or (t.kind <> 'record-refused' and t.last < now() - make_interval(secs => $1 / 1000.0)))`,
    [stillTriedMs],
  );
  await database.query(
    `delete from trouble where (kind in ('foreign-run', 'entry-not-signed') and last < now() - make_interval(secs => $1 / 1000.0))
       or (kind in ('not-sent-by-api', 'command-kept-back') and last < now() - interval '1 day')`,
    [stillTriedMs],
  );
  await database.query(
    `delete from trouble t using unnest($1::text[], $2::integer[]) k(kind, pause)
      where k.kind = t.kind and (t.last < now() - make_interval(secs => k.pause / 1000.0)
        or exists (select from head h where h.transfer = t.transfer and h.written > t.last))`,
    [Object.keys(raisedAgainMs), Object.values(raisedAgainMs)],
  );
}

/**
 * Raises and ends what the database shows by itself: launches that the engine was not told of, and procedures that have
 * not taken their last entry, for a minute and more; since when, by their own times.
 */
export async function noteWaiting(database: Queryable): Promise<void> {
  await database.query(
    `with waiting as (
       select 'launch-not-started' as kind, id as transfer, launched as since from matter
        where started is null and launched < now() - interval '1 minute'
       union all
       select 'engine-behind', h.transfer, h.written from head h join matter r on r.id = h.transfer
        where h.confirmed < h.seq and h.written < now() - interval '1 minute' and r.started is not null
          and not exists (select from trouble o where o.transfer = h.transfer and o.kind in ('engine-lost', 'ledger-behind', 'run-does-not-replay'))),
      over as (delete from trouble t where t.kind in ('launch-not-started', 'engine-behind')
        and not exists (select from waiting w where w.kind = t.kind and w.transfer = t.transfer))
     insert into trouble as t (kind, transfer, code, since) select kind, transfer, 'waits', since from waiting
     on conflict (kind, transfer) do update set last = greatest(t.last, now()), times = t.times + 1`,
  );
}

/** Raises, or ends, that people's acts need not be signed yet: of the system as a whole. */
export async function noteSigning(database: Queryable): Promise<void> {
  await database.query(
    `with over as (delete from trouble where kind = 'signatures-not-required' and exists (select from signatures_required))
     insert into trouble as t (kind, code) select 'signatures-not-required', 'waits' where not exists (select from signatures_required)
     on conflict (kind, transfer) do update set last = greatest(t.last, now()), times = t.times + 1`,
  );
}
