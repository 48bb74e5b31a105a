import { packOfficers } from '../../../src/domain/power-transfer/officers';
import { aLaunch, cultureGroup, marketGroup } from '../../builders/launch';
import { carryThrough, carryTo, carryToState, say, tasksOf, theTask, waitUntil } from '../procedure/telling';
import { walkOf, type Walk } from '../procedure/walk';

const nominated = (walk: Walk, officers: Parameters<typeof packOfficers>[0]) =>
  say(walk, 'declare-need', { kept: { officers: packOfficers(officers) } });
const fields = ['market-regulation', 'culture'];
const certified = (id: string) => ({ id, fields, certifiedUntil: '2099-12-31' });
const uncertified = (id: string) => ({ id, fields });

const returned = (walk: Walk) => {
  for (const office of ['kaihua', 'market']) say(walk, 'confirm-return', { office });
};

describe('powers on their ways', () => {
  test('every refusal ends its power alone, under its own name', () => {
    const walk = walkOf(aLaunch({ count: 6 }));
    say(walk, 'declare-need', { outcomes: { needed: [1, 2, 3, 4, 5], notNeeded: [0] } });
    say(walk, 'assess-capacity', { outcomes: { capable: [2, 3, 4, 5], notCapable: [1] } });
    say(walk, 'approve-transfer', { outcomes: { approved: [3, 4, 5], refused: [2] } });
    say(walk, 'review-legality', { outcomes: { lawful: [4, 5], unlawful: [3] } });
    say(walk, 'decide', { outcomes: { adopted: [5], notAdopted: [4] } });
    expect(walk.states()).toEqual(['not-needed', 'not-capable', 'refused', 'unlawful', 'not-adopted', 'in-progress']);
    carryToState(walk, 'in-force', [5]);
  });

  test('the officers that count are those of the last declaration', () => {
    const walk = walkOf(aLaunch({ count: 1 }));
    nominated(walk, [certified('early-1'), certified('early-2')]);
    say(walk, 'assess-capacity');
    say(walk, 'approve-transfer', { outcome: 'returned' });
    nominated(walk, [certified('late-1'), certified('late-2')]);
    carryTo(walk, 'sign-off-training');
    expect(tasksOf(walk, 'sign-off-training').map(({ about }) => about)).toEqual(['late-1', 'late-2']);
  });

  test('a certificate that is asked for twice at once is one task of both fields', () => {
    const walk = walkOf(aLaunch({ count: 4, groups: [marketGroup, cultureGroup] }));
    nominated(walk, [uncertified('a'), uncertified('b')]);
    carryThrough(walk, 'assess-capacity', 'approve-transfer', 'review-legality', 'decide');
    for (const office of ['market', 'culture']) say(walk, 'sign-off-training', { office, about: 'a' });
    expect(theTask(walk, 'certify', { about: 'a' }).powers).toBe('0-3');
  });

  test('an effective date that has come by the signature starts the trial with the signature', () => {
    const walk = walkOf(aLaunch({ count: 1, dayMs: null }));
    carryTo(walk, 'witness-handover');
    say(walk, 'witness-handover');
    expect(walk.state(0)).toBe('trial');
  });

  test('of hundreds recalled at once each goes its own way', () => {
    const walk = walkOf(aLaunch({ count: 300 }));
    carryToState(walk, 'in-force');
    const powers = Array.from({ length: 200 }, (_, power) => power);
    walk.takeBack('recall', powers);
    say(walk, 'decide-recall', { outcomes: { recalled: powers.slice(0, 150), upheld: powers.slice(150) } });
    returned(walk);
    expect(new Set(walk.states().slice(0, 150))).toEqual(new Set(['recalled']));
    expect(new Set(walk.states().slice(150))).toEqual(new Set(['in-force']));
  });

  test('between handover and effective date it is recalled too, and never comes into trial', () => {
    const walk = walkOf(aLaunch({ count: 1, dayMs: null }));
    carryTo(walk, 'confirm-handover');
    for (const office of ['market', 'kaihua'])
      say(walk, 'confirm-handover', { office, kept: { effectiveDate: '2026-12-01' } });
    say(walk, 'witness-handover');
    walk.takeBack('recall', [0]);
    say(walk, 'decide-recall');
    returned(walk);
    expect(walk.state(0)).toBe('recalled');
    expect(walk.stand().desk.earliest()).toBe(Infinity);
  });

  test('the time that a recall took counts: what came due meanwhile is asked when it is upheld', () => {
    const walk = walkOf(aLaunch({ count: 1 }));
    carryToState(walk, 'trial');
    walk.takeBack('recall', [0]);
    waitUntil(walk, () => walk.now() > Date.UTC(2026, 11, 1) || walk.stand().desk.earliest() === Infinity);
    say(walk, 'decide-recall', { outcome: 'upheld' });
    carryToState(walk, 'in-force');
  });
});
