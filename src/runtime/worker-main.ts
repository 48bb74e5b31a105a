/** The worker's process. */
import { DefaultLogger, NativeConnection, Runtime } from '@temporalio/worker';
import { openDatabase } from '../database/connection';
import { couldOwn, ownerWarning } from '../database/logins';
import { workerRole } from '../database/rights';
import { createPayloadCodec } from '../engine/payload-codec';
import { readWorkerConfiguration } from './configuration';
import { connectionOptions } from './engine-access';
import { openLog } from './log';
import { missingKeys } from './missing-keys';
import { onStop, tellReady } from './stopping';
import { watchSurroundings } from './surroundings';
import { endWith } from './trouble';
import { createWorker } from './worker';

async function main(): Promise<void> {
  const { databaseUrl, temporal, logLevel } = readWorkerConfiguration();
  const log = openLog('worker', logLevel);
  Runtime.install({
    logger: new DefaultLogger('WARN', ({ level, message, meta }) => {
      if (level === 'ERROR') log.error(meta ?? {}, message);
      else log.warn(meta ?? {}, message);
    }),
  });
  const engine = connectionOptions(temporal);
  const connection = await NativeConnection.connect(engine);
  const database = openDatabase(databaseUrl, {
    role: workerRole,
    application: 'fuquan-worker',
    max: 10,
    planOnce: true,
    // less than the time after which the engine asks how a record stands (four fifths of a workflow task's ten seconds):
    // a statement that runs out of time is told as what it is, in the task in which it was begun
    statementTimeoutMs: 5_000,
  });
  if (await couldOwn(database)) log.warn(ownerWarning);
  const codec = createPayloadCodec(temporal.payloads, missingKeys(database, log));
  const surroundings = watchSurroundings({ database, who: 'worker', now: Date.now, engine, log });
  const { engineSaid } = surroundings;
  const worker = await createWorker({ connection, database, namespace: temporal.namespace, codec, engineSaid });
  const running = worker.run();
  onStop(async () => {
    worker.shutdown();
    await running;
    await surroundings.stop();
    await database.end();
    await connection.close();
  });
  log.info('the worker is running');
  tellReady();
  await running;
}

main().catch(endWith);
