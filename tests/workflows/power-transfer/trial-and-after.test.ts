import { addMonths, dateAt } from '../../../src/domain/procedure/calendar';
import { storyOf } from '../procedure/story';

const toTrial = async (count = 3) => {
  const story = await storyOf({ count });
  await story.carryOn(() => story.state() === 'trial');
  return story;
};

describe('the trial', () => {
  test('asks for a report each month, and a missing one holds up nothing', async () => {
    const story = await toTrial(2);
    await story.wait(() => story.asked('evaluate'));
    expect(story.open().filter((task) => task.startsWith('report-month'))).toEqual([
      'report-month@kaihua~month-1: 0-1',
      'report-month@kaihua~month-2: 0-1',
      'report-month@kaihua~month-3: 0-1',
    ]);
    await story.says('evaluate', { office: 'market' });
    await story.says('evaluate', { office: 'justice' });
    expect(story.walk.states()).toEqual(['in-force', 'in-force']);
  });

  test('is evaluated by two, each by itself, and nothing follows before both have', async () => {
    const story = await toTrial(1);
    await story.carryOn(() => story.asked('evaluate'), { leave: ['evaluate'] });
    await story.says('evaluate', { office: 'justice' });
    expect(story.state()).toBe('trial');
    await story.says('evaluate', { office: 'market' });
    expect(story.state()).toBe('in-force');
  });

  test('is extended by another trial with reports of its own where one view is “extend”', async () => {
    const story = await toTrial(2);
    await story.carryOn(() => story.asked('evaluate'), { leave: ['evaluate'] });
    await story.says('evaluate', { office: 'market', outcomes: { retain: [0], extend: [1] } });
    await story.says('evaluate', { office: 'justice' });
    expect(story.walk.states()).toEqual(['in-force', 'trial']);
    await story.carryOn(() => story.state(1) === 'in-force' && !story.asked('report-month'));
    const reports = story.walk.entries.flatMap((e) => ('step' in e && e.step === 'report-month' ? [e.about] : []));
    expect(reports).toEqual(['month-1', 'month-2', 'month-3', 'month-4', 'month-5', 'month-6']);
  });

  test.each([
    ['retain', 'narrow', 'decide-narrowing@government'],
    ['narrow', 'extend', 'decide-narrowing@government'],
    ['narrow', 'recall', 'decide-recall@government~evaluation-1'],
    ['recall', 'extend', 'decide-recall@government~evaluation-1'],
  ])('of “%s” and “%s” the graver prevails: %s', async (one, other, asked) => {
    const story = await toTrial(1);
    await story.carryOn(() => story.asked('evaluate'), { leave: ['evaluate'] });
    await story.says('evaluate', { office: 'market', outcome: one });
    await story.says('evaluate', { office: 'justice', outcome: other });
    expect(story.open().filter((task) => task.startsWith('decide'))).toEqual([`${asked}: 0`]);
  });

  test('a narrower scope is decided and published, and the power is in force', async () => {
    const story = await toTrial(2);
    await story.carryOn(() => story.asked('evaluate'), { leave: ['evaluate'] });
    await story.says('evaluate', { office: 'market', outcome: 'narrow' });
    await story.says('evaluate', { office: 'justice' });
    expect(story.walk.states()).toEqual(['trial', 'trial']);
    await story.says('decide-narrowing', { outcomes: { adopted: [0], notAdopted: [1] } });
    expect(story.walk.states()).toEqual(['in-force', 'in-force']);
    const published = story.walk.entries.filter((e) => 'step' in e && e.step === 'publish-narrowing');
    expect(published).toEqual([expect.objectContaining({ outcomes: { published: '0' } })]);
  });
});

describe('in force', () => {
  test('the power is evaluated every year, counted from the evaluation before', async () => {
    const story = await storyOf({ count: 1, dayMs: null });
    await story.carryOn(() => story.state() === 'in-force');
    const evaluations = () => story.walk.entries.filter((e) => 'step' in e && e.step === 'evaluate' && 'at' in e);
    for (let year = 0; year < 3; year++) {
      const last = dateAt(evaluations().at(-1)?.at ?? 0);
      await story.carryOn(() => story.asked('evaluate'), { leave: ['evaluate'] });
      expect(dateAt(story.walk.now())).toBe(addMonths(last, 12));
      await story.says('evaluate', { office: 'market' });
      await story.says('evaluate', { office: 'justice', outcome: 'extend' });
      expect(story.state()).toBe('in-force');
    }
  });
});

describe('a transition before the handover', () => {
  test('lets the department act during it; then the handover, and no second trial', async () => {
    const story = await storyOf({ count: 2, transition: 'before' });
    await story.carryOn(() => story.state() === 'transition');
    expect(story.open()).not.toContain('confirm-handover@market: 0-1');
    await story.carryOn(() => story.asked('confirm-handover'), { leave: ['confirm-handover'] });
    expect(story.answers('report-month')).toBeGreaterThan(0);
    await story.carryOn(() => story.state() === 'in-force');
    expect(story.walk.changes.some((change) => 'trial' in change.states)).toBe(false);
  });

  test('puts the first evaluation one trial length after the effective date', async () => {
    const story = await storyOf({ count: 1, transition: 'before', dayMs: null });
    await story.carryOn(() => story.state() === 'in-force');
    const began = dateAt(story.walk.now());
    await story.carryOn(() => story.asked('evaluate'), { leave: ['evaluate'] });
    expect(dateAt(story.walk.now())).toBe(addMonths(began, 3));
  });

  test('is withdrawn, and not recalled, while the department acts', async () => {
    const story = await storyOf({ count: 1, transition: 'before' });
    await story.carryOn(() => story.state() === 'transition');
    expect((await story.walk.takeBack('recall', [0]))?.code).toBe('not-handed-over');
    expect(await story.walk.takeBack('withdraw', [0])).toBeNull();
    expect(story.walk.stand().overall()).toMatchObject({ state: 'withdrawn' });
  });
});
