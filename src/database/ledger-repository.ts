/** Reading the ledger and the heads; nothing here writes a ledger row. */
import { hashOf } from '../ledger/chain';
import type { Entry } from '../domain/procedure/record';
import type { Viewer } from '../domain/city/sight';
import type { Queryable } from './queryable';
import { participantsIn, visibleWhere } from './visibility';

/** A row of the ledger as it stands. `content` is the canonical JSON that was hashed. */
export interface LedgerRow {
  readonly transfer: string;
  readonly seq: number;
  readonly key: string;
  readonly previous: string;
  readonly hash: string;
  readonly content: string;
  readonly run: string;
  readonly written: Date;
}

const ledgerColumns = 'l.transfer, l.seq, l.key, l.previous, l.hash, l.content, l.run, l.written';

/** A page of a transfer's ledger, in order. */
export async function historyOf(
  database: Queryable,
  transfer: string,
  page: { readonly after: number; readonly limit: number },
): Promise<LedgerRow[]> {
  const { rows } = await database.query<LedgerRow>(
    `select ${ledgerColumns} from ledger l where l.transfer = $1 and l.seq > $2 order by l.seq limit $3`,
    [transfer, page.after, page.limit],
  );
  return rows;
}

/** The entry that a command became, if it did. */
export async function entryOfKey(database: Queryable, transfer: string, key: string): Promise<LedgerRow | undefined> {
  const { rows } = await database.query<LedgerRow>(
    `select ${ledgerColumns} from ledger l where l.transfer = $1 and l.key = $2`,
    [transfer, key],
  );
  return rows[0];
}

/** As much of an entry as is held against the engine's history; its hash as it is computed from its content. */
export interface ComparedLedgerRow {
  readonly seq: number;
  readonly key: string;
  readonly hash: string;
  readonly kind: Entry['kind'] | null;
  readonly run: string;
  readonly written: Date;
}

/** A transfer's whole ledger, in order; the hash of each entry is computed from what it holds, whatever stands beside it. */
export async function comparedRowsOf(database: Queryable, transfer: string): Promise<ComparedLedgerRow[]> {
  const { rows } = await database.query<ComparedLedgerRow & Pick<LedgerRow, 'previous' | 'content'>>(
    'select seq, key, previous, content, kind, run, written from ledger where transfer = $1 order by seq',
    [transfer],
  );
  return rows.map(({ previous, content, ...row }) => ({ ...row, hash: hashOf(previous, content) }));
}

/** SQL: whether the procedure of a head `h` has to run: it has begun and has not ended, and nobody is about to start it anew. */
export const living = `h.seq > 0 and not h.over
  and not exists (select from public.rebuild r where r.transfer = h.transfer and r.finished is null)`;

/** Whether a transfer's procedure has to run. */
export async function isLiving(database: Queryable, transfer: string): Promise<boolean> {
  const { rowCount } = await database.query(`select from public.head h where transfer = $1 and ${living}`, [transfer]);
  return rowCount === 1;
}

/** How many entries all ledgers have, by their heads. */
export async function entriesInAll(database: Queryable): Promise<number> {
  const { rows } = await database.query<{ entries: number }>(
    'select coalesce(sum(seq), 0)::bigint as entries from head',
  );
  return rows[0]?.entries ?? 0;
}

/** Where a transfer stands. */
export interface HeadRow {
  readonly seq: number;
  readonly hash: string;
  readonly state: string;
  readonly suspended: boolean;
  /** Nothing comes any more. */
  readonly over: boolean;
}

/** Head of a transfer's ledger. */
export async function headOf(database: Queryable, transfer: string): Promise<HeadRow | undefined> {
  const { rows } = await database.query<HeadRow>({
    name: 'head-of',
    text: 'select seq, hash, state, suspended, over from head where transfer = $1',
    values: [transfer],
  });
  return rows[0];
}

/** How a transfer stands, and what its ledger has at a place. */
export interface LedgerPlace {
  /** Nothing comes any more. */
  readonly over: boolean;
  /** The engine was told of it. */
  readonly started: boolean;
  /** Number of the ledger's last entry. */
  readonly end: number;
  /** Hash of the entry with that number; null where the ledger has none. */
  readonly hash: string | null;
}

/** A transfer and its ledger's entry of a number; undefined where this database does not know the transfer. */
export async function placeInLedger(
  database: Queryable,
  transfer: string,
  seq: number,
): Promise<LedgerPlace | undefined> {
  const { rows } = await database.query<LedgerPlace>(
    `select h.over, t.started is not null as started, h.seq as "end",
        (select l.hash from ledger l where l.transfer = t.id and l.seq = $2) as hash
       from matter t join head h on h.transfer = t.id where t.id = $1`,
    [transfer, seq],
  );
  return rows[0];
}

/** Transfers whose procedures should be running, those that wrote last first. */
export async function livingTransfers(database: Queryable): Promise<string[]> {
  const { rows } = await database.query<{ transfer: string }>(
    `select h.transfer from head h join matter t on t.id = h.transfer
      where not h.over and t.started is not null order by h.written desc, h.transfer`,
  );
  return rows.map(({ transfer }) => transfer);
}

/** Transfers whose procedures should be running, with the run of each that was checked; null: none was yet. */
export async function livingRuns(
  database: Queryable,
): Promise<{ readonly transfer: string; readonly run: string | null }[]> {
  const { rows } = await database.query<{ transfer: string; run: string | null }>(
    `select h.transfer, h.run from head h join matter t on t.id = h.transfer
      where not h.over and t.started is not null order by h.written desc, h.transfer`,
  );
  return rows;
}

/** An entry for those who listen, with whom it concerns. */
export interface NewsRow {
  readonly transfer: string;
  readonly seq: number;
  readonly kind: string | null;
  readonly step: string | null;
  readonly office: string | null;
  readonly written: Date;
  readonly state: string;
  /** Organisations that take part. */
  readonly participants: readonly string[];
}

const newsColumns = `l.transfer, l.seq, l.kind, l.step, l.office, l.written, h.state, ${participantsIn('l.transfer')} as participants`;
const newsFrom = 'ledger l join head h on h.transfer = l.transfer';

/** Rows written since an instant, of all transfers, oldest first. */
export async function newsSince(database: Queryable, since: Date, limit: number): Promise<NewsRow[]> {
  const { rows } = await database.query<NewsRow>({
    name: 'news-since',
    text: `select ${newsColumns} from ${newsFrom}
      where l.written >= $1 order by l.written, l.transfer, l.seq limit $2`,
    values: [since, limit],
  });
  return rows;
}

/** The newest instant at which anything was recorded; the present one where nothing was. */
export async function newestWritten(database: Queryable): Promise<Date> {
  const { rows } = await database.query<{ at: Date }>('select coalesce(max(written), now()) as at from ledger');
  return rows[0]?.at ?? new Date();
}

/** Rows that the viewer missed since an instant, for a listener that comes back. */
export async function missedNews(database: Queryable, viewer: Viewer, since: Date, limit: number): Promise<NewsRow[]> {
  const { rows } = await database.query<NewsRow>(
    `select ${newsColumns} from ${newsFrom}
      where l.written >= $2 and ${visibleWhere(viewer, 'l.transfer', 1)} order by l.written, l.transfer, l.seq limit $3`,
    [viewer.organisation, since, limit],
  );
  return rows;
}

/** A head whose last entry the procedure is not known to know. */
export interface UnconfirmedHead {
  readonly transfer: string;
  readonly seq: number;
  readonly hash: string;
}

/** Heads that have stood unconfirmed for so many milliseconds, the oldest first. */
export async function unconfirmedHeads(
  database: Queryable,
  olderThanMs: number,
  limit: number,
): Promise<UnconfirmedHead[]> {
  const { rows } = await database.query<UnconfirmedHead>(
    `select transfer, seq, hash from head
      where confirmed < seq and written < now() - make_interval(secs => $1::double precision / 1000) order by written limit $2`,
    [olderThanMs, limit],
  );
  return rows;
}

/** Notes that the procedure was seen to know this entry. */
export async function confirmHead(database: Queryable, transfer: string, seq: number): Promise<void> {
  await database.query('update head set confirmed = $2 where transfer = $1 and seq = $2 and confirmed < $2', [
    transfer,
    seq,
  ]);
}

/** Notes that the procedure was seen to know no more than this entry, whatever it knew before: it is to be told the rest. */
export async function unconfirmHead(database: Queryable, transfer: string, seq: number): Promise<void> {
  await database.query('update head set confirmed = $2 where transfer = $1 and confirmed > $2', [transfer, seq]);
}

/** Launches that the engine was not told of for so many milliseconds. */
export async function launchesNotStarted(database: Queryable, olderThanMs: number, limit: number): Promise<string[]> {
  const { rows } = await database.query<{ id: string }>(
    `select id from matter where started is null
       and launched < now() - make_interval(secs => $1::double precision / 1000) order by launched limit $2`,
    [olderThanMs, limit],
  );
  return rows.map(({ id }) => id);
}
