import { addDays, dateAt } from '../../src/domain/procedure/calendar';
import { aLaunch, marketGroup, type LaunchChoice } from '../builders/launch';
import type { TestDatabase } from '../setup/database';
import { theTask } from '../workflows/procedure/telling';
import { cityDatabase } from './laid-down';
import { recordedWalk, type RecordedWalk } from './recorded-walk';
import { rowsOfTransfer } from './rows';

let database: TestDatabase;
beforeAll(async () => {
  database = await cityDatabase();
});
afterAll(() => database.drop());

let transfers = 0;
const aWalk = (choice: LaunchChoice = {}): Promise<RecordedWalk> =>
  recordedWalk(database, aLaunch({ count: 3, transfer: `publication-${++transfers}`, ...choice }));
const untilAsked = ({ walk, carryUntil }: RecordedWalk, step: string) =>
  carryUntil(() => walk.tasks().some((task) => task.step === step));

const rowsOf = ({ launch }: RecordedWalk, table: string, columns: string, order?: string) =>
  rowsOfTransfer(database.app, launch.transfer, table, columns, order);

describe('publications', () => {
  const published = (dealt: RecordedWalk) =>
    rowsOf(dealt, 'publication', 'task, step, powers, title_zh, body, published, filing_due', 'published, task');

  test('name powers, scope and decision, and are filed for record within fifteen days', async () => {
    const dealt = await aWalk();
    await untilAsked(dealt, 'decide');
    const detail = { form: { minutes: '〔示范〕2', meeting: '2026-02-03' }, words: [{ powers: '1', reason: '暂缓' }] };
    await dealt.say('decide', { outcomes: { adopted: [0, 2], notAdopted: [1] }, detail });
    const [notice, ...others] = await published(dealt);
    expect(others).toEqual([]);
    expect(notice).toMatchObject({
      step: 'publish',
      powers: '0,2',
      body: {
        subDistrict: 'kaihua',
        decision: { minutes: '〔示范〕2', meeting: '2026-02-03' },
        powers: [{ code: dealt.codes[0], scope: { territory: '全街道' } }, { code: dealt.codes[2] }],
      },
    });
    const at = dealt.walk.now();
    expect(notice).toMatchObject({ published: new Date(at), filing_due: addDays(dateAt(at), 15) });
  });

  test('of a decision that was recorded before tell it as well', async () => {
    const dealt = await aWalk();
    await untilAsked(dealt, 'decide');
    const detail = { form: { minutes: '〔示范〕3', meeting: '2026-02-04' } };
    const command = dealt.answering(theTask(dealt.walk, 'decide'), {}, detail);
    expect(dealt.walk.answer(command)).toBeNull();
    await dealt.written(1);
    expect(await published(dealt)).toMatchObject([
      { step: 'publish', body: { decision: { minutes: '〔示范〕3', meeting: '2026-02-04' } } },
    ]);
  });

  test('are made once for a task, however often and however many at once write them', async () => {
    const dealt = await aWalk();
    await untilAsked(dealt, 'decide');
    const before = dealt.head();
    await dealt.say('decide');
    const again = dealt.recording(before);
    expect(again.records.map(({ entry }) => entry.kind)).toEqual(['complete', 'act']);
    const first = await published(dealt);
    const told = await Promise.all(Array.from({ length: 10 }, () => dealt.record(again)));
    expect(new Set(told.map((one) => ('head' in one ? one.head.seq : null)))).toEqual(new Set([dealt.head().seq]));
    expect(await published(dealt)).toEqual(first);
    expect(first).toHaveLength(1);
  });

  test('of an instrument are by both sides, and of a narrowing show the narrower scope', async () => {
    const entrusted = { ...marketGroup, mode: 'entrust', until: '2027-06-30' } as const;
    const dealt = await aWalk({ groups: [entrusted], count: 2 });
    await untilAsked(dealt, 'evaluate');
    const instrument = (await published(dealt)).find(({ step }) => step === 'publish-instrument');
    expect(instrument).toMatchObject({
      body: { publishers: ['market', 'kaihua'], powers: [{ period: { until: '2027-06-30' } }, {}] },
    });
    const narrower = { territory: '建成区', reserved: [] };
    const detail = { words: [{ powers: '1', reason: '力量不足', particulars: narrower }] };
    await dealt.say('evaluate', { office: 'market', outcomes: { retain: [0], narrow: [1] }, detail });
    await dealt.say('evaluate', { office: 'justice' });
    await dealt.say('decide-narrowing');
    const notice = (await published(dealt)).find(({ step }) => step === 'publish-narrowing');
    expect(notice).toMatchObject({ powers: '1', body: { powers: [{ code: dealt.codes[1], scope: narrower }] } });
  });
});
