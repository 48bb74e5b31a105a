/** Server-sent events: what is recorded in the transfers that the listener sees, and whose tasks are. */
import { livingSessions } from '../../database/account-repository';
import type { App } from '../http/app';
import { Refusal } from '../../domain/refusal';
import { accountOf, hashOfToken, tokenOf } from '../http/authentication';
import type { Inside } from '../dependencies';
import { createNewsFeed, type News } from './news';

/** Milliseconds between two signs of life; proxies cut what is silent for a minute. */
const heartbeatMs = 15_000;
/** Milliseconds between two looks at whether the listeners' sessions still hold. */
const sessionsMs = 1_000;
/** Bytes that may wait for a slow listener before it is let go; it comes back with Last-Event-ID. */
const mostWaiting = 1_000_000;

interface Connection {
  readonly username: string;
  /** Hash of its session's token. */
  readonly session: Buffer;
}

/** `GET /api/events`. */
export function eventRoutes(app: App, { database, log, sessionEnds, streamsPerAccount = 20 }: Inside): void {
  const feed = createNewsFeed(database, log);
  /** Whose each connection is, by what closes it. */
  const open = new Map<() => void, Connection>();
  let timer: NodeJS.Timeout | undefined;
  /** Ends the connections of sessions that were ended: a password was changed, an account closed, somebody signed out. */
  async function endThoseOfEndedSessions(): Promise<void> {
    try {
      const living = await livingSessions(
        database,
        [...open.values()].map(({ session }) => session),
      );
      for (const [close, { session }] of open) if (!living.has(session.toString('hex'))) close();
    } catch (error) {
      log.warn({ err: error }, 'the sessions of listeners could not be looked up');
    }
  }
  /** Looks again and again as long as anybody listens: a session may be ended by another process. */
  function watchSessions(): void {
    timer ??= setTimeout(() => {
      void endThoseOfEndedSessions().finally(() => {
        timer = undefined;
        if (open.size > 0) watchSessions();
      });
    }, sessionsMs);
  }
  sessionEnds.listen(() => {
    if (open.size > 0) void endThoseOfEndedSessions();
  });
  /** @throws Refusal `too-many-streams` */
  function checkStreams(username: string): void {
    const own = [...open.values()].filter((connection) => connection.username === username).length;
    if (own >= streamsPerAccount)
      throw new Refusal('too-many-streams', { params: { limit: streamsPerAccount, seconds: 30 } });
  }
  // connections that never end by themselves would hold up the server's end
  app.addHook('preClose', async () => {
    feed.close();
    for (const close of [...open.keys()]) close();
    clearTimeout(timer);
  });

  app.get(
    '/api/events',
    {
      schema: {
        operationId: 'streamEvents',
        tags: ['events'],
        summary: 'Changes as server-sent events, with Last-Event-ID · 变更事件流',
        produces: ['text/event-stream'],
      },
    },
    async (request, reply) => {
      const account = accountOf(request);
      const session = hashOfToken(tokenOf(request)?.token ?? '');
      checkStreams(account.username);
      reply.hijack();
      const { raw } = reply;
      raw.writeHead(200, {
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-store',
        'x-accel-buffering': 'no',
        connection: 'keep-alive',
      });
      raw.write('retry: 1000\n\n');
      const write = (news: News) => {
        if (raw.writableLength > mostWaiting) {
          raw.destroy();
          return;
        }
        const id = 'id' in news ? `id: ${news.id}\n` : '';
        raw.write(`${id}event: ${news.event}\ndata: ${JSON.stringify(news.data)}\n\n`);
      };
      // what is recorded while the past is being looked up comes after it
      const waiting: News[] = [];
      let past = true;
      const stop = feed.listen({
        account,
        hear: (news) => (past ? waiting.push(news) : write(news)),
      });
      const heartbeat = setInterval(() => raw.write(': still here\n\n'), heartbeatMs);
      const close = () => {
        stop();
        clearInterval(heartbeat);
        open.delete(close);
        if (!raw.writableEnded) raw.end();
      };
      open.set(close, { username: account.username, session });
      watchSessions();
      raw.on('close', close);
      const last = request.headers['last-event-id'];
      try {
        if (typeof last === 'string') for (const news of await feed.missed(account, last)) write(news);
      } catch (error) {
        log.warn({ err: error }, 'a listener could not be told what it missed');
      }
      past = false;
      waiting.forEach(write);
    },
  );
}
