import fc from 'fast-check';
import { checkCharacter, foldedIdNumber, isMistyped } from '../../src/domain/id-number';

const first = fc
  .array(fc.integer({ min: 0, max: 9 }), { minLength: 17, maxLength: 17 })
  .map((digits) => digits.join(''));

describe('a citizen’s number', () => {
  test('has the check character of GB 11643: ISO 7064 MOD 11-2, whose sum over all eighteen is 1', () => {
    // the standard's own way round: weights are powers of 2 modulo 11
    fc.assert(
      fc.property(first, (digits) => {
        const values = [...digits, checkCharacter(digits)].map((sign) => (sign === 'X' ? 10 : Number(sign)));
        expect(values.reduce((sum, value) => (sum * 2 + value) % 11, 0)).toBe(1);
        expect(isMistyped(digits + checkCharacter(digits))).toBe(false);
      }),
    );
  });
  test('with one digit wrong, or two neighbours changed about, is found out', () => {
    fc.assert(
      fc.property(first, fc.integer({ min: 0, max: 16 }), fc.integer({ min: 1, max: 9 }), (digits, place, more) => {
        const number = [...digits, checkCharacter(digits)];
        const wrong = number.with(place, String((Number(number[place]) + more) % 10));
        expect(isMistyped(wrong.join(''))).toBe(true);
        const [one = '', other = ''] = number.slice(place, place + 2);
        if (one !== other && other !== 'X')
          expect(
            isMistyped(
              number
                .with(place, other)
                .with(place + 1, one)
                .join(''),
            ),
          ).toBe(true);
      }),
    );
  });
  test.each(['532621199003071200', '532621199003071000'])(
    '%s: what a number cell makes of one is found out',
    (number) => {
      expect(isMistyped(number)).toBe(true);
    },
  );
});

describe('numbers as they are typed', () => {
  test.each([
    ['00000019900101005x', '00000019900101005X'],
    ['　００００００１９９００１０１００５ｘ ', '00000019900101005X'],
    ['000000 19900101 005X', '00000019900101005X'],
    ['0000001990\u200b0101005X\ufeff', '00000019900101005X'],
    ['e1234567', 'E1234567'],
  ])('%j is %s', (typed, kept) => {
    expect(foldedIdNumber(typed)).toBe(kept);
    expect(foldedIdNumber(kept)).toBe(kept);
  });
  test.each([
    'E12345678',
    'EA1234567',
    'H12345678',
    'M0123456701',
    '12345678',
    '900101123456789',
    'K1234567890123456Z',
  ])('of other documents have no check digit and pass: %s', (number) => {
    expect(isMistyped(foldedIdNumber(number))).toBe(false);
  });
});
