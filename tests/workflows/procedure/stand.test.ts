import fc from 'fast-check';
import { endings, handedOverStates } from '../../../src/domain/power-transfer/states';
import { unpack } from '../../../src/domain/procedure/ranges';
import type { Completion } from '../../../src/domain/procedure/record';
import { unpackOfficers } from '../../../src/domain/power-transfer/officers';
import { stepOf } from '../../builders/answers';
import { aLaunch, cultureGroup, marketGroup } from '../../builders/launch';
import { make, move } from './moves';
import { powersOf, walkOf, type Walk } from './walk';

const entrustedGroup = { ...marketGroup, mode: 'entrust', until: '2027-06-30' } as const;

const isCompletion = (entry: { readonly kind: string }): entry is Completion =>
  entry.kind === 'complete' || entry.kind === 'act';

/** What no walk may ever break. */
function check(walk: Walk): void {
  const ended: readonly string[] = endings;
  const states = walk.states();
  const inTasks = new Map<number, number>();
  for (const task of walk.tasks())
    for (const power of powersOf(task)) inTasks.set(power, (inTasks.get(power) ?? 0) + 1);
  states.forEach((state, power) => {
    if (ended.includes(state)) expect(inTasks.get(power)).toBeUndefined();
    // a power that lives waits for somebody or for a day
    else if (!inTasks.get(power) && !walk.stand().suspended())
      expect(walk.stand().desk.earliest()).toBeLessThan(Infinity);
  });
  const completions = walk.entries.filter(isCompletion);
  const saidBy = new Map<string, string>();
  const answered = new Set<string>();
  for (const entry of completions)
    for (const ranges of Object.values(entry.outcomes))
      for (const power of unpack(ranges)) {
        const once = `${entry.task} ${power}`;
        expect(answered.has(once)).toBe(false);
        answered.add(once);
        for (const { code: excluded } of stepOf(entry.step).notBy ?? [])
          expect(saidBy.get(`${excluded} ${power} ${entry.by}`)).toBeUndefined();
        saidBy.set(`${entry.step} ${power} ${entry.by}`, entry.task);
      }
  const handedOver: readonly string[] = handedOverStates;
  states.forEach((state, power) => {
    if (handedOver.includes(state)) expect(certifiedFor(walk, completions, power)).toBeGreaterThanOrEqual(2);
  });
}

/** Officers of the power's field who are certified by the journal: as nominated, or by the justice bureau since. */
function certifiedFor(walk: Walk, completions: readonly Completion[], power: number): number {
  const field = walk.launch.groups.find((group) => unpack(group.powers).includes(power))?.field ?? '';
  const certified = new Set<string>();
  const trained = new Set(
    completions.filter((e) => e.step === 'sign-off-training' && e.outcomes['passed']).map((e) => e.about),
  );
  for (const entry of completions) {
    if (entry.step === 'certify' && entry.outcomes['certified'] && entry.about) certified.add(entry.about);
    if (entry.kept?.['officers'] && Object.values(entry.outcomes).some((ranges) => unpack(ranges).includes(power)))
      for (const { id, fields, certifiedUntil } of unpackOfficers(entry.kept['officers']))
        if (certifiedUntil && fields.includes(field) && trained.has(id)) certified.add(id);
  }
  return certified.size;
}

describe('a procedure without its engine', () => {
  test('whatever people and time do, and however often it is rebuilt, no promise is broken', () => {
    const hoped = new Set(['transition', 'trial', 'in-force', 'recalled', 'withdrawn', 'refused', 'expired']);
    const property = fc.property(
      fc.integer({ min: 3, max: 9 }),
      fc.constantFrom('after' as const, 'before' as const),
      fc.array(move, { minLength: 200, maxLength: 400, size: 'max' }),
      (count, transition, moves) => {
        const walk = walkOf(
          aLaunch({ count, groups: [marketGroup, cultureGroup, entrustedGroup], transition, dayMs: 50 }),
        );
        for (const what of moves) make(walk, what);
        check(walk);
        walk.rebuild();
        check(walk);
        for (const change of walk.changes) for (const state of Object.keys(change.states)) hoped.delete(state);
      },
    );
    // until the walks went far enough to mean something: an entrustment's end comes in one of twenty
    for (let round = 0; round === 0 || (hoped.size > 0 && round < 20); round++)
      fc.assert(property, { numRuns: 60, endOnFailure: true });
    expect([...hoped]).toEqual([]);
  });

  test('what one stand records, another that is rebuilt before every entry records too', () => {
    fc.assert(
      fc.property(fc.array(move, { minLength: 30, maxLength: 120, size: 'max' }), (moves) => {
        const launch = aLaunch({ count: 6, groups: [marketGroup, entrustedGroup], dayMs: 50 });
        const one = walkOf(launch);
        for (const what of moves) make(one, what);
        const { entries, changes } = one;
        const other = walkOf(launch);
        const skip = other.entries.length;
        expect(other.changes).toEqual(changes.slice(0, skip));
        for (let i = skip; i < entries.length; i++) {
          const entry = entries[i];
          if (!entry) continue;
          other.rebuild();
          expect(other.takeRaw(entry)).toEqual(changes[i]);
        }
      }),
      { numRuns: 40 },
    );
  });
});
