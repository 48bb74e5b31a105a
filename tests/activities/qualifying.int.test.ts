import { aLaunch, type LaunchChoice } from '../builders/launch';
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
  recordedWalk(database, aLaunch({ count: 3, transfer: `officers-${++transfers}`, ...choice }));
const untilAsked = ({ walk, carryUntil }: RecordedWalk, step: string) =>
  carryUntil(() => walk.tasks().some((task) => task.step === step));

const rowsOf = ({ launch }: RecordedWalk, table: string, columns: string, order?: string) =>
  rowsOfTransfer(database.app, launch.transfer, table, columns, order);

describe('training and certificates', () => {
  test('hours, score and day of each examination; who has not sat one has no row', async () => {
    const dealt = await aWalk({ count: 2 });
    await untilAsked(dealt, 'sign-off-training');
    const words = [{ powers: '0-1', reason: '未参加考试' }];
    await dealt.say('sign-off-training', { about: 'kaihua-01', outcome: 'notPassed', detail: { form: {}, words } });
    const form = { hours: 12.5, score: 40, examined: '2026-03-01' };
    await dealt.say('sign-off-training', { about: 'kaihua-01', outcome: 'notPassed', detail: { form, words } });
    await dealt.say('sign-off-training', { about: 'kaihua-01', detail: { form: { ...form, score: 88 } } });
    expect(await rowsOf(dealt, 'training', 'officer, organisation, hours, score, examined, passed, powers')).toEqual([
      {
        officer: 'kaihua-01',
        organisation: 'market',
        hours: '12.5',
        score: '40',
        examined: '2026-03-01',
        passed: false,
        powers: '0-1',
      },
      {
        officer: 'kaihua-01',
        organisation: 'market',
        hours: '12.5',
        score: '88',
        examined: '2026-03-01',
        passed: true,
        powers: '0-1',
      },
    ]);
  });

  test('a certificate that was issued is the officer’s; issued again under its number it is prolonged; a refused one is none', async () => {
    const dealt = await aWalk({ count: 1 });
    await untilAsked(dealt, 'certify');
    const certificates = async () =>
      (
        await database.app.query<object>(
          `select number, valid_from, valid_until from certificate where officer = 'kaihua-02' order by number`,
        )
      ).rows;
    const before = await certificates();
    const form = { number: '测试证-1', validFrom: '2026-01-01', validUntil: '2031-01-01' };
    await dealt.say('certify', { about: 'kaihua-02', kept: { validUntil: form.validUntil }, detail: { form } });
    const issued = { number: '测试证-1', valid_from: '2026-01-01', valid_until: '2031-01-01' };
    expect(await certificates()).toEqual(expect.arrayContaining([...before, issued]));
    const other = await aWalk({ count: 1 });
    await untilAsked(other, 'certify');
    const longer = { ...form, validUntil: '2032-01-01' };
    await other.say('certify', {
      about: 'kaihua-02',
      kept: { validUntil: longer.validUntil },
      detail: { form: longer },
    });
    expect(await certificates()).toEqual(expect.arrayContaining([...before, { ...issued, valid_until: '2032-01-01' }]));
    const third = await aWalk({ count: 1 });
    await untilAsked(third, 'certify');
    const reason = { words: [{ powers: '0', reason: '未通过资格审查' }] };
    await third.say('certify', { about: 'kaihua-02', outcome: 'notCertified', detail: reason });
    expect(await certificates()).toHaveLength(before.length + 1);
  });
});

describe('the handover', () => {
  test('each side’s confirmation with its inventory and dates', async () => {
    const dealt = await aWalk();
    await untilAsked(dealt, 'confirm-handover');
    const form = { effectiveDate: '2026-06-01', cutOffDay: '2026-05-31', posts: 2, files: ['卷宗一'] };
    const kept = { effectiveDate: form.effectiveDate, cutOffDay: form.cutOffDay };
    await dealt.say('confirm-handover', { office: 'market', powers: [0, 1], kept, detail: { form } });
    const reason = { words: [{ powers: '0-2', reason: '清单不全' }] };
    await dealt.say('confirm-handover', { office: 'kaihua', outcome: 'disputed', powers: [0], detail: reason });
    expect(
      await rowsOf(dealt, 'handover_confirmation', 'organisation, effective_date, cut_off_day, inventory, powers'),
    ).toEqual([
      {
        organisation: 'market',
        effective_date: '2026-06-01',
        cut_off_day: '2026-05-31',
        inventory: { posts: 2, files: ['卷宗一'] },
        powers: '0-1',
      },
    ]);
  });
});
