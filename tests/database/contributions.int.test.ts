/** What the public says: kept only while it lies open, counted whole, removed but for its trace. */
import { hash } from 'node:crypto';
import {
  contributionByDigest,
  contributionByReceipt,
  contributionsTo,
  insertContribution,
  removeContribution,
  settled,
  type NewContribution,
} from '../../src/database/contribution-repository';
import { countContributions } from '../../src/api/contributions/counting';
import { leafOf } from '../../src/ledger/contributions';
import { leafHash, rootOf } from '../../src/ledger/merkle';
import { codeOf } from '../../src/runtime/trouble';
import { cityDatabase, layDown } from '../activities/laid-down';
import { aLaunch } from '../builders/launch';
import type { TestDatabase } from '../setup/database';

const matter = 'laid-open';
let database: TestDatabase;
beforeAll(async () => {
  database = await cityDatabase();
  await layDown(database.app, aLaunch({ transfer: matter }));
});
afterAll(() => database.drop());

let tasks = 0;
/** A task that lies open until then, as the record would have opened it. */
async function laidOpen(until: string | null = '2999-01-01'): Promise<string> {
  const task = `t${(tasks += 1)}/lay-open@desk:coordination`;
  await database.owner.query(
    `insert into task (transfer, id, public_id, step, organisation, party, powers, opened, open_until)
      values ($1, $2, $2, 'lay-open', 'kaihua', 'desk', '{[0,1)}', now(), $3)`,
    [matter, task, until],
  );
  return task;
}
const end = (task: string) =>
  database.owner.query(`update task set open_until = now() - interval '1 millisecond' where id = $1`, [task]);

let forms = 0;
const said = (task: string, more: Partial<NewContribution> = {}): NewContribution => {
  forms += 1;
  const digest = hash('sha256', `said ${forms}`, 'hex');
  return {
    digest,
    matter,
    task,
    form: `form ${forms}`,
    receipt: `receipt ${forms}`,
    sealed: Buffer.from('x'),
    ...more,
  };
};
const add = (contribution: NewContribution, perMinute = 1_000) =>
  insertContribution(database.app, contribution, perMinute);
const refusedBy = (work: Promise<unknown>) => work.then(() => 'done', codeOf);

describe('a contribution', () => {
  it('is kept at the time that the database says, and found by its receipt', async () => {
    const one = said(await laidOpen());
    const received = await add(one);
    expect(received).toBeInstanceOf(Date);
    const row = await contributionByReceipt(database.app, one.receipt);
    expect(row).toMatchObject({ digest: one.digest, received, sealed: one.sealed, removed: null });
    expect(await contributionByReceipt(database.app, 'another')).toBeUndefined();
  });

  it.each([
    ['its time is over', '2000-01-01'],
    ['it does not lie open to anybody', null],
  ])('is not taken where %s', async (_, until) => {
    expect(await add(said(await laidOpen(until)))).toBe('late');
  });

  it('is not taken where there is no such task', async () => {
    expect(await add(said('no task'))).toBe('late');
  });

  it('is taken once on one form', async () => {
    const one = said(await laidOpen());
    await add(one);
    expect(await add(said(one.task, { form: one.form }))).toBe('form-used');
  });

  it('is not taken where too many have come in a minute, whoever sent them', async () => {
    const task = await laidOpen();
    const already = await contributionsTo(database.app, matter, [task], { limit: 1 });
    expect(already).toEqual([]);
    const { rows } = await database.owner.query<{ n: number }>(
      'select count(*)::int as n from contribution where matter = $1',
      [matter],
    );
    const n = rows[0]?.n ?? 0;
    expect(await add(said(task), n + 1)).toBeInstanceOf(Date);
    expect(await add(said(task), n + 1)).toBe('crowded');
  });
});

describe('what was said', () => {
  it('is removed by its author for good; digest and time stay, and it is removed once', async () => {
    const one = said(await laidOpen());
    const received = await add(one);
    expect(await removeContribution(database.app, one.digest, null)).toBe(true);
    expect(await removeContribution(database.app, one.digest, { by: 'coordinator', reason: 'insulting' })).toBe(false);
    expect(await contributionByDigest(database.app, one.digest)).toMatchObject({
      ...{ digest: one.digest, received, sealed: null, removed: expect.any(Date) },
      ...{ removedBy: null, removalReason: null },
    });
  });

  it('cannot be changed, put back or taken away, by the owner of the tables neither', async () => {
    const one = said(await laidOpen());
    await add(one);
    const { owner } = database;
    const of = [one.digest];
    for (const change of [
      `update contribution set sealed = 'y' where digest = $1`,
      `update contribution set received = now() where digest = $1`,
      `update contribution set sealed = null, received = now() where digest = $1`,
      `delete from contribution where digest = $1`,
    ])
      expect(await refusedBy(owner.query(change, of))).toBe('42501');
    expect(await refusedBy(owner.query('truncate contribution'))).toBe('42501');
    await removeContribution(database.app, one.digest, null);
    expect(
      await refusedBy(owner.query(`update contribution set sealed = 'y', removed = null where digest = $1`, of)),
    ).toBe('42501');
  });
});

describe('counting', () => {
  it('waits for the end of the time', async () => {
    const task = await laidOpen();
    await add(said(task));
    expect(await settled(database.app, matter, task)).toMatchObject({ over: false });
    await expect(countContributions(database.app, matter, task)).rejects.toMatchObject({ code: 'still-open' });
    await expect(countContributions(database.app, matter, 'no task')).rejects.toMatchObject({ code: 'not-open' });
  });

  it('is over all in the order of their times, those that were removed too', async () => {
    const task = await laidOpen();
    for (let i = 0; i < 5; i += 1) await add(said(task));
    await add(said(await laidOpen()));
    await end(task);
    const before = await countContributions(database.app, matter, task);
    const rows = await contributionsTo(database.app, matter, [task], { limit: 10 });
    expect(before).toEqual({
      count: 5,
      root: rootOf(rows.map((row) => leafHash(leafOf(row)))).toString('hex'),
    });
    expect(rows.map(({ received }) => received.getTime())).toEqual(
      rows.map(({ received }) => received.getTime()).sort((a, b) => a - b),
    );
    await removeContribution(database.app, rows[2]?.digest ?? '', null);
    expect(await countContributions(database.app, matter, task)).toEqual(before);
    const [page, rest] = [rows.slice(0, 2), rows.slice(2)];
    const last = page.at(-1);
    const after = last && { received: last.received.toISOString(), digest: last.digest };
    const following = await contributionsTo(database.app, matter, [task], { after, limit: 10 });
    expect(following.map(({ digest }) => digest)).toEqual(rest.map(({ digest }) => digest));
  });

  it('of nothing is the root of nothing', async () => {
    const task = await laidOpen('2000-01-01');
    expect(await countContributions(database.app, matter, task)).toEqual({
      count: 0,
      root: rootOf([]).toString('hex'),
    });
  });

  it('waits for what came in time and is not yet there, and what comes then is too late', async () => {
    const task = await laidOpen();
    const client = await database.app.connect();
    try {
      await client.query('begin');
      expect(await insertContribution(client, said(task), 1_000)).toBeInstanceOf(Date);
      await end(task);
      const counted = countContributions(database.app, matter, task);
      let waits = 0;
      while (waits === 0) {
        const { rows } = await database.owner.query<{ waits: number }>(
          `select count(*)::int as waits from pg_locks where locktype = 'advisory' and not granted
            and database = (select oid from pg_database where datname = current_database())`,
        );
        waits = rows[0]?.waits ?? 0;
      }
      // it stands behind the one who counts, and is too late when its turn comes
      const late = add(said(task));
      await client.query('commit');
      expect((await counted).count).toBe(1);
      expect(await late).toBe('late');
    } finally {
      client.release();
    }
  });
});
