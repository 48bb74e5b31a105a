import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { openDatabase, type Pool } from '../../src/database/connection';
import { apiRole, workerRole } from '../../src/database/rights';
import { owner, templateDatabase } from './database-names';

/** A migrated database of one test's own. */
export interface TestDatabase {
  /** The owner's address: what DATABASE_URL is for a process. */
  readonly url: string;
  /** As the owner: for setting up and for looking behind the application's back. */
  readonly owner: Pool;
  /** As the API works. */
  readonly app: Pool;
  /** As the worker works: what a record writes, it writes. */
  readonly worker: Pool;
  /** Closes the pools and removes the database, whoever is still connected. */
  drop(): Promise<void>;
}

function adminUrl(): URL {
  const url = process.env.TEST_DATABASE_URL;
  if (url === undefined || url === '')
    throw new Error('no database server: name the test file *.int.test.ts or *.e2e.test.ts');
  return new URL(url);
}

/** The server's own database, for its superuser. */
export async function asAdministrator<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: adminUrl().href });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

function addressOf(database: string): string {
  const url = adminUrl();
  url.username = owner;
  url.pathname = database;
  return url.href;
}

/** The address of a test's database for the server's superuser. */
export function superuserAddress({ url }: Pick<TestDatabase, 'url'>): string {
  const address = adminUrl();
  address.pathname = new URL(url).pathname;
  return address.href;
}

/** An empty database, as an administrator would make it; returns the owner's address. */
export async function emptyDatabase(template = 'template0'): Promise<string> {
  const name = `test_${randomBytes(6).toString('hex')}`;
  await asAdministrator((client) => client.query(`create database ${name} template ${template} owner ${owner}`));
  return addressOf(name);
}

/** Removes a database by its address. */
export async function dropDatabase(url: string): Promise<void> {
  await asAdministrator((client) =>
    client.query(`drop database if exists ${new URL(url).pathname.slice(1)} with (force)`),
  );
}

/** A new migrated database: a clone, which takes a few hundredths of a second. */
export async function freshDatabase(): Promise<TestDatabase> {
  const url = await emptyDatabase(templateDatabase);
  const pools = {
    owner: openDatabase(url, { max: 4, application: 'test-owner' }),
    app: openDatabase(url, { max: 10, role: apiRole, application: 'test-app' }),
    worker: openDatabase(url, { max: 10, role: workerRole, application: 'test-worker' }),
  };
  return {
    url,
    ...pools,
    drop: async () => {
      await Promise.all(Object.values(pools).map((pool) => pool.end()));
      await dropDatabase(url);
    },
  };
}
