/**
 * How a procedure's time runs: at the pace of real working days or at a demonstration's, and not at all while it is
 * suspended. A limit is computed from where it began, through all that happened to time since; so a procedure that is
 * rebuilt from its journal comes to the same limits.
 */
import {
  addDays,
  addMonths,
  addWorkingDays,
  dateAt,
  startOf,
  workingDaysBetween,
  type Calendar,
  type LocalDate,
} from './calendar';
import type { Instant } from './step';

/** From its instant on, time runs so, until the next segment. `dayMs` null: real working days. */
export interface Segment {
  readonly from: Instant;
  readonly dayMs: number | null;
  readonly stopped: boolean;
}

export interface Timeline {
  readonly calendar: Calendar;
  readonly segments: readonly Segment[];
  /** Calendars that held before, each until the instant at which the next was told: what had come by then has come. */
  readonly before?: readonly { readonly calendar: Calendar; readonly until: Instant }[];
}

/** A calendar was told at an instant: it holds for the days after, and what was counted until then stays. */
export function retold(timeline: Timeline, calendar: Calendar, at: Instant): Timeline {
  const last = dateAt(at);
  const until = (days: readonly LocalDate[]) => days.filter((day) => day <= last);
  const after = (days: readonly LocalDate[]) => days.filter((day) => day > last);
  const { off, worked } = timeline.calendar;
  return {
    segments: timeline.segments,
    calendar: {
      ...calendar,
      off: [...until(off), ...after(calendar.off)],
      worked: [...until(worked), ...after(calendar.worked)],
    },
    before: [...(timeline.before ?? []), { calendar: timeline.calendar, until: at }],
  };
}

/** The same time without its suspensions, for what runs on through them. */
export const unstopped = (timeline: Timeline): Timeline => ({
  ...timeline,
  segments: timeline.segments.map((segment) => ({ ...segment, stopped: false })),
});

export interface Span {
  readonly unit: 'workingDays' | 'days' | 'months' | 'years';
  readonly count: number;
}

/** A place in a procedure's time: a span after an instant, or (`workingDaysBefore`) a date seen from an instant. */
export type Moment = {
  readonly from: Instant;
  /** A suspension does not stop the time until it. */
  readonly runsOn?: true;
} & ({ readonly span: Span } | { readonly date: LocalDate; readonly workingDaysBefore?: number });

export const workingDays = (count: number): Span => ({ unit: 'workingDays', count });
/** Calendar days; they end with the last of them. */
export const days = (count: number): Span => ({ unit: 'days', count });
export const months = (count: number): Span => ({ unit: 'months', count });
export const years = (count: number): Span => ({ unit: 'years', count });

const pacedDays: { readonly [U in Span['unit']]: number } = { workingDays: 1, days: 1, months: 20, years: 250 };

function segmentAt(timeline: Timeline, at: Instant): number {
  let found = 0;
  timeline.segments.forEach((segment, i) => {
    if (segment.from <= at) found = i;
  });
  return found;
}

/** When so many working days have run since `from`; `Infinity` while time stands still before that. */
export function afterWorkingDays(timeline: Timeline, from: Instant, days: number): Instant {
  const { segments, calendar } = timeline;
  let left = days;
  let start = from;
  for (let i = segmentAt(timeline, from); ; i++) {
    const segment = segments[i];
    if (!segment) return Infinity;
    const end = segments[i + 1]?.from ?? Infinity;
    if (!segment.stopped) {
      if (segment.dayMs !== null) {
        const due = Math.ceil(start + left * segment.dayMs);
        if (due <= end) return due;
        left -= (end - start) / segment.dayMs;
      } else {
        const whole = Math.ceil(left);
        if (whole <= 0) return start;
        const due = startOf(addDays(addWorkingDays(calendar, dateAt(start), whole), 1));
        if (due <= end) return due;
        left -= Math.max(0, workingDaysBetween(calendar, dateAt(start), addDays(dateAt(end), -1)));
      }
    }
    start = end;
  }
}

/** Calendar days in which time stood still between two instants. */
function stoodStill(timeline: Timeline, from: Instant, to: Instant): number {
  let ms = 0;
  timeline.segments.forEach((segment, i) => {
    if (!segment.stopped) return;
    const end = timeline.segments[i + 1]?.from ?? to;
    ms += Math.max(0, Math.min(end, to) - Math.max(segment.from, from));
  });
  return Math.ceil(ms / 86_400_000);
}

/** When a moment comes; never before it is asked for (`from`), except for a date already past. */
export function instantOf(timeline: Timeline, moment: Moment): Instant {
  for (const { calendar, until } of timeline.before ?? []) {
    const came = instantBy({ calendar, segments: timeline.segments }, moment);
    if (came <= until) return came;
  }
  return instantBy(timeline, moment);
}

function instantBy(timeline: Timeline, moment: Moment): Instant {
  const { from } = moment;
  const paced = timeline.segments[segmentAt(timeline, from)]?.dayMs ?? null;
  if ('date' in moment) {
    const date = moment.workingDaysBefore
      ? addWorkingDays(timeline.calendar, moment.date, -moment.workingDaysBefore)
      : moment.date;
    if (paced === null) return Math.max(from, startOf(date));
    const between = workingDaysBetween(timeline.calendar, dateAt(from), date);
    return between <= 0 ? from : afterWorkingDays(timeline, from, between);
  }
  const { unit, count } = moment.span;
  if (paced !== null || unit === 'workingDays') return afterWorkingDays(timeline, from, count * pacedDays[unit]);
  const last = timeline.segments.at(-1);
  const day = dateAt(from);
  let due = startOf(unit === 'days' ? addDays(day, count + 1) : addMonths(day, unit === 'years' ? 12 * count : count));
  // what is added for a suspension may reach into the next one
  for (let added = 0; ;) {
    if (last?.stopped && last.from < due) return Infinity;
    const stood = stoodStill(timeline, from, due);
    if (stood <= added) return due;
    due += (stood - added) * 86_400_000;
    added = stood;
  }
}
