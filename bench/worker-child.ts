/** A worker in a process of its own, beside the site that its clients are in. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { dirname } from 'node:path';

/** A worker in a process of its own. */
export interface WorkerProcess {
  /** Milliseconds of CPU time used so far. */
  cpuMs(): Promise<number>;
  stop(): Promise<void>;
}

/** How a worker's process is started. `profile`: the folder where its CPU profiles are written. */
export interface HowToRun {
  readonly nodeArguments: readonly string[];
  readonly profile: string | null;
  /** For the worker's own file. */
  readonly args: readonly string[];
}

/** Starts a worker's file, and waits until it takes work. */
export async function startWorker(entry: string, { nodeArguments, profile, args }: HowToRun): Promise<WorkerProcess> {
  const profiling = profile === null ? [] : ['--cpu-prof', `--cpu-prof-dir=${profile}`];
  const child = spawn(process.execPath, [...nodeArguments, ...profiling, entry, ...args], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    cwd: dirname(entry),
  });
  await answerOf(child);
  return {
    async cpuMs() {
      child.send('usage');
      return Number(await answerOf(child)) / 1000;
    },
    async stop() {
      const ended = once(child, 'exit');
      child.disconnect();
      await ended;
    },
  };
}

/** The next thing that a process says. Throws where it ends instead. */
export function answerOf(child: ChildProcess): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const ended = () => reject(new Error('a process of the bench has ended'));
    child.once('exit', ended);
    child.once('message', (message) => {
      child.off('exit', ended);
      resolve(message);
    });
  });
}
