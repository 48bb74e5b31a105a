/** The kit run over a procedure that is unlike the transfer of powers. */
import fc from 'fast-check';
import { dateAt } from '../../../src/domain/procedure/calendar';
import { unpack } from '../../../src/domain/procedure/ranges';
import type { Task } from '../../../src/domain/procedure/record';
import { aPetition, petitionCourse, type PetitionLaunch } from '../../builders/petition';
import { answer, stepOf, type Saying } from '../../builders/petition-answers';
import { changeText } from '../../../workflows/procedure/checkpoint';
import { makeBy, move } from './moves';
import { walkAlong } from './walk';

const beginning = (choice: Parameters<typeof aPetition>[0] = {}) => walkAlong(petitionCourse, aPetition(choice));
type Petition = ReturnType<typeof beginning>;

function theTask(walk: Petition, step: string, office?: string): Task {
  const found = walk.task(step, office);
  if (!found)
    throw new Error(
      `no ${step} is open; open are ${walk
        .tasks()
        .map(({ id }) => id)
        .join(' ')}`,
    );
  return found;
}
const say = (walk: Petition, step: string, saying: Saying & { readonly at?: string } = {}) =>
  expect(walk.answer(answer(theTask(walk, step, saying.at), saying))).toBeNull();

/** Everybody carries on, and days pass, until it is so. */
function carryUntil(walk: Petition, arrived: () => boolean, leave: readonly string[] = []): void {
  for (let moves = 0; !arrived(); moves++) {
    if (moves > 1_000) throw new Error('it never comes to that');
    const judgements = walk
      .tasks()
      .filter(({ step }) => !leave.includes(step))
      .map((task) => walk.answer(answer(task)));
    if (!judgements.some((judgement) => judgement === null) && !walk.tick())
      throw new Error('nothing is left to wait for');
  }
}
const carryTo = (walk: Petition, step: string) => carryUntil(walk, () => walk.task(step) !== undefined, [step]);

describe('parties', () => {
  test('a task says as which party its office is asked; the same office may be two', () => {
    const walk = beginning();
    expect(theTask(walk, 'lodge')).toMatchObject({
      party: 'lodger',
      office: 'kaihua',
      id: 'launch/lodge@lodger:kaihua',
    });
    carryTo(walk, 'look-at');
    expect(theTask(walk, 'look-at')).toMatchObject({ party: 'reviewer', office: 'kaihua' });
  });

  test('four eyes hold within one office', () => {
    const walk = beginning({ count: 1 });
    say(walk, 'lodge', { by: 'bai' });
    carryTo(walk, 'look-at');
    expect(walk.answer(answer(theTask(walk, 'look-at'), { by: 'bai' }))?.code).toBe('four-eyes');
    say(walk, 'look-at', { by: 'zhao' });
  });

  test('an answer names the office that is asked next; parts may be different ones', () => {
    const walk = beginning({ count: 4 });
    say(walk, 'lodge');
    say(walk, 'assign', { items: [0, 2], office: 'culture' });
    say(walk, 'assign', { items: [1, 3], office: 'market' });
    expect(theTask(walk, 'handle', 'culture').powers).toBe('0,2');
    walk.rebuild();
    say(walk, 'handle', { at: 'culture' });
    expect(theTask(walk, 'lay-open').powers).toBe('0,2');
    expect(theTask(walk, 'handle', 'market').powers).toBe('1,3');
  });
});

describe('days', () => {
  test('calendar days run over weekends and holidays, to the end of the last', () => {
    const walk = beginning({ calendar: { off: ['2026-01-12'], worked: [] } });
    say(walk, 'lodge');
    say(walk, 'assign');
    const { opened, due } = theTask(walk, 'handle');
    expect(dateAt(opened)).toBe('2026-01-05');
    expect(new Date(due ?? 0).toISOString()).toBe('2026-02-04T16:00:00.000Z');
  });

  test('what must stay open is completed by nobody before, and by anybody after', () => {
    const walk = beginning({ count: 1 });
    carryTo(walk, 'lay-open');
    const task = theTask(walk, 'lay-open');
    expect(walk.answer(answer(task))).toMatchObject({ code: 'still-open', detail: { until: task.openUntil } });
    walk.rebuild();
    walk.pass((task.openUntil ?? 0) - 10);
    expect(walk.answer(answer(task))?.code).toBe('still-open');
    walk.pass(task.openUntil ?? 0);
    say(walk, 'lay-open');
  });

  test('a ledger that says another day until which it stays open is found out', () => {
    const walk = beginning({ count: 1 });
    carryTo(walk, 'lay-open');
    const change = walk.changes.at(-1);
    if (!change) throw new Error('nothing changed');
    const altered = { ...change, put: change.put.map((task) => ({ ...task, openUntil: (task.openUntil ?? 0) - 1 })) };
    expect(change.put.map(({ step }) => step)).toEqual(['lay-open']);
    expect(changeText(altered)).not.toBe(changeText(change));
  });

  test('a suspension is added to the time for which it must stay open', () => {
    const walk = beginning({ count: 1, dayMs: 1000 });
    carryTo(walk, 'lay-open');
    const before = theTask(walk, 'lay-open').openUntil ?? 0;
    walk.suspend(true);
    walk.pass(walk.now() + 5_000);
    walk.suspend(false);
    walk.rebuild();
    expect(theTask(walk, 'lay-open').openUntil).toBeGreaterThanOrEqual(before + 5_000);
  });
});

describe('a calendar that is told later', () => {
  test('sets open limits right, from the next day on, and leaves what has passed', () => {
    const walk = beginning({ count: 1 });
    const { due } = theTask(walk, 'lodge');
    expect(new Date(due ?? 0).toISOString()).toBe('2026-01-12T16:00:00.000Z');
    expect(walk.tellCalendar({ off: ['2026-01-05', '2026-01-08', '2026-01-12'], worked: [] })).toBeNull();
    // the day of today was counted from already; the 8th and the 12th are off now
    expect(new Date(theTask(walk, 'lodge').due ?? 0).toISOString()).toBe('2026-01-14T16:00:00.000Z');
    walk.rebuild();
    expect(new Date(theTask(walk, 'lodge').due ?? 0).toISOString()).toBe('2026-01-14T16:00:00.000Z');
    walk.tick();
    expect(theTask(walk, 'lodge').overdue).toBe(true);
    expect(walk.tellCalendar({ off: ['2026-01-14'], worked: [] })).toBeNull();
    expect(theTask(walk, 'lodge').overdue).toBe(true);
    walk.rebuild();
  });
});

describe('a list that is assembled', () => {
  test('opens by itself when everything that lives waits', () => {
    const walk = beginning({ count: 3 });
    carryTo(walk, 'look-at');
    say(walk, 'look-at', { items: [0] });
    expect(walk.task('conclude')).toBeUndefined();
    expect(walk.states()).toEqual(['gathering', 'open', 'open']);
    walk.rebuild();
    walk.takeBack('withdraw', [1]);
    expect(walk.task('conclude')).toBeUndefined();
    say(walk, 'look-at', { items: [2] });
    expect(theTask(walk, 'conclude')).toMatchObject({ powers: '0,2', opened: walk.now() });
  });

  test('opens when the last that is missing is withdrawn', () => {
    const walk = beginning({ count: 2 });
    carryTo(walk, 'look-at');
    say(walk, 'look-at', { items: [0] });
    walk.takeBack('withdraw', [1]);
    expect(theTask(walk, 'conclude').powers).toBe('0');
  });

  test('is closed by the steward, who must know what is in it; whoever is late goes into the next', () => {
    const walk = beginning({ count: 3 });
    expect(walk.assemble('conclude')?.code).toBe('nothing-to-assemble');
    expect(walk.assemble('handle')?.code).toBe('assembles-nothing');
    carryTo(walk, 'look-at');
    say(walk, 'look-at', { items: [0, 1] });
    expect(walk.assemble('conclude', '0')).toMatchObject({ code: 'list-changed', detail: { powers: '0-1' } });
    expect(walk.assemble('conclude')).toBeNull();
    expect(theTask(walk, 'conclude').powers).toBe('0-1');
    walk.rebuild();
    say(walk, 'look-at', { items: [2] });
    const lists = walk.tasks().filter(({ step }) => step === 'conclude');
    expect(lists.map(({ powers }) => powers)).toEqual(['0-1', '2']);
  });

  test('what is answered in part waits until all of the list is answered', () => {
    const walk = beginning({ count: 3 });
    carryTo(walk, 'conclude');
    say(walk, 'conclude', { items: [1] });
    expect(walk.states()).toEqual(['gathering', 'gathering', 'gathering']);
    walk.rebuild();
    expect(theTask(walk, 'conclude').powers).toBe('0,2');
    say(walk, 'conclude', { items: [0], outcome: 'again' });
    expect(walk.states()).toEqual(['gathering', 'gathering', 'gathering']);
    walk.rebuild();
    say(walk, 'conclude', { items: [2], outcome: 'refused' });
    expect(walk.states()).toEqual(['open', 'upheld', 'refused']);
    carryUntil(walk, () => walk.state(0) === 'upheld');
  });

  test('what was answered goes on, too, when the rest of the list is withdrawn', () => {
    const walk = beginning({ count: 2 });
    carryTo(walk, 'conclude');
    say(walk, 'conclude', { items: [1] });
    walk.takeBack('withdraw', [0]);
    expect(walk.states()).toEqual(['withdrawn', 'upheld']);
  });
});

test('nothing is taken back where there is no way back', () => {
  const walk = beginning({ count: 1 });
  expect(walk.takeBack('recall', [0])?.code).toBe('no-way-back');
});

describe('whatever people and time do', () => {
  const further = fc.oneof(
    { weight: 90, arbitrary: move },
    { weight: 5, arbitrary: fc.record({ kind: fc.constant('assemble' as const) }) },
    { weight: 5, arbitrary: fc.record({ kind: fc.constant('calendar' as const), n: fc.nat() }) },
  );
  type Further = typeof further extends fc.Arbitrary<infer M> ? M : never;
  function make(walk: Petition, what: Further): void {
    if (what.kind === 'assemble') walk.assemble('conclude');
    else if (what.kind === 'calendar')
      walk.tellCalendar({ off: [`2026-0${1 + (what.n % 9)}-1${what.n % 10}`], worked: [] });
    else
      makeBy(walk, what, stepOf, (task, { outcome, powers }) =>
        answer(task, { outcome, items: powers, office: ['market', 'culture'][powers.length % 2] ?? '' }),
      );
  }
  const launch = (dayMs: number | null): PetitionLaunch =>
    aPetition({ count: 6, lodgers: ['kaihua', 'wolong', 'market'], dayMs });

  test('no promise is broken, and every item that lives waits for somebody, for a day, or for the list', () => {
    const hoped = new Set(['dropped', 'gathering', 'open', 'refused', 'upheld', 'withdrawn']);
    const property = fc.property(
      fc.constantFrom(null, 50),
      fc.array(further, { minLength: 60, maxLength: 200, size: 'max' }),
      (dayMs, moves) => {
        const walk = walkAlong(petitionCourse, launch(dayMs));
        for (const what of moves) make(walk, what);
        walk.rebuild();
        const inTasks = new Set(walk.tasks().flatMap(({ powers }) => unpack(powers)));
        const gathered = new Set(walk.stand().desk.gathered('conclude'));
        walk.states().forEach((state, item) => {
          hoped.delete(state);
          const lives = walk.stand().isAlive(item);
          if (!lives) expect(inTasks.has(item)).toBe(false);
          // an answer in a list that is still open waits for the rest of it
          else if (!gathered.has(item) && state !== 'gathering') expect(inTasks.has(item)).toBe(true);
        });
      },
    );
    // until the walks went far enough to mean something
    for (let round = 0; round === 0 || (hoped.size > 0 && round < 20); round++) fc.assert(property, { numRuns: 80 });
    expect([...hoped]).toEqual([]);
  });

  test('what one stand records, another that is rebuilt before every entry records too', () => {
    fc.assert(
      fc.property(fc.array(further, { minLength: 30, maxLength: 120, size: 'max' }), (moves) => {
        const one = walkAlong(petitionCourse, launch(50));
        for (const what of moves) make(one, what);
        const other = walkAlong(petitionCourse, launch(50));
        const skip = other.entries.length;
        for (const [i, entry] of one.entries.entries()) {
          if (i < skip) continue;
          other.rebuild();
          expect(other.takeRaw(entry)).toEqual(one.changes[i]);
        }
      }),
      { numRuns: 40 },
    );
  });
});
