/** Personal data at rest: AES-256-GCM with a key that lies outside the database, and masks for who need not see it. */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

const nonceBytes = 12;
const tagBytes = 16;

/**
 * Nonce, tag and ciphertext in one, under a key of 32 bytes; a new nonce every time, so that equal texts do not look equal.
 */
export function seal(key: Buffer, text: string): Buffer {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]);
}

/** What was sealed; throws where the key is another or a byte was changed. */
export function open(key: Buffer, sealed: Buffer): string {
  if (sealed.length < nonceBytes + tagBytes) throw new Error('sealed data is too short');
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, nonceBytes), { authTagLength: tagBytes });
  decipher.setAuthTag(sealed.subarray(nonceBytes, nonceBytes + tagBytes));
  return Buffer.concat([decipher.update(sealed.subarray(nonceBytes + tagBytes)), decipher.final()]).toString('utf8');
}

const mask = (text: string, head: number, tail: number): string => {
  const hidden = text.length - head - tail;
  return hidden < 4 ? '*'.repeat(text.length) : text.slice(0, head) + '*'.repeat(hidden) + text.slice(-tail);
};

/** An ID number of which the last four characters are left: enough to tell two people of one name apart. */
export const maskIdNumber = (idNumber: string): string => mask(idNumber, 3, 4);
/** A telephone number as people are used to see it: `138****0000`. */
export const maskPhone = (phone: string): string => mask(phone, 3, 4);
