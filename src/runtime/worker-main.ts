/** The worker's process. */
import { DefaultLogger, NativeConnection, Runtime } from '@temporalio/worker';
import { openDatabase } from '../database/connection';
import { couldOwn, ownerWarning } from '../database/logins';
import { workerRole } from '../database/rights';
import { readWorkerConfiguration } from './configuration';
import { openLog } from './log';
import { onStop, tellReady } from './stopping';
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
  const connection = await NativeConnection.connect({ address: temporal.address });
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
  const worker = await createWorker({ connection, database, namespace: temporal.namespace });
  const running = worker.run();
  onStop(async () => {
    worker.shutdown();
    await running;
    await database.end();
    await connection.close();
  });
  log.info('the worker is running');
  tellReady();
  await running;
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
