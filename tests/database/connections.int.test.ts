import { refusalIn } from '../../src/api/http/problems';
import { inTransaction } from '../../src/database/transaction';
import { inSnapshot, streamSnapshot } from '../../src/ledger/stored';
import type { Queryable } from '../../src/database/queryable';
import { freshDatabase, type TestDatabase } from '../setup/database';

describe('a connection that the database server ends', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await freshDatabase();
  });
  afterAll(() => database.drop());

  /** Ends the holder's connection while it asks nothing, and waits until that has come to this process. */
  async function end(client: Queryable): Promise<void> {
    const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
    const pid = rows[0]?.pid;
    await database.owner.query('select pg_terminate_backend($1)', [pid]);
    for (;;) {
      const left = await database.owner.query('select from pg_stat_activity where pid = $1', [pid]);
      if (left.rowCount === 0) break;
    }
    // its last words are read before what this connection is asked next
    await database.app.query('select 1');
  }

  const holders = {
    'in a transaction': (work: (client: Queryable) => Promise<unknown>) => inTransaction(database.app, work),
    'in a snapshot': (work: (client: Queryable) => Promise<unknown>) => inSnapshot(database.app, work),
    'in a stream': async (work: (client: Queryable) => Promise<unknown>) => {
      const read = streamSnapshot(database.app, async function* (client) {
        yield 1;
        await work(client);
        yield 2;
      });
      for await (const one of read) expect(one).toBe(1);
    },
  };

  it.each(Object.entries(holders))(
    '%s fails its next question as an outage, ends no process, and is not used again',
    async (_, hold) => {
      const error = await hold(async (client) => {
        await end(client);
        await client.query('select 1');
      }).then(
        () => undefined,
        (failure: unknown) => failure,
      );
      expect(refusalIn(error)?.code).toBe('database-unavailable');
      const answers = await Promise.all(Array.from({ length: 10 }, () => database.app.query('select 1')));
      expect(answers.map(({ rowCount }) => rowCount)).toEqual(Array.from({ length: 10 }, () => 1));
    },
  );

  it('is an outage to the question under way, too', async () => {
    const error = await inTransaction(database.app, async (client) => {
      const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
      const sleeping = client.query('select pg_sleep(60)');
      await database.owner.query('select pg_terminate_backend($1)', [rows[0]?.pid]);
      await sleeping;
    }).catch((failure: unknown) => failure);
    expect(refusalIn(error)?.code).toBe('database-unavailable');
  });

  it('is told apart from a statement that took too long, and from a full disk', async () => {
    const error = await inTransaction(database.app, async (client) => {
      await client.query('set local statement_timeout = 10');
      await client.query('select pg_sleep(60)');
    }).catch((failure: unknown) => failure);
    expect(refusalIn(error)?.code).toBe('database-busy');
    const full = await database.app
      .query(`do $$ begin raise exception 'could not extend file' using errcode = '53100'; end $$`)
      .catch((failure: unknown) => failure);
    expect(refusalIn(full)?.code).toBe('storage-full');
  });
});
