import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { reasonOf, Trouble } from './trouble';

/** A program that runs as long as the system does. */
export interface ServiceDeclaration {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly environment: NodeJS.ProcessEnv;
  readonly logFile: string;
  /** What asks it to end in order (SIGTERM). */
  readonly stopSignal?: NodeJS.Signals;
  /** Whom it runs as, where that is not whoever runs us. */
  readonly ids?: { readonly uid: number; readonly gid: number };
  /** Asked again and again until it says yes: the service does its work. `told`: it has said so itself. */
  ready(told: boolean): Promise<boolean>;
  /** What its last lines of log tell a person who can mend it; undefined where nothing is known. */
  troubleIn?(log: string): Trouble | undefined;
}

/** Where services are written down, so that they end with their starter. */
export interface Registry {
  started(name: string, pid: number, signal: NodeJS.Signals): void;
  ended(pid: number): void;
}

export interface Service {
  readonly name: string;
  /** Process id of the running one; undefined between an end and the next start. */
  pid(): number | undefined;
  /** Tells it something by its channel, where it is a process of ours; whatever is started in its place is told as well. */
  tell(message: string): void;
  /** Asks it to end, waits, and kills it where it does not. */
  stop(): Promise<void>;
}

const firstStartMs = 90_000;
const patienceMs = 20_000;
const calmMs = 60_000;

/**
 * Starts a service, waits until it is ready, and from then on starts it again whenever it dies: at once, then after
 * longer and longer waits up to half a minute, from the beginning again when it had run for a minute.
 * @throws Trouble where it ends or is not ready within 90 seconds of its first start
 */
export async function startService(
  declaration: ServiceDeclaration,
  registry: Registry,
  signal: AbortSignal,
): Promise<Service> {
  const stopSignal = declaration.stopSignal ?? 'SIGTERM';
  let child: ChildProcess | undefined;
  let stopping = false;
  let told = false;
  const messages: string[] = [];
  let deaths = 0;
  let timer: NodeJS.Timeout | undefined;

  const launch = (): void => {
    const log = openLogFile(declaration.logFile);
    const started = Date.now();
    // a group of its own: Ctrl-C in a terminal reaches the supervisor alone, which ends all in order
    const next = spawn(declaration.command, declaration.args, {
      // a process of ours hears by the channel that we are gone, and tells by it that it is ready
      stdio: ['ignore', log, log, declaration.command === process.execPath ? 'ipc' : 'ignore'],
      detached: true,
      env: declaration.environment,
      ...declaration.ids,
    });
    if (log !== 'ignore') closeSync(log);
    child = next;
    told = false;
    let failure: Error | undefined;
    next.on('message', () => (told = true));
    for (const message of messages) sendTo(next, message);
    next.on('error', (error) => (failure = error));
    const pid = next.pid;
    if (pid !== undefined) registry.started(declaration.name, pid, stopSignal);
    next.once(pid === undefined ? 'error' : 'exit', () => {
      if (pid !== undefined) registry.ended(pid);
      if (child === next) child = undefined;
      if (failure) startFailure = failure;
      if (stopping || !settled) return;
      deaths = Date.now() - started > calmMs ? 1 : deaths + 1;
      timer = setTimeout(launch, Math.min(30_000, 250 * 2 ** (deaths - 1)));
    });
  };

  let settled = false;
  let startFailure: Error | undefined;
  const stop = async (): Promise<void> => {
    stopping = true;
    clearTimeout(timer);
    const running = child;
    if (!running) return;
    const ended = new Promise<void>((resolve) => running.once('exit', () => resolve()));
    running.kill(stopSignal);
    const killer = setTimeout(() => running.kill('SIGKILL'), patienceMs);
    await ended;
    clearTimeout(killer);
  };

  launch();
  const deadline = Date.now() + firstStartMs;
  try {
    while (!(await declaration.ready(told))) {
      signal.throwIfAborted();
      if (!child || Date.now() > deadline) throw didNotStart(declaration, startFailure);
      await wait(50);
    }
    settled = true;
    if (!child) throw didNotStart(declaration, startFailure);
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    name: declaration.name,
    pid: () => child?.pid,
    tell(message) {
      messages.push(message);
      if (child) sendTo(child, message);
    },
    stop,
  };
}

function sendTo(child: ChildProcess, message: string): void {
  // it may end at this moment: whoever comes after it is told again
  if (child.connected) child.send(message, () => undefined);
}

/** A service runs also where its log cannot be opened: the disk may be full. */
function openLogFile(file: string): number | 'ignore' {
  try {
    return openSync(file, 'a', 0o600);
  } catch (error) {
    process.stderr.write(`fuquan: ${file}: ${reasonOf(error)}\n`);
    return 'ignore';
  }
}

function didNotStart(declaration: ServiceDeclaration, failure: Error | undefined): Trouble {
  const lines = readFileSync(declaration.logFile, 'utf8').trimEnd().split('\n');
  const trouble = declaration.troubleIn?.(lines.slice(-20).join('\n'));
  if (trouble) return trouble;
  const last = failure ? reasonOf(failure) : (lines.at(-1) ?? '').slice(0, 300);
  return new Trouble({
    zh: `${declaration.name} 未能启动，详见 ${declaration.logFile}：${last}`,
    en: `${declaration.name} did not start, see ${declaration.logFile}: ${last}`,
  });
}
