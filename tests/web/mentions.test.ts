import { mentionAt, mentionedIn, piecesOf, withMention } from '../../src/web/mentions/words';

describe('a mention that is being written', () => {
  test.each([
    ['@', 1, { from: 0, word: '' }],
    ['请@王', 3, { from: 1, word: '王' }],
    ['see @kai and', 8, { from: 4, word: 'kai' }],
    ['@kai', 2, { from: 0, word: 'k' }],
    ['@kai ', 5, undefined],
    ['office@example.com', 18, undefined],
    ['no mention', 10, undefined],
  ])('in %j at %i is %j', (text, caret, begun) => {
    expect(mentionAt(text, caret)).toEqual(begun);
  });

  test('is written out where it stands, and the caret after it', () => {
    expect(withMention('请@王 看', { from: 1, word: '王' }, 'kaihua-chief')).toEqual({
      text: '请@kaihua-chief 看',
      caret: 15,
    });
    expect(withMention('@', { from: 0, word: '' }, 'auditor')).toEqual({ text: '@auditor ', caret: 9 });
  });
});

describe('who is mentioned in a text', () => {
  test('is everybody known, once; longer names and addresses are somebody else', () => {
    const known = new Set(['kaihua-chief', 'auditor', 'com']);
    expect(mentionedIn('@kaihua-chief和@auditor：@auditor、@kaihua-chief-2、x@com', known)).toEqual([
      'kaihua-chief',
      'auditor',
    ]);
    expect(mentionedIn('@government', known)).toEqual([]);
  });
});

test('a text is cut where somebody is mentioned, and nothing of it is lost', () => {
  const chief = { username: 'kaihua-chief', name: '主任' };
  expect(piecesOf('请@kaihua-chief看，@auditor 也看', [chief])).toEqual([
    { text: '请' },
    { person: chief },
    { text: '看，@auditor 也看' },
  ]);
  expect(piecesOf('@kaihua-chief', [chief])).toEqual([{ person: chief }]);
  expect(piecesOf('', [chief])).toEqual([]);
});
