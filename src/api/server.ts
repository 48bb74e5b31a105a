/** The server, put together: parsing, authentication, errors by themselves, and one file a resource. */
import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import multipart from '@fastify/multipart';
import rateLimit from '@fastify/rate-limit';
import fastify, { LogController, type FastifyBaseLogger } from 'fastify';
import { serializerCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod';
import { randomUUID } from 'node:crypto';
import type { App } from './app';
import { installAuthentication } from './authentication';
import type { Dependencies } from './dependencies';
import { installDocumentation } from './documentation';
import { languageOf } from './language';
import { gatherMethods, refuseOtherMethods } from './methods';
import { installJsonParser, installTextRule, parseWithZod, refuseUnknownFilters } from './parsing';
import { bodyLimit, installProblems, onClientError, onFrameworkError } from './problems';
import { accountRoutes } from './resources/accounts';
import { actRoutes } from './resources/acts';
import { calendarRoutes } from './resources/calendar';
import { catalogueRoutes } from './resources/catalogue';
import { certificateRoutes } from './resources/certificates';
import { claimRoutes } from './resources/claims';
import { completionRoutes } from './resources/completions';
import { demonstrationRoutes } from './resources/demonstration';
import { documentRoutes } from './resources/documents';
import { editingRoutes } from './resources/editing';
import { importRoutes } from './resources/imports';
import { launchPreviewRoutes } from './resources/launch-preview';
import { engineComparisonRoutes } from './resources/engine-comparison';
import { ledgerExportRoutes } from './resources/ledger-export';
import { ledgerSearchRoutes } from './resources/ledger-search';
import { overviewRoutes } from './resources/overview';
import { ownPasswordRoutes } from './resources/own-password';
import { spreadsheetRoutes } from './resources/spreadsheets';
import { eventRoutes } from './resources/events';
import { fileLimit, fileRoutes } from './resources/files';
import { healthRoutes } from './resources/health';
import { historyRoutes } from './resources/history';
import { launchRoutes } from './resources/launches';
import { localDayRoutes } from './resources/local-days';
import { mentionRoutes } from './resources/mentions';
import { noteRoutes } from './resources/notes';
import { officerRoutes } from './resources/officers';
import { paceRoutes } from './resources/pace';
import { procedureRoutes } from './resources/procedures';
import { registerRoutes } from './resources/register';
import { sessionRoutes } from './resources/sessions';
import { settingRoutes } from './resources/settings';
import { stepRoutes } from './resources/steps';
import { systemLedgerRoutes } from './resources/system-ledger';
import { taskRoutes } from './resources/tasks';
import { transferRoutes } from './resources/transfers';
import { troubleRoutes } from './resources/troubles';
import { createSessionEnds } from './session-ends';
import { installWeb } from './web';

const resources = [
  sessionRoutes,
  ownPasswordRoutes,
  catalogueRoutes,
  calendarRoutes,
  officerRoutes,
  certificateRoutes,
  accountRoutes,
  procedureRoutes,
  stepRoutes,
  launchRoutes,
  transferRoutes,
  actRoutes,
  paceRoutes,
  noteRoutes,
  mentionRoutes,
  taskRoutes,
  completionRoutes,
  claimRoutes,
  fileRoutes,
  historyRoutes,
  registerRoutes,
  documentRoutes,
  spreadsheetRoutes,
  overviewRoutes,
  ledgerSearchRoutes,
  ledgerExportRoutes,
  systemLedgerRoutes,
  engineComparisonRoutes,
  launchPreviewRoutes,
  importRoutes,
  editingRoutes,
  settingRoutes,
  localDayRoutes,
  troubleRoutes,
  eventRoutes,
  demonstrationRoutes,
];

/** A server that is ready to listen or to be asked directly. */
export async function buildServer(dependencies: Dependencies): Promise<App> {
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
    const inside = { ...dependencies, sessionEnds: createSessionEnds() };
    for (const routes of resources) routes(api, inside);
    refuseOtherMethods(api, methods);
  });
  await app.ready();
  return app;
}
