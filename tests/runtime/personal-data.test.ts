import fc from 'fast-check';
import { createCipheriv } from 'node:crypto';
import { isBound, maskIdNumber, maskPhone, open, personalKeyId, seal } from '../../src/runtime/personal-data';

const key = Buffer.alloc(32, 7);
const place = { officer: 'kaihua-01', column: 'id_number' } as const;

/** As versions before sealed: bound to nothing. */
function sealedBefore(text: string, nonce: Buffer): Buffer {
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]);
}

describe('personal data', () => {
  test('is what was sealed, and looks different every time', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const sealed = seal(key, text, place);
        expect(open(key, sealed, place)).toBe(text);
        expect(sealed.equals(seal(key, text, place))).toBe(false);
      }),
    );
  });

  test('is not opened with another key, nor when a byte was changed', () => {
    const sealed = seal(key, '000000198001010001', place);
    expect(open(Buffer.alloc(32, 8), sealed, place)).toBeUndefined();
    for (let at = 0; at < sealed.length; at++) {
      const changed = Buffer.from(sealed);
      changed.writeUInt8(changed.readUInt8(at) ^ 1, at);
      expect(open(key, changed, place)).toBeUndefined();
    }
    expect(open(key, sealed.subarray(0, 20), place)).toBeUndefined();
  });

  test('opens in its own place only: not with another officer, not in another column', () => {
    const sealed = seal(key, '000000198001010001', place);
    expect(open(key, sealed, { ...place, officer: 'kaihua-02' })).toBeUndefined();
    expect(open(key, sealed, { ...place, column: 'phone' })).toBeUndefined();
  });

  test('that was sealed before it was bound opens as before, also where it begins like what is bound', () => {
    const nonces = fc.uint8Array({ minLength: 12, maxLength: 12 }).map((bytes) => Buffer.from(bytes));
    const alike = nonces.map((nonce) => Buffer.concat([Buffer.from('fq2:'), nonce.subarray(4)]));
    fc.assert(
      fc.property(fc.string(), fc.oneof(nonces, alike), (text, nonce) => {
        expect(open(key, sealedBefore(text, nonce), place)).toBe(text);
      }),
    );
    expect([isBound(seal(key, 'x', place)), isBound(sealedBefore('x', Buffer.alloc(12)))]).toEqual([true, false]);
  });

  test('has a key whose name tells keys apart', () => {
    expect(personalKeyId(key)).toMatch(/^[0-9a-f]{16}$/);
    expect(personalKeyId(key)).not.toBe(personalKeyId(Buffer.alloc(32, 8)));
  });

  test('is masked for who need not see it, wholly where it is too short to hide', () => {
    expect(maskIdNumber('000000198001010001')).toBe('000***********0001');
    expect(maskPhone('00000000001')).toBe('000****0001');
    expect(maskPhone('110')).toBe('***');
  });
});
