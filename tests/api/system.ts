/** The API as a test has it: on a database of its own, with the engine of the run, and a worker where it is asked for. */
import { Client, Connection } from '@temporalio/client';
import { NativeConnection } from '@temporalio/worker';
import { randomUUID, type KeyObject } from 'node:crypto';
import { join } from 'node:path';
import pino from 'pino';
import { z } from 'zod';
import type { App } from '../../src/api/http/app';
import type { Dependencies } from '../../src/api/dependencies';
import { createEngine, type Engine } from '../../src/api/engine/engine';
import { buildServer } from '../../src/api/server';
import { demonstrationPassword } from '../../src/database/seed/accounts';
import { loadSeed } from '../../src/database/seed/seed';
import { createWorker } from '../../src/runtime/worker';
import { freshDatabase, type TestDatabase } from '../setup/database';
import { signingKeyOf } from '../setup/signing';
import { tableReading } from '../setup/table-reader';
import { sealing, testCodec } from '../setup/sealing';
import { temporalAddress } from '../setup/temporal';

const problemErrors = z.array(z.looseObject({ field: z.string(), code: z.string(), message: z.string() }));
/** As much of any answer's body as the tests read; what they read further they parse themselves. */
const body = z.looseObject({
  id: z.string().optional(),
  code: z.string().optional(),
  title: z.string().optional(),
  detail: z.string().optional(),
  token: z.string().optional(),
  state: z.string().optional(),
  errors: problemErrors.optional(),
  items: z.array(z.looseObject({})).optional(),
  next: z.string().optional(),
});

export interface Reply {
  readonly status: number;
  readonly type: string;
  readonly header: (name: string) => string;
  readonly body: z.output<typeof body>;
  readonly text: string;
}

export interface Ask {
  /** Who asks; nobody where it is left out. */
  readonly as?: string;
  readonly token?: string;
  readonly body?: unknown;
  /** Sent as it is, for what is no JSON. */
  readonly raw?: string | Buffer;
  readonly headers?: { readonly [name: string]: string };
  readonly key?: string;
  readonly language?: string;
}

export interface System {
  readonly app: App;
  readonly database: TestDatabase;
  readonly engine: Engine;
  readonly key: Buffer;
  readonly signingKey: KeyObject;
  ask(method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', url: string, ask?: Ask): Promise<Reply>;
  /** Signs in once and remembers the token. */
  tokenOf(username: string): Promise<string>;
  stop(): Promise<void>;
}

/** Uploads as many as a test likes. */
export const roomy = { person: 1e9, office: 1e9, days: 30 };

/** A system with the demonstration city in it. */
export async function startSystem(
  options: {
    readonly worker?: boolean;
    /** Where the worker has its workflows from, if not from the city's own. */
    readonly workflowsPath?: string;
  } & Partial<
    Pick<
      Dependencies,
      | 'dossiers'
      | 'stories'
      | 'dayMs'
      | 'demonstration'
      | 'signInsPerMinute'
      | 'wrongSignInsPerMinute'
      | 'streamsPerAccount'
      | 'requestTimeoutMs'
      | 'web'
      | 'engineUi'
      | 'scanner'
      | 'log'
      | 'uploads'
      | 'lowStorage'
    >
  > = {},
): Promise<System> {
  const { worker: wantsWorker = false, demonstration = true, signInsPerMinute = 1_000, web = null, engineUi } = options;
  const { wrongSignInsPerMinute = 1_000, streamsPerAccount = 20, requestTimeoutMs = 30_000 } = options;
  const { dossiers, stories, dayMs = null } = options;
  const { workflowsPath = join(__dirname, '..', '..', 'workflows', 'index.ts') } = options;
  const { scanner = null, log = pino({ level: 'error' }), uploads = roomy, lowStorage } = options;
  const key = Buffer.alloc(32, 7);
  const database = await freshDatabase();
  await loadSeed(database.owner, { demonstration: true, key });
  const signingKey = await signingKeyOf(database.owner);
  const queue = `api-test-${randomUUID()}`;
  const connection = await Connection.connect({ address: temporalAddress() });
  const engine = createEngine(new Client({ connection, dataConverter: sealing }), {
    taskQueue: queue,
    ...(dossiers ? { workflows: dossiers.map(({ workflow }) => workflow) } : {}),
  });
  const app = await buildServer({
    database: database.app,
    engine,
    log,
    tables: tableReading(),
    scanner,
    uploads,
    ...(lowStorage ? { lowStorage } : {}),
    demonstration,
    dayMs,
    ...(dossiers ? { dossiers } : {}),
    ...(stories ? { stories } : {}),
    key,
    signingKey,
    now: Date.now,
    web,
    engineUi,
    checkAnswers: true,
    signInsPerMinute,
    wrongSignInsPerMinute,
    streamsPerAccount,
    requestTimeoutMs,
  });
  const stops: (() => Promise<unknown>)[] = [() => app.close(), () => connection.close(), () => database.drop()];
  if (wantsWorker) {
    const native = await NativeConnection.connect({
      address: temporalAddress(),
    });
    const worker = await createWorker({
      connection: native,
      database: database.worker,
      taskQueue: queue,
      workflows: { workflowsPath },
      codec: testCodec,
      ...(dossiers ? { dossiers } : {}),
    });
    const running = worker.run();
    stops.unshift(async () => {
      worker.shutdown();
      await running;
      await native.close();
    });
  }

  const tokens = new Map<string, Promise<string>>();
  const ask: System['ask'] = async (
    method,
    url,
    { as, token, body: sent, raw, headers = {}, key: idempotency, language } = {},
  ) => {
    const bearer = token ?? (as === undefined ? undefined : await tokenOf(as));
    const payload = raw ?? (sent === undefined ? undefined : JSON.stringify(sent));
    const response = await app.inject({
      method,
      url,
      headers: {
        ...(bearer === undefined ? {} : { authorization: `Bearer ${bearer}` }),
        ...(idempotency === undefined ? {} : { 'idempotency-key': idempotency }),
        ...(language === undefined ? {} : { 'accept-language': language }),
        ...(payload === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(payload === undefined ? {} : { payload }),
    });
    const type = String(response.headers['content-type'] ?? '');
    return {
      status: response.statusCode,
      type,
      header: (name) => String(response.headers[name] ?? ''),
      body: /json/.test(type) ? body.parse(response.json()) : {},
      text: response.body,
    };
  };
  function tokenOf(username: string): Promise<string> {
    let token = tokens.get(username);
    if (!token) {
      token = ask('POST', '/api/sessions', {
        body: { username, password: demonstrationPassword },
      }).then((reply) => {
        if (!reply.body.token) throw new Error(`${username} cannot sign in: ${reply.text}`);
        return reply.body.token;
      });
      tokens.set(username, token);
    }
    return token;
  }
  return {
    app,
    database,
    engine,
    key,
    signingKey,
    ask,
    tokenOf,
    stop: async () => {
      for (const stop of stops) await stop();
    },
  };
}

/** Every problem is an RFC 9457 document with a code. */
export function expectProblem(reply: Reply, status: number, code: string, field?: string): void {
  expect({
    status: reply.status,
    code: reply.body.code,
    text: reply.status === status ? '' : reply.text,
  }).toEqual({ status, code, text: '' });
  expect(reply.type).toMatch(/^application\/problem\+json/);
  expect(reply.body.title).toBeTruthy();
  expect(reply.body.detail).toBeTruthy();
  if (field !== undefined) expect(reply.body.errors?.map((error) => error.field)).toContain(field);
}
