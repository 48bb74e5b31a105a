/** The API's process is killed while a request is on its way; the same request again has the one effect. */
import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { formFromSchema } from '../../src/client/form-recipe';
import { demonstrationPassword } from '../../src/database/seed/accounts';
import type { JsonSchema } from '../../src/domain/json-schema';
import { freePort } from '../../src/runtime/ports';
import { check } from './checker';
import { eventually, foundCity, secret, type City } from './city';
import { startProcess, type MortalWorker, type Process } from './processes';
import { testPayloadKey } from '../setup/sealing';

const session = z.looseObject({ token: z.string() });
const created = z.looseObject({ id: z.string() });
const list = z.looseObject({ items: z.array(z.looseObject({ id: z.string() })) });
const detailed = z.looseObject({
  powers: z.array(z.string()),
  outcomes: z.array(z.looseObject({ code: z.string() })),
  formSchema: z.custom<JsonSchema>((value) => typeof value === 'object' && value !== null),
});

let city: City;
let worker: MortalWorker;
let port: number;
let api: Process;

const startApi = () => {
  const { apiDatabaseUrl, temporalAddress, folder } = city.servers;
  const keyFile = join(folder, 'commands.pem');
  writeFileSync(keyFile, city.signingKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
  return startProcess(city.programs.api, {
    DATABASE_URL: apiDatabaseUrl,
    TEMPORAL_ADDRESS: temporalAddress,
    FUQUAN_PORT: `${port}`,
    FUQUAN_DATA: folder,
    FUQUAN_DEMO: '1',
    FUQUAN_KEY: secret.toString('base64'),
    FUQUAN_PAYLOAD_KEY: testPayloadKey,
    FUQUAN_COMMAND_KEY_FILE: keyFile,
    LOG_LEVEL: 'error',
  });
};

beforeAll(async () => {
  city = await foundCity(10);
  worker = await city.worker();
  port = await freePort();
  api = await startApi();
});
afterAll(async () => {
  await api.kill();
  await city.stop();
});

interface Call {
  readonly token?: string;
  readonly key?: string;
  readonly body?: unknown;
}

function call(path: string, { token, key, body }: Call): Promise<Response> {
  return fetch(`http://127.0.0.1:${port}${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: {
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(key === undefined ? {} : { 'idempotency-key': key }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}
const json = async <T extends z.ZodType>(schema: T, path: string, ask: Call = {}): Promise<z.output<T>> => {
  const response = await call(path, ask);
  const text = await response.text();
  if (!response.ok) throw new Error(`${path}: ${response.status} ${text}`);
  return schema.parse(JSON.parse(text));
};
const signIn = async (username: string): Promise<string> =>
  (await json(session, '/api/sessions', { body: { username, password: demonstrationPassword } })).token;

/** Entries of people (the launch and the clock are the procedure's own). */
async function commands(transfer: string): Promise<string[]> {
  const { rows } = await city.database.query<{ key: string }>(
    `select key from ledger where transfer = $1 and key <> 'launch' and key not like 'clock:%' order by seq`,
    [transfer],
  );
  return rows.map(({ key }) => key);
}

describe('the API dies', () => {
  const powers: { [moment: string]: string } = { read: 'MR-001', waiting: 'MR-002', written: 'MR-003' };

  /** A transfer of one power, and what its sub-district's chief sends. */
  async function prepare(moment: string) {
    const body = { title: moment, subDistrict: 'kaihua', powers: [powers[moment]] };
    const { id } = await json(created, '/api/transfers', { token: await signIn('coordinator'), body });
    const token = await signIn('kaihua-chief');
    const task = await eventually(
      'the task',
      async () => (await json(list, `/api/tasks?state=open&transfer=${id}`, { token })).items[0],
    );
    const detail = await json(detailed, `/api/tasks/${task.id}`, { token });
    const outcome = detail.outcomes[0]?.code;
    const answer = {
      outcomes: detail.powers.map((power) => ({ power, outcome })),
      form: formFromSchema(detail.formSchema),
    };
    return { id, path: `/api/tasks/${task.id}/complete`, request: { token, key: randomUUID(), body: answer } };
  }

  async function conclude(id: string): Promise<void> {
    const keys = await commands(id);
    expect(keys).toHaveLength(1);
    const inspection = await eventually('the procedure stands', () => city.engine.inspect(id));
    const wrong = await check(city.database, id, inspection, {
      sent: new Set(keys),
      acknowledged: new Map(),
      refused: new Set(),
    });
    expect(wrong).toEqual([]);
  }

  it('as soon as the request is sent', async () => {
    const { id, path, request } = await prepare('read');
    const answer = call(path, request).then(
      ({ status }) => status,
      () => 'broken',
    );
    await wait(0);
    await api.kill();
    await answer;
    api = await startApi();
    expect((await call(path, request)).status).toBe(200);
    expect((await call(path, request)).status).toBe(200);
    await conclude(id);
  });

  it('while the engine has it and no worker does', async () => {
    const { id, path, request } = await prepare('waiting');
    await worker.kill();
    const before = (await city.client.workflow.getHandle(id).describe()).historyLength;
    const answer = call(path, request).then(
      ({ status }) => status,
      () => 'broken',
    );
    // an update that waits makes a workflow task, which nobody takes
    await eventually('the update', async () => {
      const { raw, historyLength } = await city.client.workflow.getHandle(id).describe();
      return raw.pendingWorkflowTask != null || historyLength > before;
    });
    await api.kill();
    expect(await answer).toBe('broken');
    worker = await city.worker();
    api = await startApi();
    expect((await call(path, request)).status).toBe(200);
    await conclude(id);
  });

  it('while the record is being written', async () => {
    const { id, path, request } = await prepare('written');
    const blocker = await city.database.connect();
    await blocker.query('begin');
    await blocker.query('select from head where transfer = $1 for update', [id]);
    const answer = call(path, request).then(
      ({ status }) => status,
      () => 'broken',
    );
    await eventually('the record waits for its row', async () => {
      const { rows } = await city.database.query(
        `select from pg_stat_activity where application_name = 'worker-under-test' and wait_event_type = 'Lock'`,
      );
      return rows.length > 0;
    });
    await api.kill();
    expect(await answer).toBe('broken');
    await blocker.query('commit');
    blocker.release();
    await eventually('the record', async () => (await commands(id)).length > 0);
    api = await startApi();
    expect((await call(path, request)).status).toBe(200);
    expect((await call(path, { ...request, key: randomUUID() })).status).toBe(409);
    await conclude(id);
  });
});
