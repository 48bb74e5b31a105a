/** Procedure time as the desk goes by it: where it stands, and when a limit or a moment comes. */
import type { Instant, Step } from '../../../src/domain/procedure/step';
import {
  afterWorkingDays,
  days,
  instantOf,
  unstopped,
  type Moment,
  type Timeline,
} from '../../../src/domain/procedure/timeline';

/** Days for a step; null: no limit. */
type LimitOf = (step: Step) => number | null;

export type Time = ReturnType<typeof openTime>;

export function openTime(start: { readonly timeline: Timeline; readonly now: Instant; readonly limit: LimitOf }) {
  let { timeline, now } = start;
  let runningOn = unstopped(timeline);
  /** The time that a step or a moment goes by. */
  const timeOf = ({ runsOn }: { readonly runsOn?: true }): Timeline => (runsOn ? runningOn : timeline);

  /** So many of the step's days after an instant; null while time stands still before that. */
  function afterDays(step: Step, from: Instant, count: number): Instant | null {
    const at = step.calendarDays
      ? instantOf(timeOf(step), { from, span: days(count) })
      : afterWorkingDays(timeOf(step), from, count);
    return at === Infinity ? null : at;
  }

  return {
    now: (): Instant => now,
    /** Time moves only here, from limit to limit, so that a rebuilt desk stands where the last one stood. */
    moveTo: (at: Instant): void => void (now = Math.max(now, at)),
    /** It runs differently from now on. */
    run(next: Timeline): void {
      timeline = next;
      runningOn = unstopped(next);
    },
    /** Whether time stands still for it. */
    isStopped: ({ runsOn }: { readonly runsOn?: true }): boolean =>
      !runsOn && timeline.segments.at(-1)?.stopped === true,
    instantOf: (moment: Moment): Instant => instantOf(timeOf(moment), moment),
    /** When a task that was opened then comes due; null: never, or not while time stands still. */
    dueOf(step: Step, opened: Instant): Instant | null {
      const count = start.limit(step);
      return count === null ? null : afterDays(step, opened, count);
    },
    /** When a task that was opened then may be completed at the earliest. */
    openUntilOf(step: Step, opened: Instant): { openUntil?: Instant } {
      if (step.openAtLeast === undefined) return {};
      return { openUntil: afterDays(step, opened, step.openAtLeast) ?? Number.MAX_SAFE_INTEGER };
    },
  };
}
