/** The server, put together: parsing, authentication, errors by themselves, and one room a concern. */
import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import multipart from '@fastify/multipart';
import rateLimit from '@fastify/rate-limit';
import fastify, { LogController, type FastifyBaseLogger } from 'fastify';
import { serializerCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod';
import { randomUUID } from 'node:crypto';
import { mustAllBeSound } from '../domain/dossiers';
import type { App } from './http/app';
import { installAuthentication } from './http/authentication';
import type { Dependencies } from './dependencies';
import { installDocumentation } from './http/documentation';
import { served } from './family';
import { languageOf } from './http/language';
import { gatherMethods, refuseOtherMethods } from './http/methods';
import { installJsonParser, installTextRule, parseWithZod, refuseUnknownFilters } from './http/parsing';
import { bodyLimit, installProblems, onClientError, onFrameworkError } from './http/problems';
import { fileLimit } from './files/files';
import { healthRoutes } from './engine/health';
import { createSessionEnds } from './city/session-ends';
import { installWeb } from './http/web';
import { routes as city } from './city/routes';
import { routes as contributions } from './contributions/routes';
import { routes as engine } from './engine/routes';
import { routes as figures } from './figures/routes';
import { routes as files } from './files/routes';
import { routes as launches } from './launches/routes';
import { routes as ledger } from './ledger/routes';
import { routes as matters } from './matters/routes';
import { routes as tasks } from './tasks/routes';

/** One room a concern: its addresses, and what they need. */
const rooms = [city, launches, matters, contributions, tasks, files, ledger, figures, engine];

/** A server that is ready to listen or to be asked directly. @throws where a procedure's declaration contradicts itself */
export async function buildServer(dependencies: Dependencies): Promise<App> {
  mustAllBeSound(dependencies.dossiers);
  const loggerInstance: FastifyBaseLogger = dependencies.log;
  const { requestTimeoutMs = 30_000 } = dependencies;
  const app: App = fastify({
    loggerInstance,
    bodyLimit,
    trustProxy: [...(dependencies.trustedProxies ?? [])],
    // the time for a request to arrive, not for the answer: a command may wait for the engine
    requestTimeout: requestTimeoutMs,
    http: {
      // Node takes the larger of both limits for the body, and its own for the headers is a minute
      headersTimeout: requestTimeoutMs,
      requestTimeout: requestTimeoutMs,
      // how often it looks for requests that are late; its own half minute would come on top
      connectionsCheckingInterval: 1_000,
    },
    keepAliveTimeout: 65_000,
    routerOptions: { maxParamLength: 200 },
    genReqId: () => randomUUID(),
    // every request twice would drown what matters; faults and refusals by the engine are logged where they happen
    logController: new LogController({ disableRequestLogging: true }),
    return503OnClosing: true,
    forceCloseConnections: 'idle',
    clientErrorHandler: onClientError,
    frameworkErrors: onFrameworkError,
  }).withTypeProvider<ZodTypeProvider>();

  app.setValidatorCompiler(parseWithZod);
  app.setSerializerCompiler(dependencies.checkAnswers ? serializerCompiler : () => (answer) => JSON.stringify(answer));
  installJsonParser(app);
  installTextRule(app);
  refuseUnknownFilters(app);

  app.decorateRequest('language', 'zh');
  app.addHook('onRequest', async (request, reply) => {
    request.language = languageOf(request.headers['accept-language']);
    void reply.header('content-language', request.language === 'zh' ? 'zh-CN' : 'en');
    void reply.header('vary', 'accept-language');
    void reply.header('x-request-id', request.id);
  });
  // answers are one person's, and of now
  app.addHook('onSend', async (request, reply) => {
    if (request.url.startsWith('/api/') && !reply.hasHeader('cache-control'))
      void reply.header('cache-control', 'no-store');
  });

  await app.register(helmet, {
    contentSecurityPolicy: {
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        // component libraries put their styles into the page
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        fontSrc: ["'self'", 'data:'],
        connectSrc: ["'self'"],
        objectSrc: ["'none'"],
        frameAncestors: ["'none'"],
        // on this machine there is no https to upgrade to
        upgradeInsecureRequests: null,
      },
    },
    // that belongs to whoever terminates TLS
    strictTransportSecurity: false,
  });
  await app.register(cookie);
  await app.register(multipart, {
    limits: {
      fileSize: fileLimit,
      files: 1,
      fields: 5,
      fieldSize: 10_000,
      headerPairs: 100,
    },
    throwFileSizeLimit: true,
  });
  await app.register(rateLimit, {
    global: false,
    // whoever is signed in counts for themselves: an office's people share one address
    keyGenerator: ({ account, ip }) => (account ? `account ${account.username}` : ip),
    errorResponseBuilder: (_, { ttl }) =>
      Object.assign(new Error('rate limit'), {
        statusCode: 429,
        seconds: Math.ceil(ttl / 1000),
      }),
  });
  // before the routes: a route keeps the error handler that was there when it came
  installProblems(app, dependencies.lowStorage, await installWeb(app, dependencies.web));
  await installDocumentation(app);
  const methods = gatherMethods(app);
  healthRoutes(app, dependencies);
  await app.register(async (scope) => {
    const api = scope.withTypeProvider<ZodTypeProvider>();
    installAuthentication(api, dependencies.database);
    const inside = { ...dependencies, sessionEnds: createSessionEnds(), family: served(dependencies.dossiers) };
    for (const routes of rooms.flat()) routes(api, inside);
    refuseOtherMethods(api, methods);
  });
  await app.ready();
  return app;
}
