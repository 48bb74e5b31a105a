/**
 * The form that a contribution is sent on. It is given out with the page, is good for one contribution, not before a person can
 * have written anything and not for ever: who sends many must fetch as many pages and wait, whatever address he has.
 */
import { createHmac, hash, randomBytes, timingSafeEqual } from 'node:crypto';
import { Refusal } from '../../domain/refusal';

/** How long a form is good for: somebody may begin in the morning and end in the evening. */
export const formLifeMs = 24 * 3_600_000;

const keyed = (key: Buffer, ...parts: readonly string[]): Buffer =>
  createHmac('sha256', key)
    .update(JSON.stringify(['fuquan contribution', ...parts]))
    .digest();

/** A new form for something of this matter; instants are milliseconds since 1970. */
export function giveForm(key: Buffer, matter: string, now: number): string {
  const form = `${now.toString(36)}.${randomBytes(18).toString('base64url')}`;
  return `${form}.${keyed(key, 'form', matter, form).toString('base64url')}`;
}

/** What follows from a form. The same form gives the same, so that what is sent twice is one contribution. */
export interface Form {
  /** The name under which its use is kept: tells nothing of the rest. */
  readonly name: string;
  /** The code by which an author comes back. */
  readonly receipt: string;
  /** Chance for the digest. */
  readonly salt: string;
}

/**
 * Reads a form as it came back.
 *
 * @param leastMs that a person needs at least to write something
 * @throws Refusal `form-unknown`, `form-expired`, `rate-limited`
 */
export function readForm(key: Buffer, matter: string, sent: string, now: number, leastMs: number): Form {
  const [, form = '', issued = '', mac = ''] = /^(([0-9a-z]{1,12})\.[\w-]{24})\.([\w-]{43})$/.exec(sent) ?? [];
  const given = Buffer.from(mac, 'base64url');
  const right = keyed(key, 'form', matter, form);
  if (given.length !== right.length || !timingSafeEqual(given, right))
    throw new Refusal('form-unknown', { field: '/form' });
  const age = now - Number.parseInt(issued, 36);
  if (age > formLifeMs) throw new Refusal('form-expired', { field: '/form' });
  if (age < leastMs) throw new Refusal('rate-limited', { params: { seconds: Math.ceil((leastMs - age) / 1_000) } });
  return {
    name: hash('sha256', form, 'hex'),
    receipt: keyed(key, 'receipt', form).subarray(0, 24).toString('base64url'),
    salt: keyed(key, 'salt', form).subarray(0, 16).toString('base64url'),
  };
}

/** What is kept of a receipt: who reads the database cannot come back with it. */
export const keptOfReceipt = (receipt: string): string => hash('sha256', receipt, 'hex');
