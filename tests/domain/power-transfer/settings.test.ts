import { officialCalendar } from '../../../src/calendar/official';
import { asCalendar, checkLocalDay, checkNotPast, type LocalDay } from '../../../src/domain/power-transfer/local-days';
import {
  defaultSettings,
  keptSettings,
  ownSettings,
  settingItems,
  settingsOf,
} from '../../../src/domain/power-transfer/settings';
import { transferSteps } from '../../../src/domain/power-transfer/steps';
import { Refusal } from '../../../src/domain/refusal';

const refusalOf = (act: () => unknown): Refusal => {
  try {
    act();
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
  throw new Error('it was not refused');
};

describe('settings', () => {
  test('have every step with a limit and every number, within their bounds, with a reason in both languages', () => {
    const items = settingItems(defaultSettings);
    expect(items.slice(0, -7).map(({ name, value }) => [name, value])).toEqual(
      transferSteps.flatMap(({ code, days }) => (days === null ? [] : [[code, days]])),
    );
    expect(items.slice(-7).map(({ pointer }) => pointer)).toEqual([
      '/trialMonths',
      '/evaluationYears',
      '/officersPerField',
      '/trainingAttempts',
      '/trainingHours',
      '/passMark',
      '/renewalNoticeDays',
    ]);
    for (const { usual, least, most, why } of items) {
      expect([least, usual, most].toSorted((a, b) => a - b)).toEqual([least, usual, most]);
      expect(why.zh && why.en).toBeTruthy();
    }
  });
  test('are refused below the least and above the most, each by its field', () => {
    const refusal = refusalOf(() => settingsOf({ trialMonths: 0, evaluationYears: 6, limits: { decide: 251 } }));
    expect(refusal.errors.map(({ field, code }) => `${field} ${code}`)).toEqual([
      '/limits/decide setting-above-ceiling',
      '/trialMonths setting-below-floor',
      '/evaluationYears setting-above-ceiling',
    ]);
    expect(settingsOf({ trialMonths: 1, evaluationYears: 5, limits: { 'review-legality': 7 } })).toMatchObject({
      trialMonths: 1,
      evaluationYears: 5,
    });
  });
  test('that are the default are not kept', () => {
    expect(ownSettings(settingsOf({ trialMonths: 3, limits: { decide: 10 } }))).toEqual({});
    expect(ownSettings(settingsOf({ trialMonths: 4, limits: { decide: 10, certify: 9 } }))).toEqual({
      trialMonths: 4,
      limits: { certify: 9 },
    });
  });
  test('that were kept come back, raised to a floor that was raised since', () => {
    const settings = settingsOf({ trialMonths: 4, limits: { certify: 9 } });
    expect(keptSettings(ownSettings(settings))).toEqual(settings);
    expect(keptSettings({ officersPerField: 1, limits: { 'review-legality': 3, gone: 4 } })).toEqual({
      ...defaultSettings,
      limits: { 'review-legality': 7 },
    });
  });
});

describe('a local day', () => {
  const calendar = officialCalendar([2026, 2027]);
  const facts = { today: '2026-11-25', until: '2027-12-31', calendar };
  const day = (date: string, kind: LocalDay['kind'] = 'off'): LocalDay => ({
    date,
    kind,
    name: { zh: '节', en: 'day' },
  });
  test.each([
    ['of today, a Wednesday', day('2026-11-25')],
    ['off on the last Friday', day('2027-12-31')],
    ['worked on a Saturday', day('2026-11-28', 'worked')],
    ['off on a Sunday that the notice has worked', day('2026-09-20')],
  ])('%s is taken', (_, one) => {
    expect(() => checkLocalDay(one, { ...facts, today: '2026-09-20' })).not.toThrow();
  });
  test.each([
    ['yesterday', day('2026-11-24'), 'local-day-past'],
    ['beyond the calendar', day('2028-01-03'), 'local-day-too-far'],
    ['off on a Saturday', day('2026-11-28'), 'local-day-idle'],
    ['worked on a Thursday', day('2026-11-26', 'worked'), 'local-day-idle'],
    ['off on National Day', day('2027-10-01'), 'local-day-idle'],
  ])('%s is refused', (_, one, code) => {
    const refusal = refusalOf(() => checkLocalDay(one, facts));
    expect([refusal.code, refusal.field]).toEqual([code, '/date']);
  });
  test('is taken back today, and not after', () => {
    expect(() => checkNotPast('2026-11-25', '2026-11-25')).not.toThrow();
    expect(refusalOf(() => checkNotPast('2026-11-25', '2026-11-26')).code).toBe('local-day-past');
  });
  test('stands on its side of the calendar', () => {
    expect(asCalendar([day('2026-11-26'), day('2026-11-28', 'worked')])).toEqual({
      off: ['2026-11-26'],
      worked: ['2026-11-28'],
    });
  });
});
