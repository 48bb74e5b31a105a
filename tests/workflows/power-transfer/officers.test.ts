import { packOfficers } from '../../../src/domain/power-transfer/officers';
import { storyOf, type Story } from '../procedure/story';
import { cultureGroup, marketGroup, type LaunchChoice } from '../../builders/launch';

const market = ['market-regulation'];
const both = ['market-regulation', 'culture'];
const far = '2099-12-31';
interface Named {
  readonly id: string;
  readonly fields: readonly string[];
  readonly certifiedUntil?: string;
}

/** A story that has come to the training of these officers. */
function nominated(officers: readonly Named[], choice: LaunchChoice = {}): Story {
  const story = storyOf({ count: 2, ...choice });
  story.says('declare-need', { kept: { officers: packOfficers(officers) } });
  const inTraining = () => story.open().every((task) => task.startsWith('sign-off-training'));
  story.carryOn(inTraining, { leave: ['sign-off-training'] });
  return story;
}
const certified = (id: string, fields = market): Named => ({ id, fields, certifiedUntil: far });
const uncertified = (id: string, fields = market): Named => ({ id, fields });

describe('the gate of two certified officers', () => {
  test('given certified officers, when both are trained, then the powers go on without a certificate', () => {
    const story = nominated([certified('a'), certified('b')]);
    expect(story.open()).toEqual(['sign-off-training@market~a: 0-1', 'sign-off-training@market~b: 0-1']);
    story.says('sign-off-training', { about: 'a' });
    expect(story.asked('ready')).toBe(false);
    story.says('sign-off-training', { about: 'b' });
    expect(story.open()).toEqual(['ready@kaihua: 0-1']);
  });

  test('given one without a certificate, then it is asked for after the training, and opens the gate', () => {
    const story = nominated([certified('a'), uncertified('b')]);
    story.says('sign-off-training', { about: 'b' });
    expect(story.open()).toEqual(['certify@justice~b: 0-1', 'sign-off-training@market~a: 0-1']);
    story.says('certify');
    expect(story.asked('ready')).toBe(false);
    story.says('sign-off-training', { about: 'a' });
    expect(story.open()).toEqual(['ready@kaihua: 0-1']);
  });

  test('given a certificate that has ended by the day of the examination, then a new one is asked for', () => {
    const story = nominated([certified('a'), { id: 'b', fields: market, certifiedUntil: '2026-01-01' }]);
    story.says('sign-off-training', { about: 'b' });
    expect(story.asked('certify')).toBe(true);
  });

  test('given a certificate whose validity has ended already, then it does not count', () => {
    const story = nominated([certified('a'), uncertified('b')]);
    story.says('sign-off-training', { about: 'a' });
    story.says('sign-off-training', { about: 'b' });
    story.says('certify', { kept: { validUntil: '2025-12-31' } });
    expect(story.open()).toEqual(['nominate-officers@kaihua: 0-1']);
  });

  test('given who does not pass, then he is trained again, three times at most; then others are nominated', () => {
    const story = nominated([certified('a'), certified('b')]);
    story.says('sign-off-training', { about: 'a' });
    for (let attempt = 0; attempt < 3; attempt++) story.says('sign-off-training', { about: 'b', outcome: 'notPassed' });
    expect(story.open()).toEqual(['nominate-officers@kaihua: 0-1']);
    story.says('nominate-officers', { kept: { officers: packOfficers([certified('c')]) } });
    expect(story.open()).toEqual(['sign-off-training@market~c: 0-1']);
    story.says('sign-off-training', { about: 'c' });
    expect(story.open()).toEqual(['ready@kaihua: 0-1']);
    expect(story.answers('sign-off-training', 'a')).toBe(1);
  });

  test('given who is refused a certificate, then he does not count and others are nominated', () => {
    const story = nominated([certified('a'), uncertified('b')]);
    story.says('sign-off-training', { about: 'a' });
    story.says('sign-off-training', { about: 'b' });
    story.says('certify', { outcome: 'notCertified' });
    expect(story.open()).toEqual(['nominate-officers@kaihua: 0-1']);
  });

  test('given officers of another field only, then nobody is trained and others are nominated at once', () => {
    const story = storyOf({ count: 2 });
    story.says('declare-need', {
      kept: { officers: packOfficers([certified('a', ['culture']), certified('b', ['culture'])]) },
    });
    story.carryOn(() => story.asked('nominate-officers'), { leave: ['nominate-officers'], atOnce: true });
    expect(story.answers('sign-off-training')).toBe(0);
  });

  test('given a third officer, when two are certified, then the powers go on while he is trained', () => {
    const story = nominated([certified('a'), certified('b'), uncertified('c')]);
    story.says('sign-off-training', { about: 'a' });
    story.says('sign-off-training', { about: 'b' });
    expect(story.open()).toEqual(['ready@kaihua: 0-1', 'sign-off-training@market~c: 0-1']);
  });
});

describe('an officer is trained and certified once', () => {
  test('given powers that come later, when the task is open, then they join it', () => {
    const story = storyOf({ count: 3 });
    const officers = packOfficers([certified('a'), certified('b')]);
    story.says('declare-need', { powers: [0, 1], kept: { officers } });
    story.carryOn(() => story.asked('sign-off-training'), { leave: ['sign-off-training', 'declare-need'] });
    story.says('declare-need', { kept: { officers } });
    story.carryOn(() => story.find('sign-off-training', { about: 'a' }).powers === '0-2', {
      leave: ['sign-off-training'],
      atOnce: true,
    });
    expect(story.open()).toEqual(['sign-off-training@market~a: 0-2', 'sign-off-training@market~b: 0-2']);
  });

  test('given latecomers that are decided after the training, then nobody is trained again for them', () => {
    const story = storyOf({ count: 3 });
    const officers = packOfficers([certified('a'), uncertified('b')]);
    story.says('declare-need', { powers: [0, 1], kept: { officers } });
    story.carryOn(() => story.asked('ready'), { leave: ['declare-need', 'ready'], atOnce: true });
    story.says('declare-need', { kept: { officers } });
    story.carryOn(() => story.asked('decide'), { leave: ['ready', 'decide'] });
    // the officers were trained, and one of them certified, before the last power was decided
    const trained = story.answers('sign-off-training', 'a');
    story.says('decide');
    story.carryOn(() => story.walk.tasks().every(({ step }) => step === 'ready'), { leave: ['ready'] });
    expect(story.answers('certify', 'b')).toBe(1);
    expect(story.answers('sign-off-training', 'a')).toBe(trained);
  });

  test('given an officer of two fields, then each department trains him and the certificate is asked for once', () => {
    const story = nominated([certified('a', both), uncertified('b', both)], {
      groups: [marketGroup, cultureGroup],
    });
    expect(story.open()).toEqual([
      'sign-off-training@culture~a: 1',
      'sign-off-training@culture~b: 1',
      'sign-off-training@market~a: 0',
      'sign-off-training@market~b: 0',
    ]);
    for (const about of ['a', 'b']) story.says('sign-off-training', { office: 'market', about });
    story.says('sign-off-training', { office: 'culture', about: 'b' });
    expect(story.find('certify').powers).toBe('0-1');
    story.says('certify');
    story.says('sign-off-training', { office: 'culture', about: 'a' });
    expect(story.answers('certify')).toBe(1);
    expect(story.open().filter((task) => task.startsWith('ready'))).toEqual(['ready@kaihua: 0', 'ready@kaihua: 1']);
  });

  test('given that the certificate was issued for the other field before, then it is not asked for again', () => {
    const story = nominated([certified('a', both), uncertified('b', both)], {
      groups: [marketGroup, cultureGroup],
    });
    story.says('sign-off-training', { office: 'market', about: 'b' });
    story.says('certify');
    story.says('sign-off-training', { office: 'culture', about: 'b' });
    expect(story.asked('certify')).toBe(false);
    story.says('sign-off-training', { office: 'culture', about: 'a' });
    expect(story.find('ready').powers).toBe('1');
  });

  test('given one that passed for a part of the powers, then the rest are trained in a task of their own', () => {
    const story = nominated([certified('a'), certified('b')], { count: 4 });
    story.says('sign-off-training', { about: 'a', outcomes: { passed: [0, 1], notPassed: [2, 3] } });
    story.says('sign-off-training', { about: 'b' });
    expect(story.open()).toEqual(['ready@kaihua: 0-1', 'sign-off-training@market~a: 2-3']);
    story.says('sign-off-training', { about: 'a' });
    expect(story.open()).toEqual(['ready@kaihua: 0-1', 'ready@kaihua: 2-3']);
  });
});
