import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import type { Registry, ServiceDeclaration } from './service';
import { Trouble } from './trouble';

/** The project's own processes, as the supervisor starts them; a container runs the same files. */
const built = (entry: string): string => join(__dirname, '..', entry);

// a worker that says nothing of being ready is taken to be so after a while
const silentMs = 10_000;

/** What Node is told before a worker's own file. */
export const workerArguments = ['--enable-source-maps', '--require', built('runtime/untraced-promises.js')];

/** The worker: it says itself when it is ready (src/runtime/stopping.ts). */
export function workerService(environment: NodeJS.ProcessEnv, logFile: string): ServiceDeclaration {
  const asked = Date.now();
  return {
    name: 'worker',
    command: process.execPath,
    args: [...workerArguments, built('runtime/worker-main.js')],
    environment,
    logFile,
    ready: (told) => Promise.resolve(told || Date.now() - asked > silentMs),
  };
}

/** The API: it says itself when it listens (src/runtime/stopping.ts). */
export function apiService(environment: NodeJS.ProcessEnv, logFile: string): ServiceDeclaration {
  return {
    name: 'api',
    command: process.execPath,
    args: ['--enable-source-maps', built('api/main.js')],
    environment,
    logFile,
    ready: (told) => Promise.resolve(told),
  };
}

/** Where a browser on this machine finds the API. */
export function address({ host, port }: { readonly host: string; readonly port: number }): string {
  const shown = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  return `http://${shown.includes(':') ? `[${shown}]` : shown}:${port}`;
}

/** A program that does its work and ends. */
interface Errand {
  readonly name: string;
  readonly entry: string;
  readonly environment: NodeJS.ProcessEnv;
  /** Where its output goes; null: to ours. */
  readonly logFile: string | null;
  readonly registry: Registry;
  readonly signal: AbortSignal;
}

/**
 * Runs one of the project's programs to its end.
 * @throws Trouble where it fails; what it says in one line (`fuquan: …`) it has said itself
 */
export async function runOnce({ name, entry, environment, logFile, registry, signal }: Errand): Promise<void> {
  signal.throwIfAborted();
  const log = logFile === null ? 'inherit' : openSync(logFile, 'a', 0o600);
  const child = spawn(process.execPath, ['--enable-source-maps', built(entry)], {
    stdio: ['ignore', log, logFile === null ? log : 'pipe', 'ipc'],
    env: environment,
    detached: true,
  });
  if (typeof log === 'number') closeSync(log);
  let said = '';
  child.stderr?.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const { pid } = child;
  if (pid !== undefined) registry.started(name, pid, 'SIGTERM');
  const stop = () => child.kill('SIGTERM');
  signal.addEventListener('abort', stop);
  const code = await new Promise<number | null>((resolve, reject) => child.on('error', reject).on('close', resolve));
  signal.removeEventListener('abort', stop);
  if (pid !== undefined) registry.ended(pid);
  signal.throwIfAborted();
  if (code === 0) return;
  // its own line of trouble is the one to show; a fault is shown whole
  const line = /^fuquan: (.*) \/ (.*)$/m.exec(said);
  if (line) throw new Trouble({ zh: line[1] ?? '', en: line[2] ?? '' });
  process.stderr.write(said);
  throw new Trouble({ zh: `${name} 失败（见上）`, en: `${name} failed (see above)` });
}
