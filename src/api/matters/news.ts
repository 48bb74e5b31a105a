/**
 * What was recorded, for those who listen. One process asks the ledger for new rows twice a second while anybody
 * listens, whoever wrote them, and hands them to each listener who may see them. Claims have no entries: they are asked
 * for at the same time.
 */
import type { Pool } from 'pg';
import type { Account } from '../../database/account-repository';
import { claimsSince, newestClaim, type ClaimNewsRow } from '../../database/claim-repository';
import { missedNews, newestWritten, newsSince, type NewsRow } from '../../database/ledger-repository';
import { sees } from '../../domain/city/sight';
import type { Logger } from '../../runtime/log';
import { createTail } from './tail';

/** Milliseconds between two looks at the ledger. */
const everyMs = 500;
/** Entries that somebody who comes back is told at most. */
const mostMissed = 1_000;

/** An entry of the ledger as it goes over the wire. */
interface Recorded {
  readonly event: 'recorded';
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

/** A task that was claimed or released. It has no id: who comes back loads anew and misses nothing by that. */
interface Claimed {
  readonly event: 'claimed';
  readonly data: {
    readonly transfer: string;
    readonly task: string;
    /** User name; null where it was released. */
    readonly by: string | null;
    readonly at: string;
  };
}

/** One event. */
export type News = Recorded | Claimed;

/** Whoever listens. */
export interface Listener {
  readonly account: Account;
  readonly hear: (news: News) => void;
}

/** A ledger row as an event: enough to know what to load again, and nothing that need be kept from anybody who sees it. */
export const newsOf = ({ transfer, seq, kind, step, office, state, written }: NewsRow): Recorded => ({
  event: 'recorded',
  id: `${written.getTime()}.${transfer}.${seq}`,
  data: {
    transfer,
    seq,
    state,
    kind: kind ?? 'unknown',
    at: written.toISOString(),
    ...(step === null ? {} : { step }),
    ...(office === null ? {} : { organisation: office }),
  },
});

const claimNews = ({ transfer, publicId, by, written }: ClaimNewsRow): Claimed => ({
  event: 'claimed',
  data: { transfer, task: publicId, by, at: written.toISOString() },
});

/** The feed of one process. */
export interface NewsFeed {
  /** Listens from now on; the answer stops it. */
  listen(listener: Listener): () => void;
  /** What an account missed since the event of this id, oldest first. */
  missed(account: Account, lastEventId: string): Promise<Recorded[]>;
  close(): void;
}

/** A feed over the ledger; it asks only while somebody listens. */
export function createNewsFeed(database: Pool, log: Logger): NewsFeed {
  const listeners = new Set<Listener>();
  const entries = createTail<NewsRow>({
    newest: () => newestWritten(database),
    since: (from, limit) => newsSince(database, from, limit),
    nameOf: ({ transfer, seq }) => `${transfer} ${seq}`,
  });
  const claims = createTail<ClaimNewsRow>({
    newest: () => newestClaim(database),
    since: (from, limit) => claimsSince(database, from, limit),
    nameOf: ({ publicId, written }) => `${publicId} ${written.getTime()}`,
  });
  let timer: NodeJS.Timeout | undefined;
  let closed = false;

  const tell = (row: NewsRow | ClaimNewsRow, news: News): void => {
    for (const listener of listeners) if (sees(listener.account, row.participants)) listener.hear(news);
  };

  async function look(): Promise<void> {
    await Promise.all([entries.look((row) => tell(row, newsOf(row))), claims.look((row) => tell(row, claimNews(row)))]);
  }

  function plan(): void {
    if (timer || closed || listeners.size === 0) return;
    timer = setTimeout(() => {
      look()
        .catch((error: unknown) => log.warn({ err: error }, 'the database could not be asked for news'))
        .finally(() => {
          timer = undefined;
          if (listeners.size === 0) {
            entries.forget();
            claims.forget();
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
      if (begins && !entries.begun)
        look().catch((error: unknown) => log.warn({ err: error }, 'the database could not be asked for news'));
      plan();
      return () => listeners.delete(listener);
    },
    async missed(account, lastEventId) {
      const [ms = '', transfer = '', seq = ''] = lastEventId.split('.');
      const at = Number(ms);
      if (!Number.isSafeInteger(at) || at <= 0 || !transfer || !/^\d+$/.test(seq)) return [];
      const rows = await missedNews(database, account, new Date(at - 2_000), mostMissed);
      return rows.map(newsOf).filter(({ id }) => id !== lastEventId);
    },
    close() {
      closed = true;
      clearTimeout(timer);
      listeners.clear();
    },
  };
}
