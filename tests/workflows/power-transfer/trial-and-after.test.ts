import { addMonths, dateAt } from '../../../src/domain/procedure/calendar';
import { storyOf } from '../procedure/story';

const toTrial = (count = 3) => {
  const story = storyOf({ count });
  story.carryOn(() => story.state() === 'trial');
  return story;
};

describe('the trial', () => {
  test('asks for a report each month, and a missing one holds up nothing', () => {
    const story = toTrial(2);
    story.wait(() => story.asked('evaluate'));
    expect(story.open().filter((task) => task.startsWith('report-month'))).toEqual([
      'report-month@kaihua~month-1: 0-1',
      'report-month@kaihua~month-2: 0-1',
      'report-month@kaihua~month-3: 0-1',
    ]);
    story.says('evaluate', { office: 'market' });
    story.says('evaluate', { office: 'justice' });
    expect(story.walk.states()).toEqual(['in-force', 'in-force']);
  });

  test('is evaluated by two, each by itself, and nothing follows before both have', () => {
    const story = toTrial(1);
    story.carryOn(() => story.asked('evaluate'), { leave: ['evaluate'] });
    story.says('evaluate', { office: 'justice' });
    expect(story.state()).toBe('trial');
    story.says('evaluate', { office: 'market' });
    expect(story.state()).toBe('in-force');
  });

  test('is extended by another trial with reports of its own where one view is “extend”', () => {
    const story = toTrial(2);
    story.carryOn(() => story.asked('evaluate'), { leave: ['evaluate'] });
    story.says('evaluate', { office: 'market', outcomes: { retain: [0], extend: [1] } });
    story.says('evaluate', { office: 'justice' });
    expect(story.walk.states()).toEqual(['in-force', 'trial']);
    story.carryOn(() => story.state(1) === 'in-force' && !story.asked('report-month'));
    const reports = story.walk.entries.flatMap((e) => ('outcomes' in e && e.step === 'report-month' ? [e.about] : []));
    expect(reports).toEqual(['month-1', 'month-2', 'month-3', 'month-4', 'month-5', 'month-6']);
  });

  test.each([
    ['retain', 'narrow', 'decide-narrowing@government'],
    ['narrow', 'extend', 'decide-narrowing@government'],
    ['narrow', 'recall', 'decide-recall@government~evaluation-1'],
    ['recall', 'extend', 'decide-recall@government~evaluation-1'],
  ])('of “%s” and “%s” the graver prevails: %s', (one, other, asked) => {
    const story = toTrial(1);
    story.carryOn(() => story.asked('evaluate'), { leave: ['evaluate'] });
    story.says('evaluate', { office: 'market', outcome: one });
    story.says('evaluate', { office: 'justice', outcome: other });
    expect(story.open().filter((task) => task.startsWith('decide'))).toEqual([`${asked}: 0`]);
  });

  test('a narrower scope is decided and published, and the power is in force', () => {
    const story = toTrial(2);
    story.carryOn(() => story.asked('evaluate'), { leave: ['evaluate'] });
    story.says('evaluate', { office: 'market', outcome: 'narrow' });
    story.says('evaluate', { office: 'justice' });
    expect(story.walk.states()).toEqual(['trial', 'trial']);
    story.says('decide-narrowing', { outcomes: { adopted: [0], notAdopted: [1] } });
    expect(story.walk.states()).toEqual(['in-force', 'in-force']);
    const published = story.walk.entries.filter((e) => 'step' in e && e.step === 'publish-narrowing');
    expect(published).toEqual([expect.objectContaining({ outcomes: { published: '0' } })]);
  });
});

describe('in force', () => {
  test('the power is evaluated every year, counted from the evaluation before', () => {
    const story = storyOf({ count: 1, dayMs: null });
    story.carryOn(() => story.state() === 'in-force');
    const evaluations = () => story.walk.entries.filter((e) => 'step' in e && e.step === 'evaluate' && 'at' in e);
    for (let year = 0; year < 3; year++) {
      const last = dateAt(evaluations().at(-1)?.at ?? 0);
      story.carryOn(() => story.asked('evaluate'), { leave: ['evaluate'] });
      expect(dateAt(story.walk.now())).toBe(addMonths(last, 12));
      story.says('evaluate', { office: 'market' });
      story.says('evaluate', { office: 'justice', outcome: 'extend' });
      expect(story.state()).toBe('in-force');
    }
  });
});

describe('a transition before the handover', () => {
  test('lets the department act during it; then the handover, and no second trial', () => {
    const story = storyOf({ count: 2, transition: 'before' });
    story.carryOn(() => story.state() === 'transition');
    expect(story.open()).not.toContain('confirm-handover@market: 0-1');
    story.carryOn(() => story.asked('confirm-handover'), { leave: ['confirm-handover'] });
    expect(story.answers('report-month')).toBeGreaterThan(0);
    story.carryOn(() => story.state() === 'in-force');
    expect(story.walk.changes.some((change) => 'trial' in change.states)).toBe(false);
  });

  test('puts the first evaluation one trial length after the effective date', () => {
    const story = storyOf({ count: 1, transition: 'before', dayMs: null });
    story.carryOn(() => story.state() === 'in-force');
    const began = dateAt(story.walk.now());
    story.carryOn(() => story.asked('evaluate'), { leave: ['evaluate'] });
    expect(dateAt(story.walk.now())).toBe(addMonths(began, 3));
  });

  test('is withdrawn, and not recalled, while the department acts', () => {
    const story = storyOf({ count: 1, transition: 'before' });
    story.carryOn(() => story.state() === 'transition');
    expect(story.walk.takeBack('recall', [0])?.code).toBe('not-handed-over');
    expect(story.walk.takeBack('withdraw', [0])).toBeNull();
    expect(story.walk.stand().overall()).toMatchObject({ state: 'withdrawn' });
  });
});
