/** Nothing is served by a declaration that contradicts itself: neither server nor worker starts on one. */
import { Client, Connection } from '@temporalio/client';
import { NativeConnection } from '@temporalio/worker';
import { randomUUID } from 'node:crypto';
import pino from 'pino';
import { createEngine } from '../../src/api/engine/engine';
import { buildServer } from '../../src/api/server';
import { powerTransferDossier } from '../../src/domain/power-transfer/dossier';
import { createWorker } from '../../src/runtime/worker';
import { roomy } from '../api/system';
import { freshDatabase, type TestDatabase } from '../setup/database';
import { tableReading } from '../setup/table-reader';
import { temporalAddress } from '../setup/temporal';

const { procedure } = powerTransferDossier;
const contradicting = [{ ...powerTransferDossier, procedure: { ...procedure, begins: 'withdrawn' } }];
const place = 'power-transfer: begins: items would end where they begin';

let database: TestDatabase;
let connection: NativeConnection;
beforeAll(async () => {
  database = await freshDatabase();
  connection = await NativeConnection.connect({ address: temporalAddress() });
});
afterAll(async () => {
  await connection.close();
  await database.drop();
});

test('the server', async () => {
  const lazy = Connection.lazy({ address: temporalAddress() });
  const serving = buildServer({
    ...{ database: database.app, engine: createEngine(new Client({ connection: lazy })), dossiers: contradicting },
    ...{ log: pino({ level: 'silent' }), demonstration: false, dayMs: null, key: Buffer.alloc(32), signingKey: null },
    ...{ now: Date.now, web: null, tables: tableReading(), uploads: roomy },
  });
  await expect(serving).rejects.toThrow(place);
  await lazy.close();
});

test('the worker', async () => {
  const settings = { connection, database: database.worker, taskQueue: `none-${randomUUID()}` };
  await expect(createWorker({ ...settings, dossiers: contradicting })).rejects.toThrow(place);
});
