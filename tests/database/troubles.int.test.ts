import {
  countTroubles,
  endTrouble,
  listTroubles,
  raiseTrouble,
  transfersInTrouble,
} from '../../src/database/trouble-repository';
import { freshDatabase, type TestDatabase } from '../setup/database';

describe('troubles', () => {
  let database: TestDatabase;
  beforeEach(async () => {
    database = await freshDatabase();
  });
  afterEach(() => database.drop());

  const earlier = (minutes: number) =>
    database.owner.query('update trouble set since = since - make_interval(secs => $1)', [minutes * 60]);

  it('keep since when they are, count how often, and are gone when they end', async () => {
    const key = { kind: 'ledger-behind', transfer: 'a' } as const;
    await raiseTrouble(database.app, { ...key, code: 'first' });
    const [first] = await listTroubles(database.app, { limit: 10 });
    await raiseTrouble(database.app, { ...key, code: 'second', detail: { seq: 7 } });
    const [again, ...others] = await listTroubles(database.app, { limit: 10 });
    expect(others).toEqual([]);
    expect(again).toMatchObject({ code: 'second', detail: { seq: 7 }, times: 2, title: null, since: first?.since });
    expect(again?.last.getTime()).toBeGreaterThanOrEqual(first?.last.getTime() ?? Infinity);
    expect(await endTrouble(database.app, key)).toBe(true);
    expect(await endTrouble(database.app, key)).toBe(false);
    expect(await listTroubles(database.app, { limit: 10 })).toEqual([]);
  });

  it('that often pass by themselves are told after a minute, others sooner', async () => {
    await raiseTrouble(database.app, { kind: 'record-waits', transfer: 'a', code: '55P03' });
    await raiseTrouble(database.app, { kind: 'engine-lost', transfer: 'a', code: 'not-found' });
    expect(await countTroubles(database.app)).toEqual([]);
    await earlier(0.5);
    expect((await countTroubles(database.app)).map(({ kind }) => kind)).toEqual(['engine-lost']);
    expect(await transfersInTrouble(database.app, ['record-waits'])).toMatchObject([{ transfer: 'a' }]);
    await earlier(2);
    expect((await countTroubles(database.app)).map(({ kind, count }) => [kind, count])).toEqual([
      ['engine-lost', 1],
      ['record-waits', 1],
    ]);
  });

  it('are listed page by page, the oldest first, none twice and none left out', async () => {
    for (const transfer of ['c', 'a', 'b']) {
      await raiseTrouble(database.app, { kind: 'engine-lost', transfer, code: 'not-found' });
      await earlier(1);
    }
    const seen: string[] = [];
    for (let page = await listTroubles(database.app, { limit: 1 }); page[0];) {
      seen.push(page[0].transfer);
      page = await listTroubles(database.app, { after: page[0].place, limit: 1 });
    }
    expect(seen).toEqual(['c', 'a', 'b']);
  });
});
