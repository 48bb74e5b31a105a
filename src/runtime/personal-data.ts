/** Personal data at rest: AES-256-GCM with a key that lies outside the database, and masks for who need not see it. */
import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';

const nonceBytes = 12;
const tagBytes = 16;
/** Before what is bound to its place; what was sealed before begins with its nonce. */
const bound = Buffer.from('fq2:');

/** Whose it is and in which column it stands: a sealed value opens nowhere else. */
export interface Place {
  readonly officer: string;
  readonly column: 'id_number' | 'phone';
}

/** A contribution of the public, by its digest: the same. */
export interface ContributionPlace {
  readonly contribution: string;
}

const boundTo = (place: Place | ContributionPlace): Buffer =>
  Buffer.from(
    JSON.stringify(
      'officer' in place ? ['officer', place.officer, place.column] : ['contribution', place.contribution],
    ),
  );

/**
 * Nonce, tag and ciphertext in one, under a key of 32 bytes and for one place; a new nonce every time, so that equal texts do
 * not look equal.
 */
export function seal(key: Buffer, text: string, place: Place | ContributionPlace): Buffer {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(boundTo(place));
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([bound, nonce, cipher.getAuthTag(), sealed]);
}

function decipher(key: Buffer, sealed: Buffer, aad: Buffer | null): string | undefined {
  if (sealed.length < nonceBytes + tagBytes) return undefined;
  const cipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, nonceBytes), { authTagLength: tagBytes });
  if (aad) cipher.setAAD(aad);
  cipher.setAuthTag(sealed.subarray(nonceBytes, nonceBytes + tagBytes));
  const text = cipher.update(sealed.subarray(nonceBytes + tagBytes));
  try {
    return Buffer.concat([text, cipher.final()]).toString('utf8');
  } catch {
    return undefined;
  }
}

/** Whether a value is bound to its place; those sealed by versions before are not. */
export const isBound = (sealed: Buffer): boolean => sealed.subarray(0, bound.length).equals(bound);

/** What was sealed; undefined where key or place are others, or a byte was changed. */
export function open(key: Buffer, sealed: Buffer, place: Place | ContributionPlace): string | undefined {
  const here = isBound(sealed) ? decipher(key, sealed.subarray(bound.length), boundTo(place)) : undefined;
  return here ?? decipher(key, sealed, null);
}

/** The name of a key, which tells nothing of it. */
export const personalKeyId = (key: Buffer): string =>
  createHmac('sha256', key).update('fuquan personal data').digest('hex').slice(0, 16);

const mask = (text: string, head: number, tail: number): string => {
  const hidden = text.length - head - tail;
  return hidden < 4 ? '*'.repeat(text.length) : text.slice(0, head) + '*'.repeat(hidden) + text.slice(-tail);
};

/** An ID number of which the last four characters are left: enough to tell two people of one name apart. */
export const maskIdNumber = (idNumber: string): string => mask(idNumber, 3, 4);
/** A telephone number as people are used to see it: `138****0000`. */
export const maskPhone = (phone: string): string => mask(phone, 3, 4);
