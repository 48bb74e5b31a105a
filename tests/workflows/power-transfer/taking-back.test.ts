import { storyOf } from '../procedure/story';
import { cultureGroup, marketGroup, type LaunchChoice } from '../../builders/launch';

const inState = (state: string, choice: LaunchChoice = {}) => {
  const story = storyOf({ count: 4, ...choice });
  story.carryOn(() => story.walk.states().every((one) => one === state));
  while (story.asked('sign-off-training')) story.says('sign-off-training');
  while (story.asked('certify')) story.says('certify');
  return story;
};

describe('withdrawal', () => {
  test('takes single powers out of every task they are in; the rest go on', () => {
    const story = storyOf({ count: 4, groups: [marketGroup, cultureGroup] });
    story.says('declare-need');
    expect(story.walk.takeBack('withdraw', [1, 2])).toBeNull();
    expect(story.open()).toEqual(['assess-capacity@culture: 3', 'assess-capacity@market: 0']);
    expect(story.walk.states()).toEqual(['in-progress', 'withdrawn', 'withdrawn', 'in-progress']);
  });

  test('of the last powers closes the transfer as withdrawn', () => {
    const story = storyOf({ count: 2 });
    expect(story.walk.takeBack('withdraw', [0, 1])).toBeNull();
    expect(story.open()).toEqual([]);
    expect(story.walk.stand().overall()).toMatchObject({ state: 'withdrawn' });
  });

  test('is refused after the handover, where there is recall instead, and for what has ended', () => {
    const story = inState('trial');
    expect(story.walk.takeBack('withdraw', [0])?.code).toBe('handed-over');
    expect(story.walk.takeBack('recall', [0])).toBeNull();
    story.carryOn(() => story.state(0) === 'recalled', { leave: ['evaluate', 'report-month'] });
    expect(story.walk.takeBack('withdraw', [0])?.code).toBe('power-ended');
    expect(story.walk.takeBack('recall', [0, 1])?.code).toBe('power-ended');
  });
});

describe('recall', () => {
  test('is decided, published and confirmed by both sides; until then the sub-district still acts', () => {
    const story = inState('trial', { groups: [marketGroup, cultureGroup] });
    expect(story.walk.takeBack('recall', [0, 2])).toBeNull();
    expect(story.open()).toEqual(['decide-recall@government~recall-1: 0,2']);
    story.says('decide-recall');
    expect(story.answers('publish-recall')).toBe(1);
    expect(story.state(0)).toBe('trial');
    expect(story.open()).toEqual([
      'confirm-return@culture~recall-1: 2',
      'confirm-return@kaihua~recall-1: 0,2',
      'confirm-return@market~recall-1: 0',
    ]);
    story.says('confirm-return', { office: 'kaihua' });
    story.says('confirm-return', { office: 'culture' });
    expect(story.walk.states()).toEqual(['trial', 'trial', 'recalled', 'trial']);
    story.says('confirm-return', { office: 'market', outcome: 'disputed' });
    expect(story.open()).toEqual(['confirm-return@kaihua~recall-1: 0', 'confirm-return@market~recall-1: 0']);
    story.says('confirm-return', { office: 'market' });
    story.says('confirm-return', { office: 'kaihua' });
    expect(story.walk.states()).toEqual(['recalled', 'trial', 'recalled', 'trial']);
  });

  test('where it is upheld, the power goes on where it was, with the tasks that it had', () => {
    const story = inState('trial', { count: 2 });
    story.wait(() => story.asked('report-month'));
    const before = story.open();
    expect(before).toEqual(['report-month@kaihua~month-1: 0-1']);
    story.walk.takeBack('recall', [1]);
    expect(story.open()).toEqual(['decide-recall@government~recall-1: 1', 'report-month@kaihua~month-1: 0']);
    story.says('decide-recall', { outcome: 'upheld' });
    expect(story.open()).toEqual(['report-month@kaihua~month-1: 0', 'report-month@kaihua~month-1: 1']);
    expect(story.state(1)).toBe('trial');
    story.walk.rebuild();
    story.carryOn(() => story.walk.states().every((state) => state === 'in-force'));
    // it goes on in its trial: both are evaluated together, once by each
    expect(story.answers('evaluate')).toBe(2);
  });

  test('goes on from an evaluation that one side had answered', () => {
    const story = inState('trial', { count: 1 });
    story.carryOn(() => story.asked('evaluate'), { leave: ['evaluate'] });
    story.says('evaluate', { office: 'market' });
    story.walk.takeBack('recall', [0]);
    story.says('decide-recall', { outcome: 'upheld' });
    expect(story.open().filter((task) => task.startsWith('evaluate'))).toEqual(['evaluate@justice: 0']);
    story.says('evaluate');
    expect(story.state()).toBe('in-force');
  });

  test('of a power that is being recalled is refused; after it was upheld it is asked anew', () => {
    const story = inState('in-force', { count: 2 });
    story.walk.takeBack('recall', [0]);
    expect(story.walk.takeBack('recall', [0, 1])?.code).toBe('recall-under-way');
    story.says('decide-recall', { outcome: 'upheld' });
    expect(story.walk.takeBack('recall', [0, 1])).toBeNull();
    expect(story.open().filter((task) => task.startsWith('decide'))).toEqual([
      'decide-recall@government~recall-1: 1',
      'decide-recall@government~recall-2: 0',
    ]);
    story.walk.rebuild();
    story.carryOn(() => story.walk.states().every((state) => state === 'recalled'));
    expect(story.walk.stand().over()).toBe(true);
    expect(story.walk.stand().overall()).toMatchObject({ state: 'ended' });
  });

  test('is decided in part: what is upheld goes on, the rest goes back', () => {
    const story = inState('in-force');
    story.walk.takeBack('recall', [0, 1, 2, 3]);
    story.says('decide-recall', { outcomes: { recalled: [0, 3], upheld: [1, 2] } });
    expect(story.find('confirm-return', { office: 'kaihua' }).powers).toBe('0,3');
    story.carryOn(() => story.state(0) === 'recalled', { atOnce: true });
    expect(story.walk.states()).toEqual(['recalled', 'in-force', 'in-force', 'recalled']);
  });

  test('is refused before the handover, and while the transfer is suspended', () => {
    const story = storyOf({ count: 2 });
    expect(story.walk.takeBack('recall', [0])?.code).toBe('not-handed-over');
    story.carryOn(() => story.state() === 'trial');
    story.walk.suspend(true);
    expect(story.walk.takeBack('recall', [0])?.code).toBe('suspended');
  });
});

describe('a recall that an evaluation asks for', () => {
  test('is decided like any other; upheld after a trial, the power is in force', () => {
    const story = inState('trial', { count: 2 });
    story.carryOn(() => story.asked('evaluate'), { leave: ['evaluate'] });
    story.says('evaluate', { office: 'market', outcome: 'recall' });
    story.says('evaluate', { office: 'justice' });
    expect(story.open()).toContain('decide-recall@government~evaluation-1: 0-1');
    story.says('decide-recall', { outcomes: { recalled: [0], upheld: [1] } });
    expect(story.walk.states()).toEqual(['trial', 'in-force']);
    story.carryOn(() => story.state(0) === 'recalled', { leave: ['evaluate', 'report-month'] });
  });

  test('upheld in force, the power is evaluated again the year after', () => {
    const story = inState('in-force', { count: 1 });
    story.carryOn(() => story.asked('evaluate'), { leave: ['evaluate'] });
    story.says('evaluate', { office: 'market', outcome: 'recall' });
    story.says('evaluate', { office: 'justice' });
    story.says('decide-recall', { outcome: 'upheld' });
    expect(story.state()).toBe('in-force');
    story.carryOn(() => story.asked('evaluate'), { leave: ['evaluate'] });
    story.says('evaluate', { office: 'market', outcome: 'recall' });
    story.says('evaluate', { office: 'justice' });
    expect(story.open()).toEqual(['decide-recall@government~year-2: 0']);
    story.carryOn(() => story.state() === 'recalled');
  });

  test('gives way to the coordinator’s own recall, and comes back where that is upheld', () => {
    const story = inState('in-force', { count: 1 });
    story.carryOn(() => story.asked('evaluate'), { leave: ['evaluate'] });
    story.says('evaluate', { office: 'market', outcome: 'recall' });
    story.says('evaluate', { office: 'justice' });
    story.walk.takeBack('recall', [0]);
    expect(story.open()).toEqual(['decide-recall@government~recall-1: 0']);
    story.says('decide-recall', { outcome: 'upheld' });
    expect(story.open()).toEqual(['decide-recall@government~year-1: 0']);
  });
});
