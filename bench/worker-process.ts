/** What both workers of the bench have in common: how they start, and how they tell what they used. */
import { DefaultLogger, NativeConnection, Runtime, type Worker } from '@temporalio/worker';

/** What a worker process is told. */
export interface WorkerTask {
  readonly address: string;
  readonly databaseUrl: string;
  readonly taskQueue: string;
  readonly namespace: string;
}

/** Runs a worker until its starter goes away; answers every message with the CPU time used so far, in microseconds. */
export async function runWorker(
  make: (connection: NativeConnection, task: WorkerTask) => Promise<Worker>,
): Promise<void> {
  const [address = '', databaseUrl = '', taskQueue = '', namespace = ''] = process.argv.slice(2);
  Runtime.install({ logger: new DefaultLogger('WARN') });
  const connection = await NativeConnection.connect({ address });
  const worker = await make(connection, { address, databaseUrl, taskQueue, namespace });
  const running = worker.run();
  process.on('message', () => {
    const { user, system } = process.cpuUsage();
    process.send?.(user + system);
  });
  process.on('disconnect', () => {
    // a signal may have said it first
    if (worker.getState() === 'RUNNING') worker.shutdown();
  });
  process.send?.('ready');
  await running;
  // in order, so that a profile is written
  process.exit(0);
}
