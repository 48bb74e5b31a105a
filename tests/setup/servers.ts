/** The servers of a test run: one PostgreSQL, one Temporal, both thrown away afterwards. */
import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { migrate } from '../../src/database/migrate';
import { startGuard } from '../../src/runtime/guard';
import { toolFolder } from '../../src/runtime/places';
import { freePort } from '../../src/runtime/ports';
import { clusterUrl, initialiseCluster, postgresService } from '../../src/runtime/postgres';
import { showProgress } from '../../src/runtime/progress';
import { startService, type Registry } from '../../src/runtime/service';
import { temporalService } from '../../src/runtime/temporal';
import { findTemporal } from '../../src/runtime/temporal-find';
import { owner, templateDatabase } from './database-names';
import { prepareTimeSkippingServer } from './time-skipping-server';

export interface Servers {
  /** What the tests are told, by environment. */
  readonly environment: { readonly [name: string]: string };
  stop(): Promise<void>;
}

/** Starts both, with the template of a migrated database that every test clones. */
export async function startServers(): Promise<Servers> {
  const folder = mkdtempSync(join(tmpdir(), 'fuquan-test-'));
  chmodSync(folder, 0o755);
  const guard = startGuard();
  const registry: Registry = { started: (_name, pid, signal) => guard.add(pid, signal), ended: guard.remove };
  const { signal } = new AbortController();
  const progress = showProgress();
  const stops: (() => Promise<void>)[] = [];
  const stop = async () => {
    for (const one of stops.reverse()) await one();
    await guard.close();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const given = process.env.TEMPORAL_CLI_PATH || null;
    const program = await findTemporal({ given, kept: [toolFolder], progress, signal });
    const timeSkipping = await prepareTimeSkippingServer(progress, signal);
    progress.begin('starting PostgreSQL and Temporal for the tests');
    const cluster = {
      folder: join(folder, 'postgres'),
      port: await freePort(),
      password: randomBytes(12).toString('hex'),
      // nothing of it is to survive: the disk need not be waited for
      settings: { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off', max_connections: '200' },
    };
    await initialiseCluster(cluster);
    const port = await freePort();
    const otherPorts = [await freePort(), await freePort()] as const;
    const engine = temporalService(
      { program, port, otherPorts, file: null, namespace: 'default' },
      join(folder, 'temporal.log'),
    );
    const started = await Promise.all([
      startService(postgresService(cluster, join(folder, 'postgres.log')), registry, signal),
      startService(engine, registry, signal),
    ]);
    stops.push(...started.map((service) => service.stop));
    const admin = clusterUrl(cluster, 'postgres');
    await makeTemplate(admin, cluster.password, clusterUrl(cluster, templateDatabase, owner));
    progress.done();
    return {
      environment: {
        TEST_DATABASE_URL: admin,
        TEST_TEMPORAL_ADDRESS: `127.0.0.1:${port}`,
        TEST_TIME_SKIPPING_SERVER: timeSkipping ?? '',
      },
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function makeTemplate(admin: string, password: string, url: string): Promise<void> {
  const client = new pg.Client({ connectionString: admin });
  await client.connect();
  try {
    await client.query(`create role ${owner} login createrole password ${client.escapeLiteral(password)}`);
    await client.query(`create database ${templateDatabase} owner ${owner}`);
  } finally {
    await client.end();
  }
  await migrate(url);
}
