/**
 * What people without an account said to something that lay open, as a ledger vouches for it: each contribution by a digest that
 * tells nothing of it, all of one task by the root of a tree over digests and times. What is removed leaves its leaf behind.
 */
import { hash } from 'node:crypto';
import { z } from 'zod';
import { canonical } from './canonical';
import { growTree, leafHash, type Digest } from './merkle';

/** What somebody said. */
export interface Contribution {
  /** The matter, and the task (by the name that addresses have for it) that lay open. */
  readonly matter: string;
  readonly task: string;
  /** Chance, which only the sender and the sealed content have: nobody finds a short text by trying out digests. */
  readonly salt: string;
  readonly text: string;
  readonly name?: string;
  readonly contact?: string;
}

/** What is kept of a contribution for good. */
export interface Stub {
  /** SHA-256 in lower-case hex. */
  readonly digest: string;
  /** When it came, by the database's clock. */
  readonly received: Date;
}

/** SHA-256 (hex) of the canonical form. */
export const digestOf = ({ matter, task, salt, text, name, contact }: Contribution): string =>
  hash('sha256', canonical({ format: 'fuquan-contribution/1', matter, task, salt, text, name, contact }), 'hex');

/** The leaf of a contribution, as whoever checks a proof writes it down. */
export const leafOf = ({ digest, received }: Stub): string =>
  `fuquan-contribution/1 ${digest} ${received.toISOString()}`;

/** Number and root of a task's contributions, as the answer that closes it holds them. */
export const tally = z.strictObject({ count: z.int().min(0), root: z.string().regex(/^[0-9a-f]{64}$/) });
export type Tally = z.output<typeof tally>;

/** Counts contributions that come in the order of their times, and of their digests where these are the same. */
export function startTally() {
  const tree = growTree();
  return {
    add: (stub: Stub): void => tree.add(leafHash(leafOf(stub))),
    tally: (): Tally => ({ count: tree.size(), root: tree.root().toString('hex') }),
  };
}

/** Hashes of the leaves, from which proofs are made. */
export const leavesOf = (stubs: readonly Stub[]): Digest[] => stubs.map((stub) => leafHash(leafOf(stub)));

const counted = z.looseObject({ contributions: tally });

/** What a recorded answer says that it was closed with. */
export const tallyIn = (command: unknown): Tally | undefined => counted.safeParse(command).data?.contributions;
