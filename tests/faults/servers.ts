/** PostgreSQL and Temporal of one test's own, which may be killed and started again under its feet. */
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrate, readMigrations } from '../../src/database/migrate';
import { apiRole, workerRole } from '../../src/database/rights';
import { startGuard } from '../../src/runtime/guard';
import { toolFolder } from '../../src/runtime/places';
import { freePort } from '../../src/runtime/ports';
import { initialiseCluster, postgresService, provideDatabase } from '../../src/runtime/postgres';
import { showProgress } from '../../src/runtime/progress';
import { startService, type Registry, type Service, type ServiceDeclaration } from '../../src/runtime/service';
import { temporalService } from '../../src/runtime/temporal';
import { findTemporal } from '../../src/runtime/temporal-find';

/** A server that can die. */
export interface Mortal {
  /** Ends it without warning, and waits until it is gone. */
  kill(): Promise<void>;
  /** Starts it again on what it left behind, and waits until it answers. */
  start(): Promise<void>;
  /** Takes a copy of its store, for which it dies; what comes back puts the copy in the store's place, and starts it on that. */
  backUp(): Promise<() => Promise<void>>;
}

export interface FaultServers {
  /** The owner's address of a migrated database. */
  readonly databaseUrl: string;
  /** By which the API comes, and a worker. */
  readonly apiDatabaseUrl: string;
  readonly workerDatabaseUrl: string;
  readonly databasePort: number;
  readonly temporalAddress: string;
  /** Temporal's program, for what an operator does with it. */
  readonly temporalProgram: string;
  /** For files of the test; removed with the servers. */
  readonly folder: string;
  readonly postgres: Mortal;
  readonly temporal: Mortal;
  /** The loss of the whole engine: another server at the same address, which knows nothing. */
  loseTemporal(): Promise<void>;
  stop(): Promise<void>;
}

const { signal } = new AbortController();

interface Mortality {
  readonly registry: Registry;
  readonly killSignal: NodeJS.Signals;
  /** Files and folders of its store; some come and go. */
  readonly store: readonly string[];
}

async function mortal(declaration: ServiceDeclaration, { registry, killSignal, store }: Mortality) {
  let service: Service | undefined = await startService(declaration, registry, signal);
  const kill = async () => {
    const running = service;
    service = undefined;
    const pid = running?.pid();
    if (pid !== undefined) process.kill(pid, killSignal);
    // asked to stop in the same moment, so that it is not started again by itself
    await running?.stop();
  };
  const start = async () => {
    // what a killed server leaves behind (shared memory, locks) goes away a moment later
    for (let tried = 0; service === undefined; tried++)
      service = await startService(declaration, registry, signal).catch((error: unknown) => {
        if (tried === 20) throw error;
        return undefined;
      });
  };
  return {
    kill,
    start,
    backUp: async () => {
      await kill();
      for (const path of store) if (existsSync(path)) copy(path, `${path}.copy`);
      await start();
      return async () => {
        await kill();
        for (const path of store) {
          rmSync(path, { recursive: true, force: true });
          if (existsSync(`${path}.copy`)) copy(`${path}.copy`, path);
        }
        await start();
      };
    },
    stop: async () => {
      await service?.stop();
      service = undefined;
    },
  };
}

/** With owners and rights, which PostgreSQL looks at. */
const copy = (from: string, to: string) => execFileSync('cp', ['-a', from, to]);

/** Starts both in a folder of their own, or one that is given; a guard ends them even where the test's process is killed. */
export async function startFaultServers(given?: string): Promise<FaultServers> {
  const folder = given ?? mkdtempSync(join(tmpdir(), 'fuquan-faults-'));
  chmodSync(folder, 0o755);
  const guard = startGuard();
  const registry: Registry = { started: (_name, pid, stopSignal) => guard.add(pid, stopSignal), ended: guard.remove };
  const stops: (() => Promise<void>)[] = [];
  const stop = async () => {
    for (const one of stops.reverse()) await one();
    await guard.close();
    // a folder that was given is emptied by whoever gave it
    if (given === undefined) rmSync(folder, { recursive: true, force: true });
  };
  try {
    const path = process.env.TEMPORAL_CLI_PATH || null;
    const program = await findTemporal({ given: path, kept: [toolFolder], progress: showProgress(), signal });
    const cluster = {
      folder: join(folder, 'postgres'),
      port: await freePort(),
      password: randomBytes(12).toString('hex'),
      // processes die here, not machines: the disk need not be waited for, but a commit is a commit
      settings: { fsync: 'off', full_page_writes: 'off', max_connections: '200' },
    };
    await initialiseCluster(cluster);
    // SIGQUIT is PostgreSQL's crash on purpose: no checkpoint, and the log is replayed at the next start
    const postgres = await mortal(postgresService(cluster, join(folder, 'postgres.log')), {
      registry,
      killSignal: 'SIGQUIT',
      store: [cluster.folder],
    });
    stops.push(postgres.stop);
    const file = join(folder, 'temporal.db');
    const port = await freePort();
    const otherPorts = [await freePort(), await freePort()] as const;
    const engine = temporalService(
      { program, port, otherPorts, file, namespace: 'default' },
      join(folder, 'temporal.log'),
    );
    const store = ['', '-wal', '-shm', '-journal'].map((end) => `${file}${end}`);
    const temporal = await mortal(engine, { registry, killSignal: 'SIGKILL', store });
    stops.push(temporal.stop);
    const password = randomBytes(12).toString('hex');
    const databases = await provideDatabase(cluster, { owner: password, api: password, worker: password });
    const { owner: databaseUrl, api, worker } = databases;
    const logins = [
      { role: apiRole, url: api },
      { role: workerRole, url: worker },
    ] as const;
    await migrate(databaseUrl, readMigrations(), logins);
    return {
      databaseUrl,
      apiDatabaseUrl: api,
      workerDatabaseUrl: worker,
      databasePort: cluster.port,
      temporalAddress: `127.0.0.1:${port}`,
      temporalProgram: program,
      folder,
      postgres,
      temporal,
      loseTemporal: async () => {
        await temporal.kill();
        for (const path of store) rmSync(path, { force: true });
        await temporal.start();
      },
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
