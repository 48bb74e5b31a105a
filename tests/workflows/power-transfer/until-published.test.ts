import { storyOf } from '../procedure/story';
import { cultureGroup, marketGroup } from '../../builders/launch';

describe('given powers of two departments', () => {
  test('when the need is declared, then each department is asked for its own powers', () => {
    const story = storyOf({ count: 4, groups: [marketGroup, cultureGroup] });
    expect(story.open()).toEqual(['declare-need@kaihua: 0-3']);
    story.says('declare-need');
    expect(story.open()).toEqual(['assess-capacity@culture: 2-3', 'assess-capacity@market: 0-1']);
  });

  test('when one department is slow, then the other’s powers go on without it', () => {
    const story = storyOf({ count: 4, groups: [marketGroup, cultureGroup] });
    story.says('declare-need');
    story.carryOn(() => story.asked('ready'), { offices: others('culture') });
    expect(story.find('assess-capacity').powers).toBe('2-3');
    expect(story.find('ready').powers).toBe('0-1');
  });
});

const others = (slow: string) =>
  ['kaihua', 'market', 'culture', 'justice', 'government', 'coordination'].filter((office) => office !== slow);

describe('what ends a power’s way before it is decided', () => {
  const ways = [
    ['not-needed', 'declare-need', 'notNeeded'],
    ['not-capable', 'assess-capacity', 'notCapable'],
    ['refused', 'approve-transfer', 'refused'],
    ['unlawful', 'review-legality', 'unlawful'],
    ['not-adopted', 'decide', 'notAdopted'],
  ] as const;

  test.each(ways)('%s ends one power alone; the others go on', (state, step, outcome) => {
    const story = storyOf({ count: 3 });
    story.carryOn(() => story.asked(step));
    story.says(step, { outcome, powers: [1] });
    expect(story.walk.states()).toEqual(['in-progress', state, 'in-progress']);
    expect(story.find(step).powers).toBe('0,2');
    story.carryOn(() => story.state(0) === 'trial');
    expect(story.walk.states()).toEqual(['trial', state, 'trial']);
  });

  test('where no power is left, nobody is asked for anything and the procedure is over', () => {
    const story = storyOf({ count: 2 });
    story.says('declare-need', { outcome: 'notNeeded' });
    expect(story.open()).toEqual([]);
    expect(story.walk.stand().over()).toBe(true);
    expect(story.walk.stand().overall()).toMatchObject({ state: 'ended' });
  });
});

describe('rework', () => {
  test('what the head returns is declared anew, in a task of its own, and comes to the same desks again', () => {
    const story = storyOf({ count: 4 });
    story.carryOn(() => story.asked('approve-transfer'));
    story.says('approve-transfer', { outcomes: { approved: [0, 1, 2], returned: [3] } });
    expect(story.open()).toEqual(['declare-need@kaihua: 3', 'review-legality@justice: 0-2']);
    for (let round = 0; round < 2; round++) {
      story.says('declare-need');
      story.says('assess-capacity');
      expect(story.find('approve-transfer').powers).toBe('3');
      story.says('approve-transfer', { outcome: 'returned' });
    }
    story.carryOn(() => story.state(3) === 'trial' && story.state(0) === 'trial');
    expect(story.answers('declare-need')).toBe(4);
  });

  test('what the justice bureau wants amended is assessed and approved again, and not declared again', () => {
    const story = storyOf({ count: 3 });
    story.carryOn(() => story.asked('review-legality'));
    story.says('review-legality', { outcomes: { lawful: [0], amend: [1, 2] } });
    expect(story.open()).toEqual(['assess-capacity@market: 1-2', 'decide@government: 0']);
    story.says('assess-capacity');
    story.says('approve-transfer');
    expect(story.find('review-legality').powers).toBe('1-2');
  });

  test('“capable with conditions” carries on like “capable”', () => {
    const story = storyOf({ count: 2 });
    story.says('declare-need');
    story.says('assess-capacity', { outcome: 'capableWithConditions', powers: [0] });
    expect(story.open()).toEqual(['approve-transfer@market: 0', 'assess-capacity@market: 1']);
  });

  test('a decision is published by the system at once, one notice a decision', () => {
    const story = storyOf({ count: 3 });
    story.carryOn(() => story.asked('decide'));
    story.says('decide', { powers: [0, 2] });
    expect(story.answers('publish')).toBe(1);
    expect(story.walk.entries.at(-1)).toMatchObject({ kind: 'act', step: 'publish', outcomes: { published: '0,2' } });
    expect(story.asked('sign-off-training')).toBe(true);
  });
});
