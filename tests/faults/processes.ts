/** Workers and API processes of their own, built from the sources as they stand, and how they come to die. */
import { bundleWorkflowCode } from '@temporalio/worker';
import { fork, type ChildProcess } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, stop as stopBuilder } from 'esbuild';
import { projectRoot } from '../../src/runtime/places';
import type { Order, WorkerSettings } from './worker-under-test';

/** What processes are started from. */
export interface Programs {
  readonly worker: string;
  /** What Node is told before the worker's program, as in production (src/runtime/parts.ts). */
  readonly workerArguments: readonly string[];
  readonly api: string;
  /** The workflows' bundle: its path, and its text for replays. */
  readonly bundle: string;
  readonly bundleCode: string;
}

/** Builds them into a folder outside the project; packages stay where they are. */
export async function buildPrograms(folder: string): Promise<Programs> {
  const [{ code }] = await Promise.all([
    bundleWorkflowCode({
      workflowsPath: join(projectRoot, 'workflows', 'index.ts'),
      logger: { trace() {}, debug() {}, info() {}, warn() {}, error() {}, log() {} },
    }),
    build({
      entryPoints: {
        worker: join(projectRoot, 'tests', 'faults', 'worker-under-test.ts'),
        'untraced-promises': join(projectRoot, 'src', 'runtime', 'untraced-promises.ts'),
        api: join(projectRoot, 'src', 'api', 'main.ts'),
      },
      outdir: folder,
      bundle: true,
      packages: 'external',
      platform: 'node',
      format: 'cjs',
      target: 'node20.19',
      logLevel: 'error',
    }),
  ]);
  await stopBuilder();
  const bundle = join(folder, 'workflow-bundle.js');
  writeFileSync(bundle, code);
  return {
    worker: join(folder, 'worker.js'),
    workerArguments: ['--require', join(folder, 'untraced-promises.js')],
    api: join(folder, 'api.js'),
    bundle,
    bundleCode: code,
  };
}

/** A process under test. */
export interface Process {
  readonly child: ChildProcess;
  /** Resolves when it is gone, however it went. */
  readonly gone: Promise<void>;
  kill(): Promise<void>;
}

/** Starts a program and waits until it says that it is ready. It ends with us: its channel closes. */
export async function startProcess(
  program: string,
  environment: { readonly [name: string]: string },
  nodeArguments: readonly string[] = [],
): Promise<Process> {
  const child = fork(program, {
    execArgv: [...process.execArgv, ...nodeArguments],
    stdio: ['ignore', 'ignore', process.env.FUQUAN_FAULTS_LOG ? 'inherit' : 'ignore', 'ipc'],
    env: { ...process.env, ...environment, NODE_PATH: join(projectRoot, 'node_modules') },
  });
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const ready = new Promise<void>((resolve) => child.once('message', () => resolve()));
  await Promise.race([
    ready,
    gone.then(() => {
      throw new Error(`${program} ended before it was ready`);
    }),
  ]);
  return {
    child,
    gone,
    kill: () => {
      child.kill('SIGKILL');
      return gone;
    },
  };
}

/** A worker that dies where it is told to. */
export interface MortalWorker extends Process {
  /** From now on it ends itself by SIGKILL when it passes this point. */
  dieAt(point: Order['dieAt']): Promise<void>;
}

/** Starts a worker under test. */
export async function startWorker(programs: Programs, settings: Omit<WorkerSettings, 'bundle'>): Promise<MortalWorker> {
  const whole: WorkerSettings = { ...settings, bundle: programs.bundle };
  const environment = { FUQUAN_WORKER: JSON.stringify(whole) };
  const started = await startProcess(programs.worker, environment, programs.workerArguments);
  return {
    ...started,
    // answered, so that nothing that is sent afterwards comes before the order
    dieAt: (dieAt) =>
      new Promise((resolve) => {
        started.child.once('message', () => resolve());
        // it may be dead already
        started.child.send({ dieAt } satisfies Order, () => undefined);
      }),
  };
}
