/** Whether the process lives, whether it can do its work, and its figures. */
import { Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';
import { z } from 'zod';
import { countTroubles } from '../../database/trouble-repository';
import { troubleKindNames } from '../../domain/troubles';
import type { App } from '../http/app';
import type { Dependencies } from '../dependencies';

/** Figures that the database has are unknown while it is away; the others are told. */
const withoutDatabase = (): undefined => undefined;

const dayOf = (moment: Date): string => moment.toISOString().slice(0, 10);

/** `GET /healthz`, `GET /readyz`, `GET /metrics` (Prometheus text format). */
export function healthRoutes(
  app: App,
  { database, engine, demonstrationLoaded, lowStorage, certificates }: Dependencies,
): void {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const durations = new Histogram({
    name: 'fuquan_http_request_seconds',
    help: 'Time to answer a request, by route and status',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 15],
    registers: [registry],
  });
  new Gauge({
    name: 'fuquan_database_connections_waiting',
    help: 'Requests that wait for a connection to the database',
    registers: [registry],
    collect() {
      this.set(database.waitingCount);
    },
  });
  new Gauge({
    name: 'fuquan_heads_unconfirmed',
    help: 'Transfers whose last entry the procedure is not known to know, for ten seconds and more',
    registers: [registry],
    async collect() {
      const count = await database
        .query<{ count: number }>(
          `select count(*)::int as count from head where confirmed < seq and written < now() - interval '10 seconds'`,
        )
        .then(({ rows }) => rows[0]?.count ?? 0, withoutDatabase);
      this.set(count ?? NaN);
    },
  });
  new Gauge({
    name: 'fuquan_troubles',
    help: 'What has not got through for a minute, by kind (GET /api/troubles says what to do)',
    labelNames: ['kind'],
    registers: [registry],
    async collect() {
      const counted = await countTroubles(database).catch(withoutDatabase);
      const counts = new Map(counted?.map(({ kind, count }) => [kind, count]));
      for (const kind of troubleKindNames) this.set({ kind }, counted ? (counts.get(kind) ?? 0) : NaN);
      if (await lowStorage?.()) this.set({ kind: 'storage-low' }, 1);
    },
  });
  app.addHook('onResponse', async (request, reply) => {
    const { method, routeOptions } = request;
    durations.observe(
      {
        method,
        route: routeOptions.url ?? 'unknown',
        status: reply.statusCode,
      },
      reply.elapsedTime / 1000,
    );
  });

  app.get(
    '/healthz',
    {
      logLevel: 'silent',
      schema: {
        operationId: 'getHealth',
        tags: ['operations'],
        summary: 'The process lives',
        security: [],
        response: { 200: z.object({ status: z.literal('ok') }) },
      },
    },
    async () => ({ status: 'ok' as const }),
  );

  const day = z.iso.date();
  const parts = z.object({
    status: z.enum(['ready', 'not-ready']),
    database: z.boolean(),
    engine: z.boolean(),
    // kinds and numbers, never of which transfers: nobody signs in here
    troubles: z.array(z.object({ kind: z.enum(troubleKindNames), count: z.number(), oldest: z.iso.datetime() })),
    certificates: z
      .object({ authority: day, client: day, server: day.nullable() })
      .optional()
      .describe('The last days of the certificates by which the engine is spoken to; only where it is by certificates'),
    demonstration: z
      .boolean()
      .optional()
      .describe('The demonstration city is loaded; only where it is being waited for'),
  });
  app.get(
    '/readyz',
    {
      logLevel: 'silent',
      schema: {
        operationId: 'getReadiness',
        tags: ['operations'],
        summary: 'Database and engine answer, a demonstration is there; and what has not got through for a minute',
        security: [],
        response: { 200: parts, 503: parts },
      },
    },
    async (_, reply) => {
      const [troubles, engineUp, low] = await Promise.all([
        countTroubles(database).catch(() => undefined),
        engine.ready(),
        lowStorage?.(),
      ]);
      const seen = low ? [{ kind: 'storage-low' as const, count: 1, oldest: low.since }] : [];
      const databaseUp = troubles !== undefined;
      const demonstration = demonstrationLoaded?.();
      const ends = certificates?.();
      // a transfer that is stuck stops no other: who balances load must not take the API away for it
      const ready = databaseUp && engineUp && demonstration !== false;
      return reply.code(ready ? 200 : 503).send({
        status: ready ? 'ready' : 'not-ready',
        database: databaseUp,
        engine: engineUp,
        troubles: [...seen, ...(troubles ?? [])].map(({ oldest, ...counted }) => ({
          ...counted,
          oldest: oldest.toISOString(),
        })),
        ...(ends && {
          certificates: {
            authority: dayOf(ends.authority),
            client: dayOf(ends.client),
            server: ends.server && dayOf(ends.server),
          },
        }),
        ...(demonstration === undefined ? {} : { demonstration }),
      });
    },
  );

  app.get(
    '/metrics',
    {
      logLevel: 'silent',
      schema: {
        operationId: 'getMetrics',
        tags: ['operations'],
        summary: 'Figures for Prometheus',
        produces: ['text/plain'],
        security: [],
      },
    },
    async (_, reply) =>
      reply
        .header('content-type', registry.contentType)
        .serializer(String)
        .send(await registry.metrics()),
  );
}
