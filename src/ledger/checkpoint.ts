/**
 * Signed checkpoints over all chains. A chain alone proves that nothing inside was changed by itself; whoever can write
 * the table could still compute it anew or cut off its end. A checkpoint, once it is out of the house, pins both.
 */
import { createHash, createPublicKey, generateKeyPairSync, sign, verify, type KeyObject } from 'node:crypto';
import { z } from 'zod';
import { canonical, isCanonical } from './canonical';
import { genesis, type HeadRow } from './chain';

/** A checkpoint as it is stored and handed out. */
export interface Checkpoint {
  /** From 1, without gaps. */
  readonly number: number;
  /** Canonical JSON of {@link CheckpointContent}. */
  readonly content: string;
  /** Ed25519 (RFC 8032) over the content's UTF-8, base64. */
  readonly signature: string;
  /** Names the key: the first 16 hex digits of the SHA-256 of its SubjectPublicKeyInfo. */
  readonly keyId: string;
}

const contentSchema = z.strictObject({
  format: z.literal('fuquan-checkpoint/1'),
  number: z.int().positive(),
  at: z.iso.datetime(),
  previous: z.string(),
  heads: z.array(z.strictObject({ transfer: z.string(), seq: z.int().positive(), hash: z.string() })),
});

/** What is signed: where every chain stood at an instant, and the digest of the checkpoint before. */
export type CheckpointContent = z.infer<typeof contentSchema>;

/** Why a checkpoint does not hold. */
export type CheckpointFault = 'malformed' | 'number' | 'previous' | 'signature' | 'unknown-key';

/** SHA-256 (hex) of a checkpoint's content: what the next one carries as `previous`. */
export const digestOf = (content: string): string => createHash('sha256').update(content).digest('hex');

/** The name of a public (or private) key, see {@link Checkpoint.keyId}. */
export function keyIdOf(key: KeyObject): string {
  const open = key.type === 'private' ? createPublicKey(key) : key;
  return createHash('sha256')
    .update(open.export({ type: 'spki', format: 'der' }))
    .digest('hex')
    .slice(0, 16);
}

/**
 * The public keys in a text of PEM blocks: one, or after a change of keys several, the newest first. Throws as `createPublicKey`
 * does where a block is none.
 */
export function publicKeysIn(pem: string): KeyObject[] {
  const blocks = pem.match(/-----BEGIN [A-Z ]+-----[\s\S]*?-----END [A-Z ]+-----/g) ?? [pem];
  return blocks.map((block) => createPublicKey(block));
}

/** A new pair of Ed25519 keys. */
export const newKeys = (): { publicKey: KeyObject; privateKey: KeyObject } => generateKeyPairSync('ed25519');

const byTransfer = (a: HeadRow, b: HeadRow) => (a.transfer < b.transfer ? -1 : a.transfer > b.transfer ? 1 : 0);

/** Signs where all chains stand; `last` is the checkpoint before it. Chains without an entry have nothing to pin. */
export function signCheckpoint(
  heads: readonly HeadRow[],
  last: Checkpoint | undefined,
  at: Date,
  privateKey: KeyObject,
): Checkpoint {
  const number = (last?.number ?? 0) + 1;
  const content = canonical({
    format: 'fuquan-checkpoint/1',
    number,
    at: at.toISOString(),
    previous: last ? digestOf(last.content) : genesis,
    heads: heads
      .filter(({ seq }) => seq > 0)
      .map(({ transfer, seq, hash }) => ({ transfer, seq, hash }))
      .sort(byTransfer),
  } satisfies CheckpointContent);
  const signature = sign(null, Buffer.from(content), privateKey).toString('base64');
  return { number, content, signature, keyId: keyIdOf(privateKey) };
}

/** The content of a checkpoint, or undefined where it is not one. */
export function readCheckpoint(checkpoint: Checkpoint): CheckpointContent | undefined {
  if (!isCanonical(checkpoint.content)) return undefined;
  const { data } = contentSchema.safeParse(JSON.parse(checkpoint.content));
  return data?.number === checkpoint.number ? data : undefined;
}

/** Why this checkpoint does not hold under any of the keys; undefined where it does. */
export function faultOf(checkpoint: Checkpoint, publicKeys: readonly KeyObject[]): CheckpointFault | undefined {
  if (!readCheckpoint(checkpoint)) return 'malformed';
  const key = publicKeys.find((k) => keyIdOf(k) === checkpoint.keyId);
  if (!key) return 'unknown-key';
  const signature = Buffer.from(checkpoint.signature, 'base64');
  return verify(null, Buffer.from(checkpoint.content), key, signature) ? undefined : 'signature';
}

/** What is wrong with a checkpoint of a store: with itself, with its place, or with the one that was kept of its number. */
export type StoreFault = CheckpointFault | 'not-in-store' | 'differs';

/** A fault of a checkpoint. */
export interface FaultyCheckpoint {
  readonly number: number;
  readonly why: StoreFault;
}

/** What is wrong with a row of checkpoints, in the order of the row; their signatures only where keys are given. */
function faultsOf(checkpoints: readonly Checkpoint[], keys: readonly KeyObject[]): FaultyCheckpoint[] {
  let last: Checkpoint | undefined;
  return checkpoints.flatMap((checkpoint): FaultyCheckpoint[] => {
    const before = last;
    last = checkpoint;
    const { number } = checkpoint;
    const expected = (before?.number ?? 0) + 1;
    if (number !== expected) return [{ number: expected, why: 'number' }];
    const content = readCheckpoint(checkpoint);
    const own = keys.length > 0 ? faultOf(checkpoint, keys) : content ? undefined : 'malformed';
    if (own) return [{ number, why: own }];
    return content?.previous === (before ? digestOf(before.content) : genesis) ? [] : [{ number, why: 'previous' }];
  });
}

/** The first of a row of checkpoints (by number, from 1) that does not hold or does not follow the one before. */
export const firstFault = (
  checkpoints: readonly Checkpoint[],
  publicKeys: readonly KeyObject[],
): FaultyCheckpoint | undefined => faultsOf(checkpoints, publicKeys)[0];

/** Checkpoints that may pin entries, and those that do not hold; each pins nothing unless a key vouches for it. */
export interface Vouched {
  readonly pins: readonly Checkpoint[];
  readonly faults: readonly FaultyCheckpoint[];
}

/**
 * Which checkpoints can be relied on: those that a key vouches for, whatever is wrong with others. One that does not hold
 * accuses nobody but itself.
 *
 * @param stored those that came with the ledger, all of them, by number
 * @param kept those that were taken away when they were made, in any order: the store must have them as they are
 */
export function vouchedFor(
  stored: readonly Checkpoint[],
  kept: readonly Checkpoint[],
  keys: readonly KeyObject[],
): Vouched {
  const faults = faultsOf(stored, keys);
  const sound = new Map<string, Checkpoint>();
  const holds = (checkpoint: Checkpoint) => faultOf(checkpoint, keys) === undefined;
  for (const checkpoint of [...kept, ...stored]) if (holds(checkpoint)) sound.set(checkpoint.content, checkpoint);
  for (const checkpoint of kept) {
    const { number, content } = checkpoint;
    const why = faultOf(checkpoint, keys);
    const same = stored.filter((one) => one.number === number);
    if (why) faults.push({ number, why });
    else if (same.length === 0) faults.push({ number, why: 'not-in-store' });
    else if (same.every((one) => one.content !== content)) faults.push({ number, why: 'differs' });
  }
  return { pins: [...sound.values()].sort((a, b) => a.number - b.number), faults };
}
