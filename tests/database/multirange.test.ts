import fc from 'fast-check';
import { multirangeOf, rangesOf } from '../../src/database/multirange';
import { pack } from '../../src/domain/procedure/ranges';

describe('ranges in the database', () => {
  it('are written as half-open ranges', () => {
    expect(multirangeOf('0-2,7')).toBe('{[0,3),[7,8)}');
    expect(rangesOf('{[0,3),[7,8)}')).toBe('0-2,7');
  });

  it('may be empty', () => {
    expect(multirangeOf('')).toBe('{}');
    expect(rangesOf('{}')).toBe('');
  });

  it.each(['x', '3-1', '1,,2', '-1', '1-'])('refuse %j', (text) => {
    expect(() => multirangeOf(text)).toThrow(RangeError);
  });

  it.each(['', '{(,3)}', '{[0,3]}', '0-2'])('refuse %j as a multirange', (text) => {
    expect(() => rangesOf(text)).toThrow(RangeError);
  });

  it('come back as they went', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(600)), (positions) => {
        const ranges = pack(positions);
        expect(rangesOf(multirangeOf(ranges))).toBe(ranges);
      }),
    );
  });
});
