import { saidOfNote } from '../../src/domain/system-note-words';
import { systemNoteKindNames, titleOfNote } from '../../src/domain/system-notes';

test('every kind has a title in both languages, and a kind of a later version is called by its code', () => {
  for (const kind of systemNoteKindNames) {
    expect(titleOfNote(kind).zh).toMatch(/[\u4e00-\u9fff]/);
    expect(titleOfNote(kind).en).toMatch(/^[A-Z]/);
  }
  expect(titleOfNote('of-a-later-version')).toEqual({ zh: 'of-a-later-version', en: 'of-a-later-version' });
});

test('an entry is told in a sentence; one whose content is of another shape, name by name', () => {
  const refused = { name: 'kaihua-chief', address: '10.0.0.1', minute: '', wrong: 3, limited: 0 };
  expect(saidOfNote('sign-in-refused', refused)).toEqual({
    zh: 'kaihua-chief，从 10.0.0.1：一分钟内密码错误 3 次',
    en: 'kaihua-chief, from 10.0.0.1: in a minute 3 wrong',
  });
  expect(saidOfNote('sign-in-refused', { ...refused, name: undefined, unknown: 'ab12', limited: 2 }).en).toBe(
    'a name that nobody has (digest ab12), from 10.0.0.1: in a minute 3 wrong, 2 turned away for being too many',
  );
  expect(saidOfNote('change', { change: 4, of: 'account', subject: 'admin' }).zh).toBe('账户 admin（修改记录第 4 条）');
  expect(saidOfNote('signed-in', { from: 'elsewhere', times: 2 }).en).toBe('from: elsewhere, times: 2');
});
