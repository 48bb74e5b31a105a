/** Keys of what the engine keeps, as they are given: one line, the newest first. */
import { z } from 'zod';

/** Keys by which payloads are sealed and opened; each has 32 bytes. */
export interface PayloadKeys {
  /** Seals what is written from now on; null: it is written plainly, while others do not have the keys yet. */
  readonly writing: Buffer | null;
  /** Open what was written with any of them; the one that writes is among them. */
  readonly reading: readonly Buffer[];
}

const key = /^[A-Za-z0-9+/]{43}=$/;
/** Stands in the place of the first key where nothing is to be sealed yet. */
const plain = 'plain';

/**
 * `FUQUAN_PAYLOAD_KEY`: keys of 32 bytes in base64, set apart by commas. The first one seals, all of them open. `plain` as
 * the first word: nothing is sealed yet, for a system that is not to stand still while its processes get the key.
 */
export const payloadKeyList = z
  .string()
  .trim()
  .refine(
    (text) => text.split(',').every((part, i) => key.test(part) || (i === 0 && part === plain)),
    'base64, 32 bytes; several set apart by commas',
  );

/** The keys that such a line names. */
export const payloadKeys = payloadKeyList.transform((text): PayloadKeys => {
  const [first, ...others] = text.split(',');
  const reading = (first === plain ? others : text.split(',')).map((part) => Buffer.from(part, 'base64'));
  return { writing: first === plain ? null : (reading[0] ?? null), reading };
});
