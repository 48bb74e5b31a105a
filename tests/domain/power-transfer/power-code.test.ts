import fc from 'fast-check';
import { foldedCode, oddSign, powerCode } from '../../../src/domain/power-transfer/power-code';

describe('a code as it is typed', () => {
  test.each([
    ['BG－００２', 'BG-002'],
    ['bg-003', 'BG-003'],
    ['BG-004\u200b', 'BG-004'],
    ['\ufeffBG\u00ad-005\u200e ', 'BG-005'],
    ['\u3000ｂｇ-006\u00a0', 'BG-006'],
  ])('given %j, then it is %s', (typed, code) => expect(foldedCode(typed)).toBe(code));
  test('given a code as the catalogue has it, then it stays, and folding again changes nothing', () => {
    const code = fc.stringMatching(/^[A-Z]{2,6}-[0-9]{3,6}$/);
    fc.assert(fc.property(code, (one) => foldedCode(one) === one && oddSign(one) === undefined));
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => foldedCode(foldedCode(text)) === foldedCode(text)));
  });
  test.each([
    ['BG–006', '–', 'U+2013'],
    ['BG 007', ' ', 'U+0020'],
    ['ВG-008', 'В', 'U+0412'],
  ])('given %s, then the sign that only looks right is named', (typed, sign, name) =>
    expect(oddSign(foldedCode(typed))).toEqual({ sign, name }),
  );
  test('given as a field of what is sent, then it is folded before its length is looked at', () => {
    expect(powerCode.parse(`${'\u200b'.repeat(30)}bg-001`)).toBe('BG-001');
    expect(powerCode.safeParse('\u200b').success).toBe(false);
  });
});
