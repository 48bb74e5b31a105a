import fc from 'fast-check';
import { addDays, addWorkingDays, dateAt, startOf, type Calendar } from '../../../src/domain/procedure/calendar';
import {
  afterWorkingDays,
  instantOf,
  months,
  workingDays,
  years,
  type Segment,
  type Timeline,
} from '../../../src/domain/procedure/timeline';

const calendar: Calendar = { off: ['2026-05-01'], worked: ['2026-05-09'] };
const day = 86_400_000;
const noon = (date: string) => startOf(date) + day / 2;
const monday = '2026-03-02';
const real = (...more: Segment[]): Timeline => ({
  calendar,
  segments: [{ from: 0, dayMs: null, stopped: false }, ...more],
});
const stop = (from: number): Segment => ({ from, dayMs: null, stopped: true });
const go = (from: number, dayMs: number | null = null): Segment => ({ from, dayMs, stopped: false });

const pauses = fc
  .array(fc.tuple(fc.integer({ min: 1, max: 20 * day }), fc.integer({ min: 1, max: 20 * day })), { maxLength: 4 })
  .map((lengths) => {
    const segments: Segment[] = [];
    let at = noon(monday);
    for (const [run, pause] of lengths) {
      segments.push(stop((at += run)), go((at += pause)));
    }
    return segments;
  });
const starts = fc.integer({ min: 0, max: 60 * day }).map((ms) => noon(monday) + ms);
const spans = fc.oneof(
  fc.integer({ min: 1, max: 60 }).map(workingDays),
  fc.integer({ min: 1, max: 12 }).map(months),
  fc.integer({ min: 1, max: 2 }).map(years),
);

describe('working days of a procedure', () => {
  test('end when the last one has ended', () => {
    expect(afterWorkingDays(real(), noon(monday), 5)).toBe(startOf('2026-03-10'));
    expect(afterWorkingDays(real(), noon('2026-04-30'), 1)).toBe(startOf('2026-05-05'));
  });

  test('are the calendar’s where nothing stood still', () => {
    fc.assert(
      fc.property(starts, fc.integer({ min: 1, max: 100 }), (from, count) => {
        expect(afterWorkingDays(real(), from, count)).toBe(
          startOf(addDays(addWorkingDays(calendar, dateAt(from), count), 1)),
        );
      }),
    );
  });

  test('a suspension gives its days back, and while it lasts nobody can say when the limit comes', () => {
    const suspended = real(stop(noon('2026-03-04')));
    expect(afterWorkingDays(suspended, noon(monday), 5)).toBe(Infinity);
    expect(afterWorkingDays(suspended, noon(monday), 1)).toBe(startOf('2026-03-04'));
    // Tuesday has run; resumed a week later, four are left
    expect(afterWorkingDays(real(stop(noon('2026-03-04')), go(noon('2026-03-11'))), noon(monday), 5)).toBe(
      startOf('2026-03-18'),
    );
  });

  test('at a pace, last what the pace says, pauses excluded', () => {
    const paced: Timeline = { calendar, segments: [go(0, 1000), { ...stop(5000), dayMs: 1000 }, go(9000, 1000)] };
    expect(afterWorkingDays(paced, 2000, 2)).toBe(4000);
    expect(afterWorkingDays(paced, 2000, 5)).toBe(11_000);
    expect(instantOf(paced, { from: 10_000, span: months(1) })).toBe(30_000);
    expect(instantOf(paced, { from: 10_000, span: years(1) })).toBe(260_000);
  });
});

describe('a moment', () => {
  test('comes after it is asked for, never earlier for a later start or a longer span, and never earlier for a suspension', () => {
    fc.assert(
      fc.property(starts, fc.integer({ min: 0, max: 30 * day }), spans, pauses, (from, later, span, segments) => {
        const due = instantOf(real(...segments), { from, span });
        expect(due).toBeGreaterThan(from);
        expect(instantOf(real(...segments), { from, span: { ...span, count: span.count + 1 } })).toBeGreaterThanOrEqual(
          due,
        );
        expect(instantOf(real(), { from, span })).toBeLessThanOrEqual(due);
        if (segments.length === 0) expect(instantOf(real(), { from: from + later, span })).toBeGreaterThanOrEqual(due);
      }),
    );
  });

  test('does not change by what happens after it came', () => {
    fc.assert(
      fc.property(starts, spans, pauses, fc.integer({ min: 0, max: 30 * day }), (from, span, segments, after) => {
        const due = instantOf(real(...segments), { from, span });
        const last = segments.at(-1)?.from ?? 0;
        const at = Math.max(due, last) + after;
        expect(instantOf(real(...segments, stop(at)), { from, span })).toBe(due);
        expect(instantOf(real(...segments, stop(at), go(at + day)), { from, span })).toBe(due);
      }),
    );
  });

  test('asked for during a suspension has no date until time goes on', () => {
    for (const span of [workingDays(3), months(1), years(1)]) {
      const from = noon('2026-03-05');
      expect(instantOf(real(stop(noon('2026-03-04'))), { from, span })).toBe(Infinity);
      expect(instantOf(real(stop(noon('2026-03-04')), go(noon('2026-03-09'))), { from, span })).toBeLessThan(Infinity);
    }
  });

  test('a month is by the calendar, and longer by what stood still', () => {
    expect(instantOf(real(), { from: noon('2026-01-31'), span: months(1) })).toBe(startOf('2026-02-28'));
    const paused = real(stop(noon('2026-02-10')), go(noon('2026-02-13')));
    expect(instantOf(paused, { from: noon('2026-01-31'), span: months(1) })).toBe(startOf('2026-03-03'));
  });

  test('that is a date begins with the day, or at once where it is past', () => {
    const from = noon(monday);
    expect(instantOf(real(), { from, date: '2026-03-20' })).toBe(startOf('2026-03-20'));
    expect(instantOf(real(), { from, date: '2026-02-20' })).toBe(from);
    expect(instantOf(real(), { from, date: '2026-03-20', workingDaysBefore: 5 })).toBe(startOf('2026-03-13'));
    const paced: Timeline = { calendar, segments: [go(0, 1000)] };
    expect(instantOf(paced, { from, date: '2026-03-09' })).toBe(from + 5000);
  });
});
