import { addDays, addWorkingDays, dateAt, startOf } from '../../../src/domain/procedure/calendar';
import { aLaunch, plainCalendar } from '../../builders/launch';
import { anAnswer } from '../../builders/answers';
import { carryTo, carryToState, say, tasksOf, theTask, waitUntil } from './telling';
import { walkOf } from './walk';

const day = 86_400_000;
/** The end of the nth working day after an instant. */
const endOf = (from: number, days: number) => startOf(addDays(addWorkingDays(plainCalendar, dateAt(from), days), 1));

describe('limits', () => {
  test('a limit is the end of its last working day, the day of opening not counted', () => {
    // Monday 5 January 2026, ten in the morning
    const walk = walkOf(aLaunch({ count: 1, dayMs: null }), Date.UTC(2026, 0, 5, 2));
    expect(new Date(theTask(walk, 'declare-need').due ?? 0).toISOString()).toBe('2026-01-19T16:00:00.000Z');
  });

  test("a place's own limit holds in place of the declaration's", () => {
    const launch = aLaunch({ count: 1 });
    const limits = { 'declare-need': 3 };
    const walk = walkOf({ ...launch, settings: { ...launch.settings, limits } });
    const { due, opened } = theTask(walk, 'declare-need');
    expect(due).toBe(opened + 3 * day);
  });

  test('passing one marks the task overdue, once, at its instant, and it can still be answered', () => {
    const walk = walkOf(aLaunch({ count: 1 }));
    const { due } = theTask(walk, 'declare-need');
    walk.tick();
    expect(walk.entries.at(-1)).toMatchObject({ kind: 'clock', key: `clock:${due}`, at: due });
    expect(theTask(walk, 'declare-need')).toMatchObject({ overdue: true, due });
    expect(walk.stand().desk.earliest()).toBe(Infinity);
    say(walk, 'declare-need');
  });

  test('what comes after a limit that has passed is judged after it: limits first, then people', () => {
    const walk = walkOf(aLaunch({ count: 1, dayMs: 50 }));
    say(walk, 'declare-need');
    walk.pace(1e-3);
    const late = theTask(walk, 'assess-capacity');
    expect(walk.answer(anAnswer(walk.launch, late))).toBeNull();
    expect(walk.entries.slice(-2)).toMatchObject([
      { kind: 'clock', at: late.due },
      { kind: 'complete', step: 'assess-capacity', at: late.due },
    ]);
  });
});

describe('suspension', () => {
  test('stops every limit, and what is left of it runs on afterwards', () => {
    const walk = walkOf(aLaunch({ count: 1 }));
    const { due, opened } = theTask(walk, 'declare-need');
    walk.suspend(true);
    const stopped = walk.now();
    expect(theTask(walk, 'declare-need').due).toBeNull();
    expect(walk.tick()).toBe(false);
    walk.suspend(false);
    const stood = walk.now() - stopped;
    expect(due).toBe(opened + 10 * day);
    expect(theTask(walk, 'declare-need').due).toBe(opened + 10 * day + stood);
  });

  test('over working days: a day on which it stood still is not counted', () => {
    const start = Date.UTC(2026, 0, 5, 2);
    const walk = walkOf(aLaunch({ count: 1, dayMs: null }), start);
    const at = (days: number) => start + days * day;
    walk.takeRaw({ kind: 'suspend', key: 's', by: 'coordinator', at: at(2) });
    walk.takeRaw({ kind: 'resume', key: 'r', by: 'coordinator', at: at(9) });
    // one of ten days had gone by (Tuesday 6); nine more from Wednesday 14
    expect(theTask(walk, 'declare-need').due).toBe(endOf(at(9), 9));
  });

  test('what was overdue stays overdue', () => {
    const walk = walkOf(aLaunch({ count: 1 }));
    walk.tick();
    walk.suspend(true);
    walk.suspend(false);
    expect(theTask(walk, 'declare-need')).toMatchObject({ overdue: true });
  });

  test('stops a trial too', () => {
    const walk = walkOf(aLaunch({ count: 1 }));
    carryToState(walk, 'trial');
    const first = walk.stand().desk.earliest();
    walk.suspend(true);
    expect(walk.stand().desk.earliest()).toBe(Infinity);
    walk.rebuild();
    expect(walk.stand().desk.earliest()).toBe(Infinity);
    walk.suspend(false);
    expect(walk.stand().desk.earliest()).toBe(first + 1);
  });

  test('the transfer is suspended, its powers are where they were', () => {
    const walk = walkOf(aLaunch({ count: 1 }));
    walk.suspend(true);
    expect(walk.stand().overall()).toMatchObject({ state: 'suspended', suspended: true });
    expect(walk.states()).toEqual(['in-progress']);
    walk.suspend(false);
    expect(walk.stand().overall()).toMatchObject({ state: 'in-progress', suspended: false });
  });
});

describe('pace', () => {
  test('limits that run are set anew from where they began, those that passed are not', () => {
    const walk = walkOf(aLaunch({ count: 2, dayMs: 1000 }));
    say(walk, 'declare-need', { powers: [0] });
    waitUntil(walk, () => theTask(walk, 'declare-need').overdue === true);
    const passed = theTask(walk, 'declare-need');
    say(walk, 'declare-need');
    const opened = theTask(walk, 'assess-capacity', { power: 1 }).opened;
    walk.pace(day);
    expect(passed.due).toBe(passed.opened + 10_000);
    // a thousandth of a working day had gone by at the old pace, the rest goes by at the new one
    const { due } = theTask(walk, 'assess-capacity', { power: 1 });
    expect(due).toBe(Math.ceil(walk.now() + (10 - (walk.now() - opened) / 1000) * day));
  });

  test('to real working days and back, rebuilt in between, the same limit comes out', () => {
    const kept = walkOf(aLaunch({ count: 1, dayMs: 1000 }));
    const rebuilt = walkOf(aLaunch({ count: 1, dayMs: 1000 }));
    for (const walk of [kept, rebuilt]) {
      for (const dayMs of [null, 50, null]) {
        walk.pace(dayMs);
        if (walk === rebuilt) walk.rebuild();
      }
    }
    expect(theTask(rebuilt, 'declare-need').due).toBe(theTask(kept, 'declare-need').due);
    expect(theTask(kept, 'declare-need').due).toBe(endOf(kept.now(), 10));
  });

  test('a paced year is 250 working days', () => {
    const walk = walkOf(aLaunch({ count: 1, dayMs: 50 }));
    carryTo(walk, 'evaluate');
    say(walk, 'evaluate', { office: 'market' });
    say(walk, 'evaluate', { office: 'justice' });
    const evaluated = walk.now();
    waitUntil(walk, () => tasksOf(walk, 'evaluate').length > 0);
    expect(walk.now()).toBe(evaluated + 250 * 50);
  });
});
