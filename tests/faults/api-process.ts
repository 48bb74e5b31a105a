/** The API as a process of its own, which may be killed and started again, and what is asked of it. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { demonstrationPassword } from '../../src/database/seed/accounts';
import { freePort } from '../../src/runtime/ports';
import { testPayloadKey } from '../setup/sealing';
import { secret, type City } from './city';
import { startProcess, type Process } from './processes';

/** A request: without a body it is a GET. */
export interface Call {
  readonly token?: string;
  readonly key?: string;
  readonly body?: unknown;
}

export interface ApiProcess {
  readonly address: string;
  kill(): Promise<void>;
  /** Starts it again at the same address. */
  start(): Promise<void>;
  call(path: string, ask?: Call): Promise<Response>;
  /** What it answers with; throws where it refuses. */
  json<T extends z.ZodType>(schema: T, path: string, ask?: Call): Promise<z.output<T>>;
  /** The token of somebody of the demonstration. */
  signIn(username: string): Promise<string>;
}

const session = z.looseObject({ token: z.string() });

/** Starts an API in a city; `more` is environment of its own. */
export async function startApi(city: City, more: { readonly [name: string]: string } = {}): Promise<ApiProcess> {
  const port = await freePort();
  const { apiDatabaseUrl, temporalAddress, folder } = city.servers;
  const keyFile = join(folder, 'commands.pem');
  writeFileSync(keyFile, city.signingKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
  let running: Process | undefined;
  const start = async () => {
    running = await startProcess(city.programs.api, {
      DATABASE_URL: apiDatabaseUrl,
      TEMPORAL_ADDRESS: temporalAddress,
      FUQUAN_PORT: `${port}`,
      FUQUAN_DATA: folder,
      FUQUAN_DEMO: '1',
      FUQUAN_KEY: secret.toString('base64'),
      FUQUAN_PAYLOAD_KEY: testPayloadKey,
      FUQUAN_COMMAND_KEY_FILE: keyFile,
      LOG_LEVEL: 'error',
      ...more,
    });
  };
  await start();

  const address = `http://127.0.0.1:${port}`;
  const call: ApiProcess['call'] = (path, { token, key, body } = {}) =>
    fetch(`${address}${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        ...(body === undefined || body instanceof FormData ? {} : { 'content-type': 'application/json' }),
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...(key === undefined ? {} : { 'idempotency-key': key }),
      },
      ...(body === undefined ? {} : { body: body instanceof FormData ? body : JSON.stringify(body) }),
    });
  const json: ApiProcess['json'] = async (schema, path, ask) => {
    const response = await call(path, ask);
    const text = await response.text();
    if (!response.ok) throw new Error(`${path}: ${response.status} ${text}`);
    return schema.parse(JSON.parse(text));
  };
  return {
    address,
    kill: async () => running?.kill(),
    start,
    call,
    json,
    signIn: async (username) =>
      (await json(session, '/api/sessions', { body: { username, password: demonstrationPassword } })).token,
  };
}
