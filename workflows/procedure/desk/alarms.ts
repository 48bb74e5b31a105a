/** What happens when procedure time comes to a moment. */
import type { Instant } from '../../../src/domain/procedure/step';
import type { Moment } from '../../../src/domain/procedure/timeline';
import type { Cohort } from './question';
import type { Time } from './time';

export interface Alarm {
  readonly cohort: Cohort;
  readonly moment: Moment;
  at: Instant;
  readonly ring: (at: Instant) => void;
}

export type Alarms = ReturnType<typeof openAlarms>;

export function openAlarms(time: Time) {
  const alarms = new Set<Alarm>();

  function set(cohort: Cohort, moment: Moment, ring: (at: Instant) => void): Alarm {
    const alarm = { cohort, moment, at: time.instantOf(moment), ring };
    alarms.add(alarm);
    return alarm;
  }

  return {
    set,
    stop: (alarm: Alarm): void => void alarms.delete(alarm),
    /** Tells the moment's instant once procedure time has come to it, at once where it has. */
    until(cohort: Cohort, moment: Moment, tell: (at: Instant) => void): void {
      const at = time.instantOf(moment);
      // what a moment is counted from has happened: where it is the moment itself, no clock need tell
      if (at <= Math.max(time.now(), moment.from)) tell(at);
      else set(cohort, moment, tell);
    },
    /** Rings what has come. */
    ring(): void {
      for (const alarm of [...alarms]) {
        if (alarm.at > time.now() || time.isStopped(alarm.moment)) continue;
        alarms.delete(alarm);
        alarm.ring(alarm.at);
      }
    },
    /** Nobody is left to hear the alarms of cohorts that are empty. */
    quieten(): void {
      for (const alarm of alarms) if (alarm.cohort.powers.size === 0) alarms.delete(alarm);
    },
    /** The next that comes while time runs as it does. */
    earliest: (): Instant => {
      let next = Infinity;
      for (const { at, moment } of alarms) if (at < next && !time.isStopped(moment)) next = at;
      return next;
    },
    retime(): void {
      for (const alarm of alarms) alarm.at = time.instantOf(alarm.moment);
    },
  };
}
