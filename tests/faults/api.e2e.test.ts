/** The API's process is killed while a request is on its way; the same request again has the one effect. */
import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { formFromSchema } from '../../src/client/form-recipe';
import type { JsonSchema } from '../../src/domain/json-schema';
import { startApi, type ApiProcess } from './api-process';
import { check } from './checker';
import { eventually, foundCity, type City } from './city';
import type { MortalWorker } from './processes';

const created = z.looseObject({ id: z.string() });
const list = z.looseObject({ items: z.array(z.looseObject({ id: z.string() })) });
const detailed = z.looseObject({
  powers: z.array(z.string()),
  outcomes: z.array(z.looseObject({ code: z.string() })),
  formSchema: z.custom<JsonSchema>((value) => typeof value === 'object' && value !== null),
});

let city: City;
let worker: MortalWorker;
let api: ApiProcess;

beforeAll(async () => {
  city = await foundCity(10);
  worker = await city.worker();
  api = await startApi(city);
});
afterAll(async () => {
  await api.kill();
  await city.stop();
});

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
    const { id } = await api.json(created, '/api/transfers', { token: await api.signIn('coordinator'), body });
    const token = await api.signIn('kaihua-chief');
    const task = await eventually(
      'the task',
      async () => (await api.json(list, `/api/tasks?state=open&transfer=${id}`, { token })).items[0],
    );
    const detail = await api.json(detailed, `/api/tasks/${task.id}`, { token });
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
    const answer = api.call(path, request).then(
      ({ status }) => status,
      () => 'broken',
    );
    await wait(0);
    await api.kill();
    await answer;
    await api.start();
    expect((await api.call(path, request)).status).toBe(200);
    expect((await api.call(path, request)).status).toBe(200);
    await conclude(id);
  });

  it('while the engine has it and no worker does', async () => {
    const { id, path, request } = await prepare('waiting');
    await worker.kill();
    const before = (await city.client.workflow.getHandle(id).describe()).historyLength;
    const answer = api.call(path, request).then(
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
    await api.start();
    expect((await api.call(path, request)).status).toBe(200);
    await conclude(id);
  });

  it('while the record is being written', async () => {
    const { id, path, request } = await prepare('written');
    const blocker = await city.database.connect();
    await blocker.query('begin');
    await blocker.query('select from head where transfer = $1 for update', [id]);
    const answer = api.call(path, request).then(
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
    await api.start();
    expect((await api.call(path, request)).status).toBe(200);
    expect((await api.call(path, { ...request, key: randomUUID() })).status).toBe(409);
    await conclude(id);
  });
});
