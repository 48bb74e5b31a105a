/** The worker: workflows and activities on one task queue. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { PayloadCodec } from '@temporalio/common';
import { Worker, type NativeConnection, type WorkerOptions } from '@temporalio/worker';
import type { Pool } from 'pg';
import { createActivities } from '../../activities';
import type { RecordDependencies } from '../../activities/record';
import { mustAllBeSound } from '../domain/dossiers';
import { activityTroubles } from './activity-troubles';
import { engineTime } from './clocks';

/** Where commands and workers meet. */
export const taskQueue = 'fuquan';

export interface WorkerDependencies extends RecordDependencies {
  readonly connection: NativeConnection;
  readonly database: Pool;
  readonly namespace?: string;
  readonly taskQueue?: string;
  /** Seals and opens what the engine keeps; left out: it is kept openly. */
  readonly codec?: PayloadCodec;
  /** Told what time the engine has, with each record. */
  readonly engineSaid?: (at: number) => void;
  /** Workflows kept in memory (1,000). */
  readonly cache?: number;
  /** Where workflow code comes from, if not from the build. */
  readonly workflows?: Pick<WorkerOptions, 'workflowsPath' | 'workflowBundle'>;
}

const built = join(__dirname, '..', '..', 'workflow-bundle.js');
const builtOrSource = (): Pick<WorkerOptions, 'workflowsPath' | 'workflowBundle'> =>
  existsSync(built) ? { workflowBundle: { codePath: built } } : { workflowsPath: require.resolve('../../workflows') };

/** How every worker of ours runs, whatever it is given to do. */
export const workerOptions = {
  maxCachedWorkflows: 1_000,
  // after a worker's death its workflows wait for nobody: the next worker takes them after this time
  stickyQueueScheduleToStartTimeout: '1s',
  shutdownGraceTime: '5s',
} as const;

/**
 * A worker that is ready to run. Throws where a procedure's declaration contradicts itself, the namespace is unknown, or the
 * bundle does not load.
 */
export async function createWorker(dependencies: WorkerDependencies): Promise<Worker> {
  const { connection, database, namespace = 'default', passing, dossiers } = dependencies;
  mustAllBeSound(dossiers);
  return Worker.create({
    connection,
    namespace,
    taskQueue: dependencies.taskQueue ?? taskQueue,
    ...(dependencies.workflows ?? builtOrSource()),
    activities: createActivities({ database, ...(passing ? { passing } : {}), ...(dossiers ? { dossiers } : {}) }),
    interceptors: {
      activity: [activityTroubles(database), ...(dependencies.engineSaid ? [engineTime(dependencies.engineSaid)] : [])],
    },
    ...workerOptions,
    ...(dependencies.codec === undefined ? {} : { dataConverter: { payloadCodecs: [dependencies.codec] } }),
    ...(dependencies.cache === undefined ? {} : { maxCachedWorkflows: dependencies.cache }),
  });
}
