import { addDays, dateAt } from '../../src/domain/procedure/calendar';
import { aLaunch, marketGroup, type LaunchChoice } from '../builders/launch';
import type { TestDatabase } from '../setup/database';
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
  recordedWalk(database.app, aLaunch({ count: 3, transfer: `publication-${++transfers}`, ...choice }));
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

  test('are made once for a task, however often and however many at once try', async () => {
    const dealt = await aWalk();
    await untilAsked(dealt, 'sign-off-training');
    const before = await published(dealt);
    const act = dealt.walk.entries.find((entry) => entry.kind === 'act');
    if (act?.kind !== 'act') throw new Error('nothing was published');
    const ask = { transfer: dealt.launch.transfer, task: act.task, step: act.step, powers: '0-2' };
    const told = await Promise.all(Array.from({ length: 10 }, () => dealt.carryOut(ask)));
    expect(new Set(told.map(({ outcome }) => outcome))).toEqual(new Set(['published']));
    expect(await published(dealt)).toEqual(before);
    expect(before).toHaveLength(1);
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

  test('are not made for a step that people do', async () => {
    const dealt = await aWalk();
    const ask = { transfer: dealt.launch.transfer, task: 't', step: 'decide', powers: '0' };
    await expect(dealt.carryOut(ask)).rejects.toMatchObject({ nonRetryable: true });
    expect(await published(dealt)).toEqual([]);
  });
});
