/** Two timelines: a suspension stops what is under way, and not what stands. */
import fc from 'fast-check';
import { aPetition, petitionCourse } from '../../builders/petition';
import { answer, stepOf } from '../../builders/petition-answers';
import { makeBy, move } from './moves';
import { walkAlong } from './walk';

const day = 1_000;
const beginning = (count = 2) => walkAlong(petitionCourse, aPetition({ count, stands: 30, dayMs: day }));
type Petition = ReturnType<typeof beginning>;

/** Everybody carries on with these items until they stand. */
function toStanding(walk: Petition, items: readonly number[]): void {
  for (let moves = 0; !items.every((item) => walk.state(item) === 'standing'); moves++) {
    if (moves > 200) throw new Error('it never stands');
    for (const task of walk.tasks()) {
      const theirs = items.filter((item) => walk.state(item) !== 'standing');
      if (task.step !== 'conclude') walk.answer(answer(task, { items: theirs }));
    }
    if (walk.stand().desk.gathered('conclude').length === items.length) walk.assemble('conclude');
    const list = walk.task('conclude');
    if (list) walk.answer(answer(list));
    else walk.tick();
  }
}

test('what stands is looked at again in its time, and answered, while all else is suspended', () => {
  const walk = beginning();
  toStanding(walk, [0]);
  walk.suspend(true);
  for (const { due, overdue } of walk.tasks()) expect(due === null || overdue).toBe(true);
  walk.rebuild();
  while (!walk.task('look-again')) expect(walk.tick()).toBe(true);
  const again = walk.task('look-again');
  expect(again).toMatchObject({ powers: '0', due: (again?.opened ?? 0) + 10 * day });
  walk.rebuild();
  for (const task of walk.tasks())
    expect(walk.answer(answer(task))?.code).toBe(task.step === 'look-again' ? undefined : 'suspended');
  expect(walk.task('look-again')).toBeUndefined();
  const answered = walk.entries.findLast((entry) => entry.kind === 'complete' && entry.step === 'look-again')?.at ?? 0;
  while (!walk.task('look-again')) expect(walk.tick()).toBe(true);
  expect(walk.task('look-again')?.opened).toBe(answered + 30 * day);
});

test('its limit passes while all else is suspended, and nothing else does', () => {
  const walk = beginning();
  toStanding(walk, [0]);
  const other = walk.tasks().find(({ powers }) => powers === '1');
  walk.suspend(true);
  for (let ticks = 0; ticks < 2; ticks++) expect(walk.tick()).toBe(true);
  expect(walk.task('look-again')).toMatchObject({ overdue: true });
  expect(walk.tasks().find(({ id }) => id === other?.id)?.overdue).toBe(other?.overdue);
  expect(walk.tick()).toBe(false);
  walk.suspend(false);
  walk.rebuild();
});

test('what stands was not stopped by a suspension of before it stood either', () => {
  const walk = beginning(1);
  walk.suspend(true);
  walk.pass(walk.now() + 500 * day);
  walk.suspend(false);
  toStanding(walk, [0]);
  const announced = walk.entries.findLast((entry) => entry.kind === 'act')?.at ?? 0;
  while (!walk.task('look-again')) walk.tick();
  expect(walk.task('look-again')?.opened).toBe(announced + 30 * day);
});

test('whatever people and time do, a stand that is rebuilt before every entry records the same', () => {
  let runningOn = 0;
  fc.assert(
    fc.property(fc.array(move, { minLength: 60, maxLength: 160, size: 'max' }), (moves) => {
      const launch = aPetition({ count: 4, lodgers: ['kaihua', 'wolong'], stands: 2, dayMs: 50 });
      const one = walkAlong(petitionCourse, launch);
      let suspended = false;
      for (const what of moves) {
        // time passes in a suspension too
        if (what.kind === 'tick' && one.stand().suspended() && one.tick()) continue;
        makeBy(one, what, stepOf, (task, { outcome, powers }) => answer(task, { outcome, items: powers }));
      }
      const other = walkAlong(petitionCourse, launch);
      const skip = other.entries.length;
      for (const [i, entry] of one.entries.entries()) {
        if (entry.kind === 'suspend' || entry.kind === 'resume') suspended = entry.kind === 'suspend';
        if (suspended && (entry.kind === 'clock' || entry.kind === 'complete')) runningOn++;
        if (i < skip) continue;
        other.rebuild();
        expect(other.takeRaw(entry)).toEqual(one.changes[i]);
      }
    }),
    { numRuns: 40 },
  );
  expect(runningOn).toBeGreaterThan(0);
});
