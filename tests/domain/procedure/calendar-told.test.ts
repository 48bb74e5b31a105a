/** When a procedure that runs is told other working days, and what that does to its moments. */
import fc from 'fast-check';
import { addDays, isToBeTold, startOf, type Calendar } from '../../../src/domain/procedure/calendar';
import {
  afterWorkingDays,
  instantOf,
  retold,
  type Moment,
  type Timeline,
} from '../../../src/domain/procedure/timeline';

const known: Calendar = {
  off: ['2026-01-01', '2027-01-01', '2028-01-03', '2029-01-01'],
  worked: [],
  provisional: [2027, 2028, 2029],
};
const today = '2026-11-28';

test.each<[string, Partial<Calendar>, boolean]>([
  ['the same', {}, false],
  ['a year is announced with the days that were guessed', { provisional: [2028, 2029] }, true],
  ['a day off is added', { off: [...known.off, '2027-02-08'] }, true],
  ['a weekend day is worked', { worked: ['2027-02-06'] }, true],
  ['a day that has passed was another', { off: [...known.off, '2026-11-27'] }, false],
  ['today is another', { off: [...known.off, '2026-11-28'] }, false],
  ['a year is known that the other does not reach', { off: [...known.off, '2030-01-01'] }, false],
  ['nothing is known', { off: [], worked: [] }, false],
])('%s', (_, change, told) => {
  expect(isToBeTold(known, { ...known, ...change }, today)).toBe(told);
});

test('whoever knows few years ahead is told more', () => {
  const short: Calendar = { off: ['2026-01-01', '2027-01-01'], worked: [], provisional: [2027] };
  expect(isToBeTold(short, known, today)).toBe(true);
  expect(isToBeTold({ off: [], worked: [] }, known, today)).toBe(true);
});

describe('a calendar that is told at an instant', () => {
  const day = fc.integer({ min: 0, max: 60 }).map((n) => addDays('2026-03-02', n));
  const calendar = fc.record({ off: fc.uniqueArray(day), worked: fc.uniqueArray(day) });
  const instant = fc.integer({ min: 0, max: 60 * 24 }).map((hours) => startOf('2026-03-02') + hours * 3_600_000);
  const timeline = (one: Calendar): Timeline => ({
    calendar: one,
    segments: [{ from: 0, dayMs: null, stopped: false }],
  });
  const moment = (from: number, days: number): fc.Arbitrary<Moment> =>
    fc.constantFrom<Moment>(
      { from, span: { unit: 'workingDays', count: days } },
      { from, span: { unit: 'days', count: days } },
      { from, date: addDays('2026-05-01', days), workingDaysBefore: days },
    );

  test('what had come by then has come, at the same instant', () => {
    fc.assert(
      fc.property(
        calendar,
        calendar,
        instant,
        instant,
        fc.integer({ min: 1, max: 20 }),
        (before, after, from, at, days) => {
          const first = timeline(before);
          const due = afterWorkingDays(first, from, days);
          if (due <= at) expect(afterWorkingDays(retold(first, after, at), from, days)).toBe(due);
        },
      ),
    );
    fc.assert(
      fc.property(
        calendar,
        calendar,
        instant,
        instant.chain((from) => fc.integer({ min: 1, max: 20 }).chain((days) => moment(from, days))),
        (before, after, at, when) => {
          const came = instantOf(timeline(before), when);
          if (came <= at) expect(instantOf(retold(timeline(before), after, at), when)).toBe(came);
        },
      ),
    );
  });

  test('what has not come by then is counted by the new days from the next day on', () => {
    fc.assert(
      fc.property(calendar, instant, instant, fc.integer({ min: 1, max: 20 }), (after, from, at, days) => {
        const began = Math.min(from, at);
        const told = afterWorkingDays(retold(timeline({ off: [], worked: [] }), after, at), began, days);
        // the same as with a calendar that is both: the old days up to the day on which it was told, the new ones after it
        const last = addDays('1970-01-01', Math.floor((at + 8 * 3_600_000) / 86_400_000));
        const merged = { off: after.off.filter((one) => one > last), worked: after.worked.filter((one) => one > last) };
        expect(told).toBe(afterWorkingDays(timeline(merged), began, days));
      }),
    );
  });
});
