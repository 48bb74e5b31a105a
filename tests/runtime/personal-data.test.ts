import fc from 'fast-check';
import { maskIdNumber, maskPhone, open, seal } from '../../src/runtime/personal-data';

const key = Buffer.alloc(32, 7);

describe('personal data', () => {
  test('is what was sealed, and looks different every time', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const sealed = seal(key, text);
        expect(open(key, sealed)).toBe(text);
        expect(sealed.equals(seal(key, text))).toBe(false);
      }),
    );
  });

  test('is not opened with another key, nor when a byte was changed', () => {
    const sealed = seal(key, '000000198001010001');
    expect(() => open(Buffer.alloc(32, 8), sealed)).toThrow();
    for (let at = 0; at < sealed.length; at++) {
      const changed = Buffer.from(sealed);
      changed.writeUInt8(changed.readUInt8(at) ^ 1, at);
      expect(() => open(key, changed)).toThrow();
    }
    expect(() => open(key, sealed.subarray(0, 20))).toThrow();
  });

  test('is masked for who need not see it, wholly where it is too short to hide', () => {
    expect(maskIdNumber('000000198001010001')).toBe('000***********0001');
    expect(maskPhone('00000000001')).toBe('000****0001');
    expect(maskPhone('110')).toBe('***');
  });
});
