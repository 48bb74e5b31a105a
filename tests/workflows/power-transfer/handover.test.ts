import { dateAt } from '../../../src/domain/procedure/calendar';
import { storyOf } from '../procedure/story';
import { marketGroup, type LaunchChoice } from '../../builders/launch';

const toHandover = (choice: LaunchChoice = {}) => {
  const story = storyOf({ count: 3, ...choice });
  story.carryOn(() => story.asked('confirm-handover'));
  // what is left of the training of a third officer is no part of these stories
  while (story.asked('sign-off-training')) story.says('sign-off-training');
  while (story.asked('certify')) story.says('certify');
  return story;
};

describe('readiness', () => {
  test('what is not ready, or not seen, is declared again', () => {
    const story = storyOf({ count: 2 });
    story.carryOn(() => story.asked('ready'));
    story.says('ready', { outcomes: { ready: [0], notReady: [1] } });
    expect(story.find('see-ready').powers).toBe('0');
    story.says('see-ready', { outcome: 'notSeen' });
    story.says('ready', { powers: [0] });
    story.says('ready', { powers: [1] });
    expect(story.open().filter((task) => task.startsWith('see-ready'))).toHaveLength(2);
  });
});

describe('the handover', () => {
  test('is confirmed by both sides, then witnessed; only then the power is the sub-district’s', () => {
    const story = toHandover();
    expect(story.open()).toEqual(['confirm-handover@kaihua: 0-2', 'confirm-handover@market: 0-2']);
    story.says('confirm-handover', { office: 'market' });
    expect(story.asked('witness-handover')).toBe(false);
    story.says('confirm-handover', { office: 'kaihua' });
    expect(story.state()).toBe('in-progress');
    story.says('witness-handover');
    expect(story.state()).toBe('trial');
  });

  test('is confirmed anew by both where one side disputes it, for the disputed powers only', () => {
    const story = toHandover();
    story.says('confirm-handover', { office: 'market', outcomes: { confirmed: [0, 1], disputed: [2] } });
    story.says('confirm-handover', { office: 'kaihua' });
    expect(story.open()).toEqual([
      'confirm-handover@kaihua: 2',
      'confirm-handover@market: 2',
      'witness-handover@coordination: 0-1',
    ]);
  });

  test('is a new round for both where the witness sends it back', () => {
    const story = toHandover({ count: 1 });
    story.says('confirm-handover', { office: 'market' });
    story.says('confirm-handover', { office: 'kaihua' });
    story.says('witness-handover', { outcome: 'sentBack' });
    expect(story.open()).toEqual(['confirm-handover@kaihua: 0', 'confirm-handover@market: 0']);
  });

  test('takes the dates that one side has set; the other’s must be the same, and a new round may have new ones', () => {
    const story = toHandover({ count: 2 });
    story.says('confirm-handover', { office: 'market', powers: [0] });
    const other = { effectiveDate: '2020-01-02' };
    expect(story.tries('confirm-handover', { office: 'kaihua', powers: [0], kept: other })).toBe(
      'effective-date-differs',
    );
    expect(story.tries('confirm-handover', { office: 'kaihua', powers: [0], kept: { cutOffDay: '2019-12-31' } })).toBe(
      'effective-date-differs',
    );
    expect(story.tries('confirm-handover', { office: 'kaihua', powers: [1], kept: other })).toBeNull();
    expect(story.tries('confirm-handover', { office: 'kaihua', powers: [0], outcome: 'disputed' })).toBeNull();
    // the second round of the first power
    expect(story.tries('confirm-handover', { office: 'kaihua', powers: [0], kept: other })).toBeNull();
    expect(story.tries('confirm-handover', { office: 'market', powers: [0] })).toBe('effective-date-differs');
    expect(story.tries('confirm-handover', { office: 'market', powers: [0], kept: other })).toBeNull();
  });

  test('takes effect on its day: until then the power is handed over and not on trial', () => {
    const story = toHandover({ dayMs: null });
    const kept = { effectiveDate: '2027-01-15', cutOffDay: '2027-01-10' };
    story.says('confirm-handover', { office: 'market', kept });
    story.says('confirm-handover', { office: 'kaihua', kept });
    story.says('witness-handover');
    expect(story.state()).toBe('handed-over');
    story.wait(() => story.state() !== 'handed-over');
    expect(story.state()).toBe('trial');
    expect(dateAt(story.walk.now())).toBe('2027-01-15');
    expect(dateAt(story.walk.now() - 1)).toBe('2027-01-14');
  });

  test('of an entrustment is published by both sides before the power is in effect', () => {
    const story = toHandover({ count: 1, groups: [{ ...marketGroup, mode: 'entrust', until: '2029-06-30' }] });
    story.says('confirm-handover', { office: 'market' });
    story.says('confirm-handover', { office: 'kaihua' });
    story.says('witness-handover');
    expect(story.answers('publish-instrument')).toBe(1);
    expect(story.state()).toBe('trial');
  });

  test('is suspended with the transfer: nothing is confirmed until it is resumed', () => {
    const story = toHandover();
    expect(story.walk.suspend(true)).toBeNull();
    expect(story.tries('confirm-handover', { office: 'market' })).toBe('suspended');
    expect(story.walk.suspend(false)).toBeNull();
    expect(story.tries('confirm-handover', { office: 'market' })).toBeNull();
  });
});
