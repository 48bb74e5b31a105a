/** The desk by its promises: what waits for the same step of the same office is one task; who differs goes alone. */
import { storyOf } from './story';
import { cultureGroup, marketGroup } from '../../builders/launch';

describe('gathering', () => {
  test('powers that come to a step by one entry are one task, of whatever group they are', () => {
    const story = storyOf({ count: 6, groups: [marketGroup, cultureGroup] });
    story.says('declare-need', { powers: [0, 1, 3, 4, 5] });
    expect(story.open()).toEqual([
      'assess-capacity@culture: 3-5',
      'assess-capacity@market: 0-1',
      'declare-need@kaihua: 2',
    ]);
  });

  test('powers that come later open a task of their own, with a limit of its own', () => {
    const story = storyOf({ count: 2, dayMs: 1000 });
    story.says('declare-need', { powers: [0] });
    story.walk.pass(story.walk.now() + 5000);
    story.says('declare-need', { powers: [1] });
    const [one, other] = story.walk.tasks().filter(({ step }) => step === 'assess-capacity');
    expect((one?.due ?? 0) - (one?.opened ?? 0)).toBe(10_000);
    expect((other?.due ?? 0) - (one?.due ?? 0)).toBe(5001);
  });

  test('a task is named after the entry that brought it about', () => {
    const story = storyOf({ count: 1 });
    expect(story.find('declare-need').id).toBe('launch/declare-need@subDistrict:kaihua');
    story.says('declare-need', { key: 'a-key' });
    expect(story.find('assess-capacity').id).toBe('a-key/assess-capacity@department:market');
  });

  test('an answer that parts the powers parts them for good, and each part waits for itself', () => {
    const story = storyOf({ count: 5 });
    story.says('declare-need');
    story.says('assess-capacity', { outcomes: { capable: [0, 1, 2], notCapable: [4] } });
    expect(story.open()).toEqual(['approve-transfer@market: 0-2', 'assess-capacity@market: 3']);
    story.says('approve-transfer', { outcomes: { approved: [1], returned: [0], refused: [2] } });
    expect(story.open()).toEqual(['assess-capacity@market: 3', 'declare-need@kaihua: 0', 'review-legality@justice: 1']);
    expect(story.walk.states()).toEqual(['in-progress', 'in-progress', 'refused', 'in-progress', 'not-capable']);
  });

  test('powers that were parted and come to a step together are one task again', () => {
    const story = storyOf({ count: 3 });
    story.carryOn(() => story.asked('review-legality'));
    story.says('review-legality', { outcomes: { lawful: [0], amend: [1] } });
    story.says('review-legality', { outcome: 'amend' });
    story.says('assess-capacity', { powers: [1] });
    story.says('assess-capacity', { powers: [2] });
    expect(story.open().filter((task) => task.startsWith('approve'))).toHaveLength(2);
    // and by one entry: both sides of a recall
    story.carryOn(() => story.walk.states().every((state) => state === 'trial'));
    story.walk.takeBack('recall', [0, 1, 2]);
    expect(story.find('decide-recall').powers).toBe('0-2');
  });

  test('five hundred powers, each answered otherwise than its neighbour, are told apart', () => {
    const story = storyOf({ count: 500 });
    story.says('declare-need');
    story.says('assess-capacity');
    const every = (n: number) => Array.from({ length: 500 }, (_, i) => i).filter((i) => i % 3 === n);
    story.says('approve-transfer', { outcomes: { approved: every(0), returned: every(1), refused: every(2) } });
    expect(story.find('review-legality').powers.split(',')).toHaveLength(167);
    expect(story.find('declare-need').powers.split(',')).toHaveLength(167);
    expect(story.walk.states().filter((state) => state === 'refused')).toHaveLength(166);
    story.walk.rebuild();
    story.carryOn(() => story.state(1) === 'trial' && story.state(0) === 'trial');
  });
});

describe('rebuilding', () => {
  test('at every place of a whole way comes to the same open tasks, and never opens one by itself', () => {
    const story = storyOf({ count: 3, groups: [marketGroup, cultureGroup] });
    const changes: number[] = [];
    for (let i = 0; story.state() !== 'in-force' && i < 200; i++) {
      const before = story.open();
      story.walk.rebuild();
      expect(story.open()).toEqual(before);
      const task = story.walk.tasks().find(({ office }) => office !== 'system');
      if (task) story.says(task.step, { office: task.office, withPower: Number(task.powers.split(/[-,]/)[0]) });
      else story.walk.tick();
      changes.push(story.walk.entries.length);
    }
    expect(story.state()).toBe('in-force');
    expect(changes.length).toBeGreaterThan(20);
  });
});
