import fc from 'fast-check';
import { isRanges, pack, unpack } from '../../../src/domain/procedure/ranges';

const sets = fc.uniqueArray(fc.integer({ min: 0, max: 499 }), { maxLength: 500 });

describe('ranges', () => {
  test('are the set that was packed, in any order', () => {
    fc.assert(
      fc.property(sets, (positions) => {
        expect(unpack(pack(positions))).toEqual([...positions].sort((a, b) => a - b));
      }),
    );
  });

  test('have one writing for each set, which is accepted where all its positions exist', () => {
    fc.assert(
      fc.property(sets, fc.integer({ min: 1, max: 500 }), (positions, count) => {
        const fits = positions.length > 0 && positions.every((position) => position < count);
        expect(isRanges(pack(positions), count)).toBe(fits);
      }),
    );
  });

  test.each(['', '1,0', '0-0', '3-1', '0,1', '0-2,2', '00', '1-', '-1', 'a', ' 1', '0-2,3-4', '99999'])(
    'refuse the other writing %j',
    (text) => {
      expect(isRanges(text, 500)).toBe(false);
    },
  );
});
