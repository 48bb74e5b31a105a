import fc from 'fast-check';
import { numberIn } from '../../src/domain/number-text';

test.each([
  ['20', 20],
  [' 20 ', 20],
  ['２０', 20],
  ['１２０', 120],
  ['1，200', 1200],
  ['1,200', 1200],
  ['１，２００，０００．５', 1_200_000.5],
  ['1 200', 1200],
  ['1\u2009200.25', 1200.25],
  ['0.10', 0.1],
  ['007', 7],
  ['－5', -5],
  ['-0', 0],
  ['99999999999999999999', 1e20],
])('“%s” is %d', (text, value) => {
  expect(numberIn(text)).toBe(value);
});

test.each([
  '',
  ' ',
  '20万',
  '12（含2台）',
  '5 人 3 车',
  '约6人',
  '3-5',
  '1,2',
  '12,34',
  '1,2000',
  '1.',
  '.5',
  '1e3',
  '0x10',
])('“%s” is none', (text) => {
  expect(numberIn(text)).toBeUndefined();
});

test.each([
  'Infinity',
  'NaN',
  '--1',
  '1,200 300',
  '½',
  '①',
  '二十',
  '0.12345678901234567890123',
  '1234567890.12345678',
])('nor is “%s”', (text) => {
  expect(numberIn(text)).toBeUndefined();
});

test('given any amount in any of the ways of writing it, then it is read as that amount', () => {
  const full = (text: string) => text.replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0));
  fc.assert(
    fc.property(fc.integer({ min: -1e13, max: 1e13 }), fc.integer({ min: 0, max: 2 }), (cents, places) => {
      const value = cents / 10 ** places;
      const text = value.toFixed(places);
      const group = new Intl.NumberFormat('en', { minimumFractionDigits: places }).format(value);
      for (const way of [text, group, full(group), group.replaceAll(',', '，'), group.replaceAll(',', ' ')])
        expect(numberIn(way)).toBe(value + 0);
    }),
  );
});

test('given any text, then what is read says the same digits', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[-0-9０-９，,. 万]{0,14}$/u), (text) => {
      const value = numberIn(text);
      if (value === undefined) return;
      expect(text).not.toContain('万');
      expect(numberIn(String(value))).toBe(value);
    }),
  );
});
