/**
 * What was recorded, for those who listen. One process asks the ledger for new rows twice a second while anybody
 * listens, whoever wrote them, and hands them to each listener who may see them.
 */
import type { Pool } from 'pg';
import type { Account } from '../database/account-repository';
import { missedNews, newestWritten, newsSince, type NewsRow } from '../database/ledger-repository';
import type { Logger } from '../runtime/log';

/** Milliseconds between two looks at the ledger. */
const everyMs = 500;
/**
 * A row bears the time at which its transaction began and is seen when it commits, so each look goes back as far as a
 * transaction may last, and what was seen before is left out.
 */
const overlapMs = 16_000;
const rowsAtOnce = 1_000;

/** One event as it goes over the wire. */
export interface News {
  /** `<milliseconds>.<transfer>.<seq>`: what a listener that comes back sends as Last-Event-ID. */
  readonly id: string;
  readonly data: {
    readonly transfer: string;
    readonly seq: number;
    readonly state: string;
    readonly kind: string;
    readonly at: string;
    readonly step?: string;
    readonly organisation?: string;
  };
}

/** Whoever listens. */
export interface Listener {
  readonly account: Account;
  readonly hear: (news: News) => void;
}

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** A ledger row as an event: enough to know what to load again, and nothing that need be kept from anybody who sees it. */
export function newsOf(row: NewsRow): News {
  const content: unknown = JSON.parse(row.content);
  const entry: object =
    typeof content === 'object' &&
    content !== null &&
    'entry' in content &&
    typeof content.entry === 'object' &&
    content.entry !== null
      ? content.entry
      : {};
  const step = 'step' in entry ? text(entry.step) : undefined;
  const organisation = 'office' in entry ? text(entry.office) : undefined;
  return {
    id: `${row.written.getTime()}.${row.transfer}.${row.seq}`,
    data: {
      transfer: row.transfer,
      seq: row.seq,
      state: row.state,
      kind: ('kind' in entry ? text(entry.kind) : undefined) ?? 'unknown',
      at: row.written.toISOString(),
      ...(step === undefined ? {} : { step }),
      ...(organisation === undefined ? {} : { organisation }),
    },
  };
}

/** Whether a row concerns a transfer that the account sees. */
function concerns(row: NewsRow, { organisation, organisationKind }: Account): boolean {
  if (organisationKind === 'sub-district') return row.subDistrict === organisation;
  if (organisationKind === 'department') return row.departments.includes(organisation);
  return true;
}

/** The feed of one process. */
export interface NewsFeed {
  /** Listens from now on; the answer stops it. */
  listen(listener: Listener): () => void;
  /** What an account missed since the event of this id, oldest first. */
  missed(account: Account, lastEventId: string): Promise<News[]>;
  close(): void;
}

/** A feed over the ledger; it asks only while somebody listens. */
export function createNewsFeed(database: Pool, log: Logger): NewsFeed {
  const listeners = new Set<Listener>();
  const seen = new Map<string, number>();
  let since: Date | undefined;
  let timer: NodeJS.Timeout | undefined;
  let closed = false;

  async function look(): Promise<void> {
    const first = since === undefined;
    since ??= await newestWritten(database);
    // a page that is full is followed by the next one at once
    let from = new Date(since.getTime() - overlapMs);
    for (;;) {
      const rows = await newsSince(database, from, rowsAtOnce);
      for (const row of rows) {
        const name = `${row.transfer} ${row.seq}`;
        if (seen.has(name)) continue;
        seen.set(name, row.written.getTime());
        if (row.written > since) since = row.written;
        if (first) continue;
        const news = newsOf(row);
        for (const listener of listeners) if (concerns(row, listener.account)) listener.hear(news);
      }
      const last = rows.at(-1);
      if (rows.length < rowsAtOnce || !last || last.written <= from) break;
      from = last.written;
    }
    const forgotten = since.getTime() - 2 * overlapMs;
    for (const [name, written] of seen) if (written < forgotten) seen.delete(name);
  }

  function plan(): void {
    if (timer || closed || listeners.size === 0) return;
    timer = setTimeout(() => {
      look()
        .catch((error: unknown) => log.warn({ err: error }, 'the ledger could not be asked for news'))
        .finally(() => {
          timer = undefined;
          if (listeners.size === 0) {
            since = undefined;
            seen.clear();
          }
          plan();
        });
    }, everyMs);
  }

  return {
    listen(listener) {
      const begins = listeners.size === 0;
      listeners.add(listener);
      // the first look only notes where the ledger stands; it must not wait, or what comes now would count as old
      if (begins && since === undefined)
        look().catch((error: unknown) => log.warn({ err: error }, 'the ledger could not be asked for news'));
      plan();
      return () => listeners.delete(listener);
    },
    async missed(account, lastEventId) {
      const [ms = '', transfer = '', seq = ''] = lastEventId.split('.');
      const at = Number(ms);
      if (!Number.isSafeInteger(at) || at <= 0 || !transfer || !/^\d+$/.test(seq)) return [];
      const rows = await missedNews(database, account, new Date(at - 2_000), rowsAtOnce);
      return rows.map(newsOf).filter(({ id }) => id !== lastEventId);
    },
    close() {
      closed = true;
      clearTimeout(timer);
      listeners.clear();
    },
  };
}
