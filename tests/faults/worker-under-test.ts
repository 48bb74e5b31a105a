/** The process of a worker that ends itself by SIGKILL at a named point of a step, or (sabotage) lies about the ledger. */
import { DefaultLogger, makeTelemetryFilterString, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { createActivities } from '../../activities';
import type { FaultPoint } from '../../activities/record';
import { openDatabase } from '../../src/database/connection';
import { workerRole } from '../../src/database/rights';
import type { ProcedureActivities } from '../../src/domain/procedure/activities';
import { createPayloadCodec } from '../../src/engine/payload-codec';
import { openLog } from '../../src/runtime/log';
import { missingKeys } from '../../src/runtime/missing-keys';
import { payloadKeys } from '../../src/runtime/payload-keys';
import { createWorker, taskQueue } from '../../src/runtime/worker';
import { testPayloadKey } from '../setup/sealing';

/** What the worker is started with, as JSON in FUQUAN_WORKER. */
export interface WorkerSettings {
  readonly databaseUrl: string;
  readonly temporalAddress: string;
  readonly bundle: string;
  readonly cache?: number;
  /** Keys of what the engine keeps, as `FUQUAN_PAYLOAD_KEY` has them; that of all tests unless said otherwise. */
  readonly payloadKeys?: string;
  /** The application's own unless said otherwise. */
  readonly queues?: readonly string[];
  /** Every one of its records answers "recorded", whatever the ledger said. */
  readonly hidesWhatWasMissed?: true;
}

/** What it is told by its parent. */
export interface Order {
  readonly dieAt: FaultPoint;
}

let dieAt: FaultPoint | undefined;

/** What a careless author might write: the swap failed, so somebody else has written it; go on from there. */
function hiding(activities: ProcedureActivities): ProcedureActivities {
  return {
    ...activities,
    record: async (recording) => {
      const answer = await activities.record(recording);
      if (!('missed' in answer)) return answer;
      const last = answer.missed.at(-1);
      return { head: last ? { seq: last.seq, hash: last.hash } : { seq: recording.seq, hash: recording.hash } };
    },
  };
}

async function main(): Promise<void> {
  const settings: WorkerSettings = JSON.parse(process.env.FUQUAN_WORKER ?? '{}');
  const { databaseUrl, temporalAddress, bundle, cache, queues = [taskQueue], hidesWhatWasMissed } = settings;
  const keys = payloadKeys.parse(settings.payloadKeys ?? testPayloadKey);
  Runtime.install({
    logger: new DefaultLogger(process.env.FUQUAN_FAULTS_LOG ? 'WARN' : 'ERROR'),
    // what the library's core says comes the same way as all else
    telemetryOptions: { logging: { filter: makeTelemetryFilterString({ core: 'WARN', other: 'ERROR' }), forward: {} } },
  });
  const connection = await NativeConnection.connect({ address: temporalAddress });
  const database = openDatabase(databaseUrl, { role: workerRole, application: 'worker-under-test', max: 10 });
  const workflows = { workflowBundle: { codePath: bundle } };
  const passing = (point: FaultPoint) => {
    if (point === dieAt) process.kill(process.pid, 'SIGKILL');
  };
  const codec = createPayloadCodec(keys, missingKeys(database, openLog('worker', 'silent')));
  const dependencies = { connection, database, workflows, codec, passing, ...(cache === undefined ? {} : { cache }) };
  const workers: Worker[] = [];
  for (const queue of queues)
    workers.push(
      hidesWhatWasMissed
        ? await Worker.create({
            connection,
            taskQueue: queue,
            ...workflows,
            activities: hiding(createActivities({ database, passing })),
            dataConverter: { payloadCodecs: [codec] },
            stickyQueueScheduleToStartTimeout: '1s',
          })
        : await createWorker({ ...dependencies, taskQueue: queue }),
    );
  process.on('disconnect', () => process.exit(0));
  process.on('message', (order: Order) => {
    dieAt = order.dieAt;
    process.send?.('armed');
  });
  const running = workers.map((worker) => worker.run());
  process.send?.('ready');
  await Promise.all(running);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
