/** While the engine cannot be reached, what is answered is true, and nothing is lost. */
import { Client, Connection } from '@temporalio/client';
import pino from 'pino';
import { createEngine } from '../../src/api/engine/engine';
import { buildServer } from '../../src/api/server';
import { temporalAddress } from '../setup/temporal';
import { tableReading } from '../setup/table-reader';
import { expectProblem, roomy, startSystem, type System } from './system';

let system: System;
beforeAll(async () => {
  system = await startSystem();
});
afterAll(() => system.stop());

test('a launch is laid down and will be started; an act is refused as not confirmed, with the way to go on', async () => {
  // nobody listens there
  const connection = Connection.lazy({ address: '127.0.0.1:1' });
  const { app, key, signingKey } = system;
  const away = await buildServer({
    database: system.database.app,
    engine: createEngine(new Client({ connection }), { patienceMs: 500 }),
    log: pino({ level: 'silent' }),
    demonstration: true,
    dayMs: null,
    key,
    signingKey,
    now: Date.now,
    uploads: roomy,
    web: null,
    tables: tableReading(),
  });
  try {
    const authorization = `Bearer ${await system.tokenOf('coordinator')}`;
    const sent = { title: 'x', subDistrict: 'kaihua', powers: ['MR-001'] };
    const launched = await away.inject({
      method: 'POST',
      url: '/api/transfers',
      headers: { authorization },
      payload: sent,
    });
    expect(launched.statusCode).toBe(201);
    const { id } = launched.json<{ id: string }>();
    const { rows } = await system.database.owner.query<{ started: Date | null }>(
      'select started from matter where id = $1',
      [id],
    );
    expect(rows).toEqual([{ started: null }]);
    expect((await away.inject('/readyz')).statusCode).toBe(503);
    const act = await away.inject({
      method: 'POST',
      url: `/api/transfers/${id}/suspend`,
      headers: { authorization },
      payload: { reason: 'x' },
    });
    expect(act.statusCode).toBe(503);
    expect(act.json<{ code: string }>().code).toBe('engine-unavailable');
    expect(act.headers['retry-after']).toBe('1');
    // the same on a server whose engine has never heard of the transfer: it lives, so it is not "closed"
    const unknown = await app.inject({
      method: 'POST',
      url: `/api/transfers/${id}/suspend`,
      headers: { authorization },
      payload: { reason: 'x' },
    });
    expect(unknown.statusCode).toBe(503);
    expectProblem(await system.ask('GET', '/api/nothing'), 404, 'not-found');
  } finally {
    await away.close();
    await connection.close();
  }
});

test('where a demonstration is being loaded, the server works and is not ready until it is there', async () => {
  const connection = await Connection.connect({ address: temporalAddress() });
  let loaded = false;
  const loading = await buildServer({
    database: system.database.app,
    engine: createEngine(new Client({ connection })),
    log: pino({ level: 'silent' }),
    demonstration: true,
    demonstrationLoaded: () => loaded,
    certificates: () => ({ authority: new Date('2036-11-25'), client: new Date('2027-12-30'), server: null }),
    dayMs: null,
    key: system.key,
    signingKey: system.signingKey,
    now: Date.now,
    uploads: roomy,
    web: null,
    tables: tableReading(),
    checkAnswers: true,
  });
  const readiness = async () => {
    const { statusCode, body } = await loading.inject('/readyz');
    return { statusCode, ...(JSON.parse(body) as object) };
  };
  const certificates = { authority: '2036-11-25', client: '2027-12-30', server: null };
  const parts = { database: true, engine: true, certificates };
  try {
    expect(await readiness()).toMatchObject({ statusCode: 503, status: 'not-ready', ...parts, demonstration: false });
    expect((await loading.inject('/healthz')).statusCode).toBe(200);
    loaded = true;
    expect(await readiness()).toMatchObject({ statusCode: 200, status: 'ready', ...parts, demonstration: true });
    // where nobody tells, nobody waits
    const untold = (await system.ask('GET', '/readyz')).body;
    expect(untold).not.toHaveProperty('demonstration');
    expect(untold).not.toHaveProperty('certificates');
  } finally {
    await loading.close();
    await connection.close();
  }
});
