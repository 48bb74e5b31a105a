import type { Recording } from '../../src/domain/procedure/record';
import { createRecord } from '../../activities/record';
import { verifyChain } from '../../src/ledger/verify';
import type { LedgerRow } from '../../src/ledger/chain';
import { listTroubles } from '../../src/database/trouble-repository';
import { anAnswer } from '../builders/answers';
import { aLaunch, cultureGroup, marketGroup } from '../builders/launch';
import type { TestDatabase } from '../setup/database';
import { cityDatabase, layDown } from './laid-down';
import { recordedWalk, type RecordedWalk } from './recorded-walk';
import { refusing, type Refuse } from './refusing';
import { everythingOf } from './rows';

let database: TestDatabase;
beforeAll(async () => {
  database = await cityDatabase();
});
afterAll(() => database.drop());

let transfers = 0;
const aWalk = (count = 4): Promise<RecordedWalk> =>
  recordedWalk(database, aLaunch({ count, groups: [marketGroup, cultureGroup], transfer: `record-${++transfers}` }));

const all = (transfer: string): Promise<string> => everythingOf(database.owner, transfer);
const ledgerOf = async (transfer: string): Promise<LedgerRow[]> =>
  (
    await database.app.query<LedgerRow>(
      'select transfer, seq, key, previous, hash, content from ledger where transfer = $1 order by seq',
      [transfer],
    )
  ).rows;
describe('a record', () => {
  test('moves the head to its last entry, and the chain of all entries is whole', async () => {
    const { walk, launch, carryUntil, head } = await aWalk();
    await carryUntil(() => walk.state(0) === 'trial', 3);
    const entries = await ledgerOf(launch.transfer);
    expect(entries).toHaveLength(walk.entries.length);
    expect(entries.at(-1)).toMatchObject({ seq: head().seq, hash: head().hash });
    expect(verifyChain(entries, { transfer: launch.transfer, ...head() })).toMatchObject({
      verdict: 'intact',
      entries: entries.length,
    });
  });

  test('is the same whether its lines come one by one, some at once or all at once', async () => {
    const looks: string[] = [];
    for (const atOnce of [1, 4, Infinity]) {
      const dealt = await aWalk();
      await dealt.carryUntil(() => dealt.walk.state(0) === 'in-force', atOnce);
      const [{ rows: tasks }, { rows: states }, { rows: held }] = await Promise.all([
        database.app.query(
          'select step, organisation, about, powers::text, due, overdue from task where transfer = $1 order by step, organisation, about',
          [dealt.launch.transfer],
        ),
        database.app.query('select position, state, since from item where matter = $1 order by position', [
          dealt.launch.transfer,
        ]),
        database.app.query(
          'select position, holder, since, until from register where transfer = $1 order by position, id',
          [dealt.launch.transfer],
        ),
      ]);
      expect(states).toHaveLength(4);
      expect(held).toHaveLength(4);
      looks.push(JSON.stringify([tasks, states, held]));
    }
    expect(new Set(looks).size).toBe(1);
  });

  test("the first entry carries the launch's whole document", async () => {
    const { launch, written } = await aWalk();
    await written();
    const [first] = await ledgerOf(launch.transfer);
    expect(JSON.parse(first?.content ?? '')).toMatchObject({
      entry: { kind: 'launch' },
      command: { title: launch.transfer },
    });
  });

  test('all that a person sent is in the entry', async () => {
    const { launch, say } = await aWalk();
    const sent = await say('declare-need', { outcome: 'notNeeded', powers: [2] });
    const entries = await ledgerOf(launch.transfer);
    expect(JSON.parse(entries.at(-1)?.content ?? '')).toMatchObject({
      entry: { kind: 'complete', key: sent.key, digest: sent.digest, by: sent.person.id, outcomes: { notNeeded: '2' } },
      command: { person: sent.person, ...sent.detail },
    });
  });

  test.each([
    ['of the last line', (call: Recording) => call.records.length - 1],
    ['of the first line', () => 0],
  ])('is all or nothing: one row that cannot be, %s, and nothing of any line is there', async (_, which) => {
    const { launch, walk, recording, written, record } = await aWalk();
    await written();
    const before = await all(launch.transfer);
    for (const step of ['declare-need', 'assess-capacity']) {
      const task = walk.tasks().find((open) => open.step === step);
      if (task) walk.answer(anAnswer(launch, task));
    }
    const call = recording();
    const spoilt = which(call);
    const records = call.records.map((line, i) =>
      i === spoilt
        ? {
            ...line,
            put: [...line.put, { id: 'x', step: 'ready', office: 'kaihua', powers: '9-3', opened: 0, due: null }],
          }
        : line,
    );
    await expect(record({ ...call, records })).rejects.toThrow();
    expect(await all(launch.transfer)).toBe(before);
    // the database itself refuses: an organisation's officer who is not there, in the training of one line
    const unknown = {
      kind: 'complete',
      key: 'k',
      by: 'x',
      at: 1,
      task: 't',
      step: 'sign-off-training',
      office: 'market',
      about: 'nobody',
      outcomes: { passed: '0' },
    } as const;
    const command = { form: { hours: 1, score: 1, examined: '2026-01-01' } };
    const refused = await record({
      ...call,
      records: [...call.records, { entry: unknown, command, put: [], gone: [], states: {} }],
    });
    expect(refused).toEqual({ refused: { code: '23503' } });
    expect(await all(launch.transfer)).toBe(before);
    expect('head' in (await record(call))).toBe(true);
  });

  test('the same call again is told the same head and writes nothing', async () => {
    const { launch, walk, recording, record } = await aWalk();
    const call = recording();
    const first = await record(call);
    const before = await all(launch.transfer);
    expect(await record(call)).toEqual(first);
    expect(await all(launch.transfer)).toBe(before);
    expect(walk.entries).toHaveLength(call.records.length);
  });

  test('ten of the same call at once write once and are told the same', async () => {
    const { launch, recording, record } = await aWalk();
    const call = recording();
    const told = await Promise.all(Array.from({ length: 10 }, () => record(call)));
    expect(new Set(told.map((one) => JSON.stringify(one))).size).toBe(1);
    expect(told[0]).toHaveProperty('head');
    expect(await ledgerOf(launch.transfer)).toHaveLength(call.records.length);
  });

  test('the same call again, when others have written after it, is told what comes after, with its own', async () => {
    const { walk, recording, record, say, written, head, launch } = await aWalk();
    await written();
    const start = head();
    await say('declare-need', { powers: [0] });
    const own = recording(start);
    await say('declare-need', { powers: [1] });
    const told = await record(own);
    // either is right: it was written, and the procedure will learn the rest when it next asks
    expect(told).toEqual({
      head: {
        seq: own.seq + own.records.length,
        hash: (await ledgerOf(launch.transfer))[own.seq + own.records.length - 1]?.hash,
      },
    });
    expect(walk.entries.length).toBeGreaterThan(own.seq + own.records.length);
  });

  test('a key that the ledger holds is not recorded twice, and what came with it is not there either', async () => {
    const { launch, walk, recording, record, say } = await aWalk();
    const { key } = await say('declare-need', { powers: [0] });
    walk.takeRaw({ kind: 'note', key, by: 'market-head', at: walk.now(), code: 'comment', powers: '' });
    const before = await all(launch.transfer);
    expect(await record(recording())).toEqual({ refused: { code: 'recorded-before' } });
    expect(await all(launch.transfer)).toBe(before);
  });

  test('of two processes that die around the write, the caller who asks again is told the truth', async () => {
    const { launch, recording } = await aWalk();
    const call = recording();
    const dying = (at: string) =>
      createRecord({
        database: database.worker,
        passing: (point) => {
          if (point === at) throw new Error(`died ${point}`);
        },
      });
    await expect(dying('before-write')(call)).rejects.toThrow('died');
    expect(await ledgerOf(launch.transfer)).toEqual([]);
    await expect(dying('after-write')(call)).rejects.toThrow('died');
    expect(await ledgerOf(launch.transfer)).toHaveLength(call.records.length);
    expect(await createRecord({ database: database.worker })(call)).toHaveProperty('head');
    expect(await ledgerOf(launch.transfer)).toHaveLength(call.records.length);
  });
});

test('a transfer that was never laid down has no ledger', async () => {
  const { recording, record } = await aWalk();
  await expect(record({ ...recording(), transfer: 'nowhere' })).rejects.toThrow();
  await expect(layDown(database.app, aLaunch({ count: 400, transfer: 'too-many' }))).rejects.toThrow('not so many');
});

describe('an outage', () => {
  let refuse: Refuse;
  beforeAll(async () => {
    refuse = await refusing(database.owner);
  });
  /** A call that would record an answer. */
  async function aCall() {
    const { launch, walk, written, recording, record } = await aWalk();
    await written();
    const [task] = walk.tasks();
    if (!task) throw new Error('nobody is asked');
    expect(walk.answer(anAnswer(launch, task))).toBeNull();
    return { launch, record, call: recording() };
  }

  test.each(['55P03', '40001', '53100', 'P0001', '42501'])(
    '(%s) is tried again, and told until it is over',
    async (code) => {
      const { launch, record, call } = await aCall();
      const troubles = async () =>
        (await listTroubles(database.app, { limit: 50 })).filter(({ transfer }) => transfer === launch.transfer);
      const accepted = await refuse('insert on completion', code);
      await expect(record(call)).rejects.toMatchObject({ code });
      await database.owner.query(`update trouble set since = since - interval '2 minutes'`);
      expect(await troubles()).toMatchObject([{ kind: 'record-waits', code }]);
      await accepted();
      expect(await record(call)).toHaveProperty('head');
      expect(await troubles()).toEqual([]);
    },
  );

  test('of time counts as a refusal when the same lines have met it three times', async () => {
    const { record, call } = await aCall();
    const accepted = await refuse('insert on completion', '57014');
    await expect(record(call)).rejects.toMatchObject({ code: '57014' });
    await expect(record(call)).rejects.toMatchObject({ code: '57014' });
    expect(await record(call)).toEqual({ refused: { code: '57014' } });
    await accepted();
    // asked again at once it is known; another process tries it
    expect(await record(call)).toEqual({ refused: { code: '57014' } });
    expect(await createRecord({ database: database.worker })(call)).toHaveProperty('head');
  });

  test('is also a place in the ledger that another has taken: who races is not refused', async () => {
    const { record, call, launch } = await aCall();
    await database.owner.query(
      `insert into ledger (transfer, seq, key, previous, hash, content, run) values ($1, $2, 'another', $3, repeat('b', 64), '{}', 'r')`,
      [launch.transfer, call.seq + 9, call.hash],
    );
    await expect(record(call)).rejects.toMatchObject({ code: '23505' });
  });
});
