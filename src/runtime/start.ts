/**
 * `npm start`: the whole system on one machine. Starts what was not given (PostgreSQL, Temporal), then migrations, worker
 * and API as processes of their own, starts again what dies, and ends all in the opposite order.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readSupervision, type Supervision } from './configuration';
import { openDataFolder, type DataFolder } from './data-folder';
import { engineKeys } from './engine-key';
import { environmentsOf, migrationEnvironment, type Provided } from './environments';
import { startGuard } from './guard';
import { runOnce, workerService, apiService } from './parts';
import { personalDataKey } from './personal-data-key';
import { freePort, portIsFree } from './ports';
import { dataCluster, postgresService, provideDatabase } from './postgres';
import { showProgress, type Progress } from './progress';
import { startService, type Registry, type Service, type ServiceDeclaration } from './service';
import { toolFolder } from './places';
import { demonstrationLoaded, onStarterGone } from './stopping';
import { checkTemporal, temporalService } from './temporal';
import { findTemporal } from './temporal-find';
import { endWith, Trouble } from './trouble';
import { welcome } from './welcome';

/** What is to be undone at the end, the last first. */
type Undoing = (() => Promise<void> | void)[];

async function undo(undoing: Undoing): Promise<void> {
  for (let act = undoing.pop(); act; act = undoing.pop()) await act();
}

interface Starting {
  readonly wanted: Supervision;
  readonly data: DataFolder;
  readonly progress: Progress;
  readonly signal: AbortSignal;
  start(declaration: ServiceDeclaration): Promise<Service>;
}

async function providePostgres({ wanted, data, progress, start }: Starting): Promise<Provided['databases']> {
  const { databaseUrl: owner, apiDatabaseUrl, workerDatabaseUrl } = wanted;
  if (owner !== null) {
    if (apiDatabaseUrl === null || workerDatabaseUrl === null) warnOfOwner();
    return { owner, api: apiDatabaseUrl ?? owner, worker: workerDatabaseUrl ?? owner };
  }
  progress.begin('启动 PostgreSQL / starting PostgreSQL');
  const cluster = await dataCluster(data);
  await start(postgresService(cluster, data.logFile('postgres')));
  const databases = await provideDatabase(cluster, {
    owner: data.secret('database'),
    api: data.secret('database-api'),
    worker: data.secret('database-worker'),
  });
  progress.done();
  return databases;
}

function warnOfOwner(): void {
  process.stderr.write(
    '  注意：接口和工作进程以数据库所有者登录，数据库不能限制它们；请设置 DATABASE_URL_API 和 DATABASE_URL_WORKER\n' +
      '  Note: API and worker sign in as the owner of the database, which cannot hold them back; set DATABASE_URL_API and DATABASE_URL_WORKER\n',
  );
}

/** What there is of Temporal before anything is started: a server that others run, or the program for one of ours. */
type Engine = { readonly address: string } | { readonly program: string };

async function findEngine({ wanted, data, progress, signal }: Starting): Promise<Engine> {
  if (wanted.temporalAddress !== null) {
    await checkTemporal(wanted.temporalAddress, wanted.namespace);
    return { address: wanted.temporalAddress };
  }
  const kept = [join(data.path, 'bin'), toolFolder];
  return { program: await findTemporal({ given: wanted.temporalCliPath, kept, progress, signal }) };
}

async function provideTemporal(engine: Engine, { wanted, data, progress, start }: Starting): Promise<string> {
  if ('address' in engine) return engine.address;
  progress.begin('启动 Temporal / starting Temporal');
  const port = await freePort(data.instance.temporalPort);
  const otherPorts = [await freePort(), await freePort()] as const;
  const file = join(data.path, 'temporal.db');
  await start(
    temporalService({ ...engine, port, otherPorts, file, namespace: wanted.namespace }, data.logFile('temporal')),
  );
  data.remember({ temporalPort: port });
  progress.done();
  return `127.0.0.1:${port}`;
}

async function startAll(wanted: Supervision, signal: AbortSignal, undoing: Undoing): Promise<void> {
  const data = await openDataFolder(wanted.data, wanted.demonstration);
  undoing.push(data.release);
  if (!(await portIsFree(wanted.host, wanted.port))) {
    throw new Trouble({
      zh: `端口 ${wanted.port} 已被占用：请用 --port 指定另一个`,
      en: `port ${wanted.port} is in use: give another one with --port`,
    });
  }
  const guard = startGuard();
  undoing.push(guard.close);
  const registry: Registry = {
    started(name, pid, stopSignal) {
      guard.add(pid, stopSignal);
      data.childStarted(name, pid);
    },
    ended(pid) {
      guard.remove(pid);
      data.childEnded(pid);
    },
  };
  const progress = showProgress();
  const starting: Starting = {
    wanted,
    data,
    progress,
    signal,
    async start(declaration) {
      const service = await startService(declaration, registry, signal);
      undoing.push(service.stop);
      return service;
    },
  };

  const engine = await findEngine(starting);
  // one of our own is made when it is first started; what others keep is taken to hold something
  const storeThere = wanted.temporalAddress !== null || existsSync(join(data.path, 'temporal.db'));
  data.remember({});
  const databases = await providePostgres(starting);
  const temporalAddress = await provideTemporal(engine, starting);
  const once = { registry, signal };
  progress.begin('数据库升级 / migrating the database');
  await runOnce({
    ...once,
    name: 'migrate',
    entry: 'runtime/migrate-main.js',
    environment: migrationEnvironment(wanted, databases),
    logFile: data.logFile('migrate'),
  });
  progress.done();
  const environments = environmentsOf(wanted, {
    databases,
    temporalAddress,
    personalDataKey: await personalDataKey(wanted, data, databases.api),
    payloadKeys: await engineKeys({ given: wanted.payloadKeys, storeThere }, data, databases.api),
  });
  progress.begin('启动工作进程和接口 / starting worker and API');
  await starting.start(workerService(environments.worker, data.logFile('worker')));
  const api = await starting.start(apiService(environments.api, data.logFile('api')));
  progress.done();
  if (wanted.demonstration) {
    // it shows its own progress
    await runOnce({ ...once, name: 'demo', entry: 'demo/main.js', environment: environments.demo, logFile: null });
    api.tell(demonstrationLoaded);
  }
  signal.throwIfAborted();
  process.stdout.write(welcome(wanted));
}

async function main(): Promise<void> {
  // what it and its children make is nobody else's to read: the engine's store, logs, keys
  process.umask(0o077);
  const wanted = readSupervision();
  const undoing: Undoing = [];
  const stopper = new AbortController();
  const stopped = new Promise<void>((resolve) => stopper.signal.addEventListener('abort', () => resolve()));
  // npm passes a signal on that the terminal has sent already: the second one changes nothing
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stopper.abort());
  onStarterGone(() => stopper.abort());
  try {
    await startAll(wanted, stopper.signal, undoing);
    await stopped;
  } catch (error) {
    if (!stopper.signal.aborted) {
      await undo(undoing);
      throw error;
    }
  }
  process.stderr.write('\n  正在停止 / stopping …\n');
  await undo(undoing);
  process.stderr.write('  已停止 / stopped\n');
  process.exit(0);
}

main().catch(endWith);
