/** Fuquan's worker as production has it (src/runtime/worker-main.ts), on a task queue of the bench. */
import { openDatabase } from '../src/database/connection';
import { createWorker } from '../src/runtime/worker';
import { endWith } from '../src/runtime/trouble';
import { benchCodec, benchRole } from './trust';
import { runWorker } from './worker-process';

runWorker((connection, { databaseUrl, taskQueue, namespace }) => {
  const database = openDatabase(databaseUrl, {
    role: benchRole,
    application: 'fuquan-bench',
    max: 10,
    planOnce: true,
  });
  return createWorker({ connection, database, taskQueue, namespace, codec: benchCodec });
}).catch(endWith);
