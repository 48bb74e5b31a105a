/** What is refused, and with which code: the same judgement at the door and in its turn. */
import { judgeCompletion, judgeNote, judgePace, judgeSuspension } from '../../../workflows/procedure/judge';
import type { CompleteStep, Person } from '../../../src/domain/procedure/message';
import { anAnswer, freshKey } from '../../builders/answers';
import { storyOf, type Story } from './story';

const judged = (story: Story, command: CompleteStep) => {
  const judgement = judgeCompletion(story.walk.stand(), command);
  return judgement && { code: judgement.code, sure: judgement.sure };
};
const toNeed = (count = 3) => {
  const story = storyOf({ count });
  const task = story.find('declare-need');
  return { story, task, valid: anAnswer(story.walk.launch, task) };
};
const coordinator: Person = { id: 'c', office: 'coordination', role: 'coordinator' };

describe('who may answer', () => {
  test('whoever the task is for, in the role that the step names', () => {
    const { story, valid } = toNeed();
    expect(judged(story, valid)).toBeNull();
    const by = (person: Person) => judged(story, { ...valid, person });
    expect(by({ id: 'x', office: 'wolong', role: 'chief' })).toEqual({ code: 'not-yours', sure: true });
    expect(by({ id: 'x', office: 'kaihua', role: 'office' })).toEqual({ code: 'not-your-role', sure: true });
    expect(by({ id: 'x', office: 'kaihua', role: 'auditor' })).toEqual({ code: 'not-your-role', sure: true });
  });

  test('not who assessed a power may approve it; for another power he may', () => {
    const story = storyOf({ count: 2 });
    story.says('declare-need');
    story.says('assess-capacity', { powers: [0], by: 'li' });
    story.says('assess-capacity', { powers: [1], by: 'wang' });
    expect(story.tries('approve-transfer', { powers: [0], by: 'li' })).toBe('four-eyes');
    expect(story.tries('approve-transfer', { powers: [0], by: 'wang' })).toBeNull();
    expect(story.tries('approve-transfer', { powers: [1], by: 'wang' })).toBe('four-eyes');
    expect(story.tries('approve-transfer', { powers: [1], by: 'li' })).toBeNull();
  });

  test('four eyes see through a return: who assessed it in an earlier round may not approve it in a later one', () => {
    const story = storyOf({ count: 1 });
    story.says('declare-need');
    story.says('assess-capacity', { by: 'li' });
    story.says('approve-transfer', { by: 'zhao', outcome: 'returned' });
    story.says('declare-need');
    story.says('assess-capacity', { by: 'sun' });
    story.walk.rebuild();
    expect(story.tries('approve-transfer', { by: 'li' })).toBe('four-eyes');
    expect(story.tries('approve-transfer', { by: 'zhao' })).toBeNull();
  });

  test('not who confirmed a handover may witness it', () => {
    const story = storyOf({ count: 1 });
    story.carryOn(() => story.asked('confirm-handover'));
    story.says('confirm-handover', { office: 'market', by: 'li' });
    story.says('confirm-handover', { office: 'kaihua', by: 'bai' });
    expect(story.tries('witness-handover', { by: 'li' })).toBe('four-eyes');
    expect(story.tries('witness-handover', { by: 'bai' })).toBe('four-eyes');
    expect(story.tries('witness-handover', { by: 'ding' })).toBeNull();
  });
});

describe('what an answer must say', () => {
  test.each<[string, (valid: CompleteStep) => Partial<CompleteStep>]>([
    ['unknown-outcome', () => ({ outcomes: { approved: '0' } })],
    ['unknown-outcome', () => ({ outcomes: { constructor: '0' } })],
    ['power-not-in-task', () => ({ outcomes: { needed: '3' } })],
    ['power-not-in-task', () => ({ outcomes: { needed: '2-0' } })],
    ['power-not-in-task', () => ({ outcomes: { needed: '0,0' } })],
    ['power-twice', () => ({ outcomes: { needed: '0-1', notNeeded: '1-2' } })],
    ['outcome-missing', () => ({ outcomes: {} })],
    ['reason-missing', () => ({ outcomes: { notNeeded: '0' }, detail: {} })],
    ['reason-missing', () => ({ outcomes: { notNeeded: '0-1' }, detail: { words: [{ powers: '0', reason: 'x' }] } })],
    ['kept-missing', (valid) => ({ outcomes: valid.outcomes, kept: {} })],
  ])('else it is %s', (code, wrong) => {
    const { story, valid } = toNeed();
    expect(judged(story, { ...valid, ...wrong(valid) })).toEqual({ code, sure: true });
    expect(story.walk.entries).toHaveLength(1);
  });

  test('words may be spread over the powers as long as each has some', () => {
    const { story, valid } = toNeed();
    const words = [
      { powers: '0', reason: 'x' },
      { powers: '1-2', reason: 'y' },
    ];
    expect(judged(story, { ...valid, outcomes: { notNeeded: '0-2' }, detail: { words } })).toBeNull();
  });

  test('“narrow” needs the scope that is left, and conditions are needed where they are said to be', () => {
    const story = storyOf({ count: 1 });
    story.says('declare-need');
    const task = story.find('assess-capacity');
    const withConditions = anAnswer(story.walk.launch, task, { outcome: 'capableWithConditions' });
    expect(judged(story, { ...withConditions, detail: {} })?.code).toBe('conditions-missing');
    story.carryOn(() => story.asked('evaluate'), { leave: ['evaluate'] });
    const narrow = anAnswer(story.walk.launch, story.find('evaluate'), { outcome: 'narrow' });
    const words = [{ powers: '0', reason: 'x' }];
    expect(judged(story, { ...narrow, detail: { words } })?.code).toBe('particulars-missing');
  });
});

describe('what is no longer asked', () => {
  test('a task that was answered names who did it, before and after a rebuilding', () => {
    const { story, task, valid } = toNeed();
    story.says('declare-need', { by: 'bai' });
    for (let round = 0; round < 2; round++) {
      expect(judgeCompletion(story.walk.stand(), { ...valid, key: freshKey() })).toEqual({
        code: 'already-completed',
        sure: true,
        detail: { by: ['bai'] },
      });
      expect(task.id).toBe(valid.task);
      story.walk.rebuild();
    }
  });

  test('a power that was answered in a task that is still open is named, with who answered', () => {
    const { story, valid } = toNeed();
    story.says('declare-need', { powers: [1], by: 'bai' });
    expect(judgeCompletion(story.walk.stand(), valid)).toEqual({
      code: 'already-completed',
      sure: true,
      detail: { by: ['bai'], powers: '1' },
    });
  });

  test('a task that is not known, or a power that was withdrawn, may be the ledger’s news: not sure', () => {
    const { story, valid } = toNeed();
    expect(judged(story, { ...valid, task: 'nowhere' })).toEqual({ code: 'not-open', sure: false });
    story.walk.takeBack('withdraw', [2]);
    expect(judged(story, valid)).toEqual({ code: 'power-not-in-task', sure: false });
  });

  test('when all has ended, everything is closed', () => {
    const { story, valid } = toNeed();
    story.walk.takeBack('withdraw', [0, 1, 2]);
    expect(judged(story, valid)).toEqual({ code: 'closed', sure: false });
    expect(judgeSuspension(story.walk.stand(), coordinator, true)?.code).toBe('closed');
    expect(judgePace(story.walk.stand())?.code).toBe('closed');
    const note = { key: freshKey(), digest: '', person: coordinator, detail: {}, powers: '' };
    expect(judgeNote(story.walk.stand(), note)?.code).toBe('closed');
    expect(story.walk.takeBack('withdraw', [0])?.code).toBe('closed');
  });
});

describe('the coordinator’s acts', () => {
  test('are the coordinator’s alone', () => {
    const { story } = toNeed();
    const stand = story.walk.stand();
    expect(judgeSuspension(stand, coordinator, true)).toBeNull();
    expect(judgeSuspension(stand, { ...coordinator, role: 'chief' }, true)?.code).toBe('not-your-role');
    expect(judgeSuspension(stand, { ...coordinator, office: 'kaihua' }, true)?.code).toBe('not-your-role');
  });

  test('suspend once and resume once', () => {
    const { story } = toNeed();
    expect(story.walk.suspend(false)?.code).toBe('not-suspended');
    expect(story.walk.suspend(true)).toBeNull();
    expect(story.walk.suspend(true)?.code).toBe('suspended');
    expect(judgePace(story.walk.stand())?.code).toBe('suspended');
  });

  test('notes name powers of the transfer, or none', () => {
    const { story } = toNeed();
    const note = (powers: string) =>
      judgeNote(story.walk.stand(), { key: freshKey(), digest: '', person: coordinator, detail: {}, powers })?.code;
    expect([note(''), note('0,2'), note('3'), note('x')]).toEqual([
      undefined,
      undefined,
      'power-not-in-task',
      'power-not-in-task',
    ]);
  });
});
