/** The bare workflow's worker, set up like Fuquan's. */
import { Worker } from '@temporalio/worker';
import { endWith } from '../src/runtime/trouble';
import { workerOptions } from '../src/runtime/worker';
import type { BareActivities } from './bare-workflow';
import { runWorker } from './worker-process';

const activities: BareActivities = { nothing: () => Promise.resolve() };

runWorker((connection, { taskQueue, namespace }) =>
  Worker.create({
    connection,
    namespace,
    taskQueue,
    workflowsPath: require.resolve('./bare-workflow'),
    activities,
    ...workerOptions,
  }),
).catch(endWith);
