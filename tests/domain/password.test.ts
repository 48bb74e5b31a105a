import { leastPassword } from '../../src/domain/least-password';
import { passwordFault } from '../../src/domain/password';

const codeOf = (password: string) => passwordFault(password, 'kaihua-chief', '/new')?.code;

test('a password of one letter, one row of letters and one with the user name are refused, each by its name', () => {
  expect(codeOf('a')).toBe('too-short');
  expect(codeOf('a'.repeat(leastPassword - 1))).toBe('too-short');
  expect(codeOf('a'.repeat(leastPassword))).toBe('password-too-plain');
  expect(codeOf('Kaihua-Chief-2026')).toBe('password-has-name');
  expect(codeOf('x'.repeat(201))).toBe('too-long');
});

test('characters count as people count them, in any script', () => {
  expect(codeOf('山高水长日月星辰风雨雷')).toBe('too-short');
  expect(codeOf('山高水长日月星辰风雨雷电')).toBeUndefined();
  expect(codeOf('correct horse battery')).toBeUndefined();
});
