import type { Recorded, Recording } from '../../src/domain/procedure/record';
import { missedAtOnce } from '../../activities/record';
import { aLaunch, cultureGroup, marketGroup } from '../builders/launch';
import type { TestDatabase } from '../setup/database';
import { cityDatabase } from './laid-down';
import { recordedWalk, type RecordedWalk } from './recorded-walk';
import { everythingOf } from './rows';

let database: TestDatabase;
beforeAll(async () => {
  database = await cityDatabase();
});
afterAll(() => database.drop());

let transfers = 0;
const aWalk = (count = 4): Promise<RecordedWalk> =>
  recordedWalk(database, aLaunch({ count, groups: [marketGroup, cultureGroup], transfer: `missed-${++transfers}` }));

const all = (transfer: string): Promise<string> => everythingOf(database.owner, transfer);
function missedOf(told: Recorded) {
  if (!('missed' in told)) throw new Error('nothing was missed');
  return told.missed;
}

describe('a record from a head that is not the ledger’s', () => {
  test('from a stale head it is told what was missed, line for line, and writes nothing', async () => {
    const { launch, walk, recording, record, say, written, head } = await aWalk();
    await written();
    const stale = head();
    await say('declare-need', { powers: [0, 1] });
    await say('declare-need', { powers: [2] });
    const before = await all(launch.transfer);
    const call = {
      ...recording(stale),
      records: recording(stale).records.map((line) => ({
        ...line,
        entry: { ...line.entry, key: `other-${line.entry.key}` },
      })),
    };
    const missed = missedOf(await record(call));
    expect(missed.map(({ seq: _, hash: __, ...line }) => line)).toEqual(
      walk.entries.slice(stale.seq).map((entry, i) => ({ entry, ...walk.changes[stale.seq + i] })),
    );
    expect(missed.at(-1)).toMatchObject(head());
    expect(await all(launch.transfer)).toBe(before);
  });

  test('of two that write after the same entry one is recorded, and the other is told of it', async () => {
    const { recording, record, written, say, head, launch } = await aWalk();
    await written();
    const start = head();
    await say('declare-need', { powers: [0] });
    const call = recording(start);
    // a transfer of its own, so that both start from nothing
    const other = await aWalk();
    await other.written();
    const rival = (key: string): Recording => ({
      ...call,
      transfer: other.launch.transfer,
      ...other.head(),
      records: call.records.map((line) => ({ ...line, entry: { ...line.entry, key } })),
    });
    const told = await Promise.all([record(rival('a')), record(rival('b'))]);
    expect(told.filter((one) => 'head' in one)).toHaveLength(1);
    const loser = told.find((one) => 'missed' in one);
    if (!loser) throw new Error('both were recorded');
    expect(missedOf(loser).map(({ entry }) => entry.key)).toHaveLength(1);
    expect(launch.transfer).not.toBe(other.launch.transfer);
  });

  test('a call without lines confirms the head, or tells what was missed', async () => {
    const { recording, record, say, written, head, launch } = await aWalk();
    await written();
    const stale = head();
    await say('declare-need', { powers: [3] });
    expect(await record({ ...recording(), records: [] })).toEqual({ head: head() });
    const { rows } = await database.app.query('select confirmed from head where transfer = $1', [launch.transfer]);
    expect(rows).toEqual([{ confirmed: head().seq }]);
    expect(missedOf(await record({ ...recording(stale), records: [] }))).toHaveLength(1);
  });

  test(`more than ${missedAtOnce} missed come in pages that join without a gap`, async () => {
    const { walk, recording, record, head, written, launch } = await aWalk();
    await written();
    const start = head();
    for (let i = 0; i < missedAtOnce + 20; i++)
      walk.takeRaw({
        kind: 'note',
        key: `note-${i}`,
        by: 'market-head',
        at: walk.now(),
        code: 'comment',
        powers: '',
      });
    await written(7);
    const seen: number[] = [];
    let from = start;
    for (;;) {
      const told = await record({ ...recording(from), records: [] });
      if (!('missed' in told)) break;
      expect(told.missed.length).toBeLessThanOrEqual(missedAtOnce);
      const last = told.missed.at(-1);
      if (!last) throw new Error('an empty page');
      seen.push(...told.missed.map(({ seq }) => seq));
      from = { seq: last.seq, hash: last.hash };
    }
    expect(seen).toEqual(Array.from({ length: missedAtOnce + 20 }, (_, i) => start.seq + 1 + i));
    expect(from).toEqual(head());
    expect(launch.count).toBe(4);
  });

  test('a call of more lines than a page is known again as the same call', async () => {
    const { walk, recording, record, written } = await aWalk();
    await written();
    for (let i = 0; i < missedAtOnce + 20; i++)
      walk.takeRaw({
        kind: 'note',
        key: `note-${i}`,
        by: 'market-head',
        at: walk.now(),
        code: 'comment',
        powers: '',
      });
    const call = recording();
    const first = await record(call);
    expect(await record(call)).toEqual(first);
  });

  test('a ledger that does not know the head is a fault, and nothing is written', async () => {
    const { launch, recording, record, say } = await aWalk();
    await say('declare-need', { powers: [0] });
    await say('declare-need', { powers: [1] });
    const before = await all(launch.transfer);
    const beyond = { ...recording(), seq: 40, hash: 'f'.repeat(64), records: [] };
    await expect(record(beyond)).rejects.toMatchObject({ type: 'ledger-behind', nonRetryable: false });
    const forged = { ...recording({ seq: 0, hash: '' }), seq: 1, hash: 'e'.repeat(64) };
    await expect(record(forged)).rejects.toMatchObject({ type: 'ledger-behind' });
    expect(await all(launch.transfer)).toBe(before);
  });
});
