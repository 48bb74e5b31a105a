import { addDays, addWorkingDays, dateAt } from '../../../src/domain/procedure/calendar';
import { storyOf, type Story } from '../procedure/story';
import { marketGroup, plainCalendar, type LaunchChoice } from '../../builders/launch';

const lastDay = '2026-12-31';
const entrusted = { ...marketGroup, mode: 'entrust', until: lastDay } as const;
const beside = { leave: ['evaluate', 'report-month', 'renew-entrustment'] };

const inEffect = (choice: LaunchChoice = {}): Story => {
  const story = storyOf({ count: 2, groups: [entrusted], dayMs: null, ...choice });
  story.carryOn(() => story.state() === 'trial');
  return story;
};
const noticeFor = (until: string) => addWorkingDays(plainCalendar, addDays(until, 1), -30);
const renewals = (story: Story) => story.open().filter((task) => task.startsWith('renew-entrustment'));

describe('the period of an entrustment', () => {
  test('is brought to both heads thirty working days before its end', () => {
    const story = inEffect();
    story.carryOn(() => story.asked('renew-entrustment'), beside);
    expect(dateAt(story.walk.now())).toBe(noticeFor(lastDay));
    expect(renewals(story)).toEqual([
      `renew-entrustment@kaihua~${lastDay}: 0-1`,
      `renew-entrustment@market~${lastDay}: 0-1`,
    ]);
  });

  test('ends, and that is published, where nobody answers; the tasks are gone', () => {
    const story = inEffect();
    story.wait(() => story.state() === 'expired');
    expect(dateAt(story.walk.now())).toBe('2027-01-01');
    expect(story.walk.states()).toEqual(['expired', 'expired']);
    expect(story.answers('publish-expiry')).toBe(1);
    expect(story.open()).toEqual([]);
    expect(story.walk.stand().over()).toBe(true);
  });

  test('ends where one side alone renews', () => {
    const story = inEffect();
    story.carryOn(() => story.asked('renew-entrustment'), beside);
    story.says('renew-entrustment', { office: 'market', kept: { until: '2027-12-31' } });
    expect(renewals(story)).toHaveLength(1);
    story.wait(() => story.state() === 'expired');
    expect(dateAt(story.walk.now())).toBe('2027-01-01');
  });

  test('ends on its last day, not before, where both say “lapse”', () => {
    const story = inEffect();
    story.carryOn(() => story.asked('renew-entrustment'), beside);
    story.says('renew-entrustment', { office: 'market', outcome: 'lapse' });
    story.says('renew-entrustment', { office: 'kaihua', outcome: 'lapse' });
    expect(story.state()).not.toBe('expired');
    story.wait(() => story.state() === 'expired');
    expect(dateAt(story.walk.now())).toBe('2027-01-01');
  });

  test('is the new one where both renew it for the same time, and comes up again before that ends', () => {
    const story = inEffect();
    story.carryOn(() => story.asked('renew-entrustment'), beside);
    const kept = { until: '2027-12-31' };
    story.says('renew-entrustment', { office: 'market', kept });
    expect(story.tries('renew-entrustment', { office: 'kaihua', kept: { until: '2028-12-31' } })).toBe(
      'effective-date-differs',
    );
    story.says('renew-entrustment', { office: 'kaihua', kept });
    story.carryOn(() => story.asked('renew-entrustment'), beside);
    expect(dateAt(story.walk.now())).toBe(noticeFor('2027-12-31'));
    expect(story.find('renew-entrustment').about).toBe('2027-12-31');
    expect(story.state()).not.toBe('expired');
  });

  test('is kept per power: what is renewed goes on, the rest expires', () => {
    const story = inEffect();
    story.carryOn(() => story.asked('renew-entrustment'), beside);
    const kept = { until: '2027-12-31' };
    story.says('renew-entrustment', { office: 'market', kept });
    story.says('renew-entrustment', { office: 'kaihua', kept, outcomes: { renewed: [1], lapse: [0] } });
    story.wait(() => story.state(0) === 'expired');
    expect(story.state(1)).not.toBe('expired');
  });

  test('ends in the midst of an evaluation too, and takes its tasks along', () => {
    const story = inEffect();
    story.wait(() => story.asked('evaluate'));
    story.wait(() => story.state() === 'expired');
    expect(story.open()).toEqual([]);
  });

  test('ends while a recall is on its way: the recall’s own way decides', () => {
    const story = inEffect({ count: 1 });
    story.carryOn(() => story.asked('renew-entrustment'), beside);
    story.walk.takeBack('recall', [0]);
    expect(renewals(story)).toEqual([]);
    story.walk.pass(Date.UTC(2027, 1, 1));
    story.says('decide-recall');
    story.carryOn(() => story.state() === 'recalled', { atOnce: true });
  });

  test('that has passed while a recall was considered ends at once where the recall is upheld', () => {
    const story = inEffect({ count: 1 });
    story.carryOn(() => story.asked('renew-entrustment'), beside);
    story.walk.takeBack('recall', [0]);
    story.walk.pass(Date.UTC(2027, 1, 1));
    story.says('decide-recall', { outcome: 'upheld' });
    story.wait(() => story.state() === 'expired');
    expect(dateAt(story.walk.now())).toBe('2027-02-01');
  });

  test('of a power beside powers that are made over for good ends alone', () => {
    const story = inEffect({ count: 2, groups: [marketGroup, entrusted] });
    story.wait(() => story.state(1) === 'expired');
    expect(story.state(0)).toBe('trial');
  });
});
