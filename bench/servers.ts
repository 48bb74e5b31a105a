/** The servers of one run: PostgreSQL that waits for its disk, Temporal in a file, and a worker process a contender. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { randomBytes } from 'node:crypto';
import { migrate } from '../src/database/migrate';
import { startGuard } from '../src/runtime/guard';
import { projectRoot, toolFolder } from '../src/runtime/places';
import { freePort } from '../src/runtime/ports';
import { clusterUrl, initialiseCluster, postgresService, provideDatabase } from '../src/runtime/postgres';
import { showProgress } from '../src/runtime/progress';
import { startService, type Registry } from '../src/runtime/service';
import { temporalService } from '../src/runtime/temporal';
import { findTemporal } from '../src/runtime/temporal-find';

/** Where PostgreSQL and Temporal are, and how they are ended. */
export interface Servers {
  readonly databaseUrl: string;
  readonly address: string;
  /** Ended with the servers. */
  startWorker(entry: string, how: HowToRun): Promise<WorkerProcess>;
  stop(): Promise<void>;
}

/** How a worker's process is started. `profile`: the folder where its CPU profiles are written. */
export interface HowToRun {
  readonly taskQueue: string;
  readonly nodeArguments: readonly string[];
  readonly profile: string | null;
}

/** A worker in a process of its own. */
export interface WorkerProcess {
  /** Milliseconds of CPU time used so far. */
  cpuMs(): Promise<number>;
}

/** Starts what `DATABASE_URL` and `TEMPORAL_ADDRESS` do not name; the database is migrated. */
export async function startServers(): Promise<Servers> {
  const base = join(projectRoot, '.fuquan');
  mkdirSync(base, { recursive: true });
  // not in /tmp, which may be memory: what is durable in production has to be here
  const folder = mkdtempSync(join(base, 'bench-'));
  const guard = startGuard();
  const registry: Registry = { started: (_name, pid, signal) => guard.add(pid, signal), ended: guard.remove };
  const { signal } = new AbortController();
  const stops: (() => Promise<unknown>)[] = [];
  const stop = async () => {
    for (const one of stops.reverse()) await one();
    await guard.close();
    rmSync(folder, { recursive: true, force: true });
  };

  async function provideDatabaseUrl(): Promise<string> {
    const given = process.env.DATABASE_URL;
    if (given) return given;
    const password = randomBytes(12).toString('hex');
    const cluster = {
      folder: join(folder, 'postgres'),
      port: await freePort(),
      password,
      settings: { max_connections: '120' },
    };
    await initialiseCluster(cluster);
    const service = await startService(postgresService(cluster, join(folder, 'postgres.log')), registry, signal);
    stops.push(service.stop);
    await provideDatabase(cluster, password);
    return clusterUrl(cluster, 'fuquan');
  }
  async function provideAddress(): Promise<string> {
    const given = process.env.TEMPORAL_ADDRESS;
    if (given) return given;
    const program = await findTemporal({
      given: process.env.TEMPORAL_CLI_PATH || null,
      kept: [toolFolder],
      progress: showProgress(),
      signal,
    });
    const port = await freePort();
    const otherPorts = [await freePort(), await freePort()] as const;
    const server = { program, port, otherPorts, file: join(folder, 'temporal.db'), namespace: 'default' };
    const service = await startService(temporalService(server, join(folder, 'temporal.log')), registry, signal);
    stops.push(service.stop);
    return `127.0.0.1:${port}`;
  }

  try {
    const databaseUrl = await provideDatabaseUrl();
    const address = await provideAddress();
    await migrate(databaseUrl);
    return {
      databaseUrl,
      address,
      stop,
      async startWorker(entry, { taskQueue, nodeArguments, profile }) {
        const profiling = profile === null ? [] : ['--cpu-prof', `--cpu-prof-dir=${profile}`];
        const child = spawn(
          process.execPath,
          [...nodeArguments, ...profiling, entry, address, databaseUrl, taskQueue],
          {
            stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
            cwd: dirname(entry),
          },
        );
        stops.push(async () => {
          const ended = once(child, 'exit');
          child.disconnect();
          await ended;
        });
        await answerOf(child);
        return {
          async cpuMs() {
            child.send('usage');
            return Number(await answerOf(child)) / 1000;
          },
        };
      },
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The next thing that a worker says. Throws where it ends instead. */
function answerOf(child: ChildProcess): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const ended = () => reject(new Error('a worker of the bench has ended'));
    child.once('exit', ended);
    child.once('message', (message) => {
      child.off('exit', ended);
      resolve(message);
    });
  });
}
