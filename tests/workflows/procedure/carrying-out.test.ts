/** A decision of another matter that is carried out here: when it is taken, what it does, and on which day. */
import fc from 'fast-check';
import type { CarriedOut } from '../../../src/domain/procedure/record';
import { declarationFaults } from '../../../src/domain/procedure/declaration-faults';
import { statesWhere } from '../../../src/domain/procedure/declaration';
import { addDays, dateAt } from '../../../src/domain/procedure/calendar';
import { aLaunch } from '../../builders/launch';
import { aPetition, petition, petitionCourse } from '../../builders/petition';
import { answer, stepOf } from '../../builders/petition-answers';
import { makeBy, move } from './moves';
import { carryToState } from './telling';
import { walkAlong, walkOf } from './walk';

const endings: readonly string[] = statesWhere(petition, 'ends');
const order = (action: string, effectiveDate: string, seq = 7): CarriedOut => ({
  ...{ decision: { matter: 'another', seq, hash: 'h' }, action, effectiveDate },
});
const beginning = (count = 2) => walkAlong(petitionCourse, aPetition({ count, stands: 300 }));
type Petition = ReturnType<typeof beginning>;

/** Everybody carries on until all of them stand. */
function toStanding(walk: Petition): void {
  for (let moves = 0; !walk.states().every((state) => state === 'standing'); moves++) {
    if (moves > 200) throw new Error('it never stands');
    const judgements = walk.tasks().map((task) => walk.answer(answer(task)));
    if (judgements.every((judgement) => judgement !== null)) walk.tick();
  }
}
const inDays = (walk: Petition, days: number) => addDays(dateAt(walk.now()), days);

test('the item goes on until the day, and ends at its beginning', () => {
  const walk = beginning();
  toStanding(walk);
  const day = inDays(walk, 3);
  expect(walk.carryOut('0', order('revoke', day))).toBeNull();
  expect(walk.states()).toEqual(['standing', 'standing']);
  expect(walk.entries.at(-1)).toMatchObject({ kind: 'carry-out', by: 'system', powers: '0', ...order('revoke', day) });
  walk.rebuild();
  walk.tick();
  expect(walk.states()).toEqual(['revoked', 'standing']);
  expect(`${dateAt(walk.now() - 1)} ${dateAt(walk.now())}`).toBe(`${addDays(day, -1)} ${day}`);
  walk.rebuild();
  walk.tick();
  expect(walk.tasks()).toMatchObject([{ step: 'look-again', powers: '1' }]);
});

test('a day that has come is today', () => {
  const walk = beginning(1);
  toStanding(walk);
  expect(walk.carryOut('0', order('revoke', '2020-01-01'))).toBeNull();
  expect(walk.changes.at(-1)?.states).toEqual({ revoked: '0' });
  expect(walk.stand().over()).toBe(true);
  walk.rebuild();
});

test('in a suspension it is taken, and its day comes', () => {
  const walk = beginning(1);
  toStanding(walk);
  walk.suspend(true);
  expect(walk.carryOut('0', order('revoke', inDays(walk, 2)))).toBeNull();
  walk.rebuild();
  expect(walk.tick()).toBe(true);
  expect(walk.states()).toEqual(['revoked']);
});

test('what it waits for is closed with it, whatever that is', () => {
  const walk = beginning(2);
  while (!walk.task('conclude')) {
    for (const task of walk.tasks()) if (task.step !== 'conclude') walk.answer(answer(task));
    if (!walk.task('conclude')) walk.tick();
  }
  expect(walk.carryOut('1', order('revoke', '2020-01-01'))).toBeNull();
  expect(walk.task('conclude')).toMatchObject({ powers: '0' });
  walk.rebuild();
});

test('what only amends is recorded, and the way goes on', () => {
  const walk = beginning(1);
  toStanding(walk);
  const before = walk.stand().desk.earliest();
  expect(walk.carryOut('0', order('amend', inDays(walk, 1)))).toBeNull();
  expect(walk.changes.at(-1)).toEqual({ put: [], gone: [], states: {} });
  expect(walk.stand().desk.earliest()).toBe(before);
  expect(walk.carryOut('0', order('amend', inDays(walk, 1), 9))).toBeNull();
});

test('once by its key; the same key with the same content is answered again', () => {
  const walk = beginning(1);
  toStanding(walk);
  const told = order('amend', inDays(walk, 1));
  walk.carryOut('0', told, 'decision-7-0');
  const { length } = walk.entries;
  expect(walk.carryOut('0', told, 'decision-7-0')).toBeNull();
  expect(walk.entries).toHaveLength(length);
  expect(walk.carryOut('0', told, 'decision-7-0', { digest: 'other' })?.code).toBe('idempotency-key-reused');
});

describe('it is refused', () => {
  test('where the item does not stand so, has ended, or is ended by another decision', () => {
    const walk = beginning(2);
    expect(walk.carryOut('0', order('revoke', '2030-01-01'))).toMatchObject({
      code: 'action-does-not-fit',
      detail: { powers: '0' },
    });
    toStanding(walk);
    expect(walk.carryOut('0-1', order('revoke', inDays(walk, 9)))).toBeNull();
    expect(walk.carryOut('1', order('revoke', inDays(walk, 1), 8))?.code).toBe('carried-out-already');
    walk.rebuild();
    expect(walk.carryOut('1', order('revoke', inDays(walk, 1), 8))?.code).toBe('carried-out-already');
    walk.takeBack('withdraw', [0]);
    expect(walk.carryOut('0', order('revoke', inDays(walk, 1), 8))?.code).toBe('power-ended');
  });

  test('from a person, of an action that is not declared, of a day that does not exist', () => {
    const walk = beginning(1);
    toStanding(walk);
    const person = { id: 'steward', office: 'coordination', role: 'coordinator' as const };
    expect(walk.carryOut('0', order('revoke', '2030-01-01'), 'k', { person })?.code).toBe('not-your-role');
    expect(walk.carryOut('0', order('toString', '2030-01-01'))).toMatchObject({ code: 'unknown-action' });
    expect(walk.carryOut('0', order('revoke', '2030-02-30'))).toMatchObject({ detail: { field: 'effectiveDate' } });
    expect(walk.carryOut('1', order('revoke', '2030-01-01'))?.code).toBe('power-not-in-task');
  });
});

test('an action that contradicts itself is found', () => {
  const withAction = (from: readonly ('standing' | 'upheld')[], to: 'standing' | 'revoked') => ({
    ...petition,
    acts: { ...petition.acts, carriedOut: { revoke: { title: { zh: 'x', en: 'x' }, from, to } } },
  });
  const places = (...of: Parameters<typeof withAction>) =>
    declarationFaults(withAction(...of)).map(({ place }) => place);
  expect(places(['standing'], 'revoked')).toEqual([]);
  expect(places([], 'revoked')).toEqual(['acts/carriedOut/revoke']);
  expect(places(['upheld'], 'revoked')).toEqual(['acts/carriedOut/revoke/upheld']);
  expect(places(['standing'], 'standing')).toEqual(['acts/carriedOut/revoke/to']);
});

describe.each([1, 2, 3])('a transfer of powers of edition %i', (edition) => {
  test('takes it where powers are handed over, and the power is taken back on the day', () => {
    const walk = walkOf({ ...aLaunch({ count: 2 }), edition });
    expect(walk.carryOut('0', order('recall', '2030-01-01'))?.code).toBe('action-does-not-fit');
    carryToState(walk, 'trial');
    const day = addDays(dateAt(walk.now()), 2);
    expect(walk.carryOut('0', order('recall', day))).toBeNull();
    walk.rebuild();
    for (let ticks = 0; walk.state(0) !== 'recalled'; ticks++)
      if (ticks > 50 || !walk.tick()) throw new Error('no day');
    expect(walk.states()).toEqual(['recalled', 'trial']);
    walk.rebuild();
    carryToState(walk, 'in-force', [1]);
    expect(walk.carryOut('1', order('narrow', day))).toBeNull();
    expect(walk.states()).toEqual(['recalled', 'in-force']);
  });

  test('takes it while the power is being taken back: whichever comes first ends it', () => {
    const walk = walkOf({ ...aLaunch({ count: 1 }), edition });
    carryToState(walk, 'in-force');
    walk.takeBack('recall', [0]);
    expect(walk.carryOut('0', order('recall', addDays(dateAt(walk.now()), 1)))).toBeNull();
    walk.rebuild();
    while (walk.state(0) !== 'recalled') expect(walk.tick()).toBe(true);
    expect(walk.tasks()).toEqual([]);
  });
});

test('whatever people and time do, a stand that is rebuilt before every entry records the same', () => {
  const further = fc.oneof(
    { weight: 90, arbitrary: move },
    {
      weight: 15,
      arbitrary: fc.record({
        kind: fc.constant('order' as const),
        item: fc.nat({ max: 3 }),
        days: fc.nat({ max: 60 }),
        action: fc.constantFrom('revoke', 'amend'),
      }),
    },
  );
  const seen = new Set<string>();
  const property = fc.property(fc.array(further, { minLength: 80, maxLength: 120, size: 'max' }), (moves) => {
    const launch = aPetition({ count: 4, lodgers: ['kaihua', 'wolong'], stands: 20, dayMs: 50 });
    const one = walkAlong(petitionCourse, launch);
    for (const what of moves)
      if (what.kind === 'order') one.carryOut(`${what.item}`, order(what.action, inDays(one, what.days)));
      else makeBy(one, what, stepOf, (task, { outcome, powers }) => answer(task, { outcome, items: powers }));
    const other = walkAlong(petitionCourse, launch);
    const skip = other.entries.length;
    for (const [i, entry] of one.entries.entries()) {
      if (entry.kind === 'carry-out') seen.add(entry.action);
      for (const state of Object.keys(one.changes[i]?.states ?? {}))
        if (state === 'revoked') seen.add(`${entry.kind}!`);
      if (i < skip) continue;
      other.rebuild();
      expect(other.takeRaw(entry)).toEqual(one.changes[i]);
    }
    one.states().forEach((state, item) => expect(one.stand().isAlive(item)).toBe(!endings.includes(state)));
  });
  for (let round = 0; round === 0 || (seen.size < 4 && round < 20); round++) fc.assert(property, { numRuns: 15 });
  expect([...seen].sort()).toEqual(['amend', 'carry-out!', 'clock!', 'revoke']);
});
