/** The servers of one run: PostgreSQL that waits for its disk, Temporal in a file; a database and a namespace a contender. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { randomBytes } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { Connection } from '@temporalio/client';
import { msToTs } from '@temporalio/common/lib/time';
import pg from 'pg';
import { startGuard } from '../src/runtime/guard';
import { projectRoot, toolFolder } from '../src/runtime/places';
import { freePort } from '../src/runtime/ports';
import { clusterUrl, initialiseCluster, postgresService, provideDatabase } from '../src/runtime/postgres';
import { showProgress } from '../src/runtime/progress';
import { startService, type Registry } from '../src/runtime/service';
import { temporalService } from '../src/runtime/temporal';
import { findTemporal } from '../src/runtime/temporal-find';
import { reasonOf } from '../src/runtime/trouble';
import type { SiteTask } from './site-words';

/** Where PostgreSQL and Temporal are, and how they are ended. */
export interface Servers {
  /** An empty database and a namespace for one contender; the database goes with the servers. */
  provideFor(contender: string): Promise<Pick<SiteTask, 'address' | 'namespace' | 'databaseUrl'>>;
  stop(): Promise<void>;
}

/** Starts what `DATABASE_URL` (of a user who may make databases) and `TEMPORAL_ADDRESS` do not name. */
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

  async function provideDatabaseServer(): Promise<string> {
    const given = process.env.DATABASE_URL;
    if (given) return given;
    const password = randomBytes(12).toString('hex');
    const cluster = {
      folder: join(folder, 'postgres'),
      port: await freePort(),
      password,
      settings: { max_connections: '200' },
    };
    await initialiseCluster(cluster);
    const service = await startService(postgresService(cluster, join(folder, 'postgres.log')), registry, signal);
    stops.push(service.stop);
    await provideDatabase(cluster, { owner: password, api: password, worker: password });
    return clusterUrl(cluster, 'postgres');
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
    const databaseServer = await provideDatabaseServer();
    const address = await provideAddress();
    const connection = await Connection.connect({ address });
    stops.push(() => connection.close());
    return {
      async provideFor(contender) {
        const name = `bench_${contender.replace(/\W/g, '_')}_${randomBytes(3).toString('hex')}`;
        const url = await makeDatabase(databaseServer, name);
        stops.push(() => dropDatabase(databaseServer, name));
        await makeNamespace(connection, name);
        return { address, namespace: name, databaseUrl: url };
      },
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function administer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

/** A database that belongs to the embedded cluster's own owner, or to whoever was given. */
async function makeDatabase(server: string, name: string): Promise<string> {
  const url = new URL(server);
  const embedded = !process.env.DATABASE_URL;
  await administer(server, `create database ${name} template template0${embedded ? ' owner fuquan' : ''}`);
  url.pathname = `/${name}`;
  // its password is the superuser's (startServers): what is measured runs as the owner does in production
  if (embedded) url.username = 'fuquan';
  return url.href;
}

const dropDatabase = (server: string, name: string): Promise<void> =>
  administer(server, `drop database if exists ${name} with (force)`);

/** A namespace, as soon as all parts of the server know it. */
async function makeNamespace(connection: Connection, namespace: string): Promise<void> {
  await connection.workflowService.registerNamespace({
    namespace,
    workflowExecutionRetentionPeriod: msToTs('1 day'),
  });
  for (const deadline = Date.now() + 60_000; ;) {
    try {
      await connection.workflowService.listOpenWorkflowExecutions({ namespace, maximumPageSize: 1 });
      return;
    } catch (error) {
      if (Date.now() > deadline) throw new Error(`namespace ${namespace}: ${reasonOf(error)}`, { cause: error });
      await wait(100);
    }
  }
}
