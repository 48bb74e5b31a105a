/** Recomputes a ledger and names the first entry that does not hold. Needs nothing but the entries: usable offline. */
import { z } from 'zod';
import { isCanonical } from './canonical';
import { genesis, hashOf, type HeadRow, type LedgerRow, type Said } from './chain';
import { readCheckpoint, type Checkpoint } from './checkpoint';
import { systemChain } from './system-ledger';

/**
 * What is wrong with an entry.
 *
 * `missing`: the number that should come here is not there (removed, or cut off at the end); `previous`: it does not
 * follow the entry before it (inserted, moved); `hash`: its content is not what was hashed (changed, back-dated);
 * `not-canonical`, `content`: the text is not this ledger's, or its columns say something else; `head`: the head knows
 * another hash; `rewritten`: a signed checkpoint pinned another hash, so this entry or one after the last pin before it
 * was changed and the chain computed anew.
 */
export type Why = 'missing' | 'previous' | 'hash' | 'not-canonical' | 'content' | 'head' | 'rewritten';

/** The first entry that does not hold. */
export interface Broken {
  readonly transfer: string;
  readonly seq: number;
  readonly why: Why;
  /** The first checkpoint that pins it, where one says so. */
  readonly checkpoint?: number;
}

/** An entry, and the columns that repeat it, where it was read from the database. */
export interface VerifiedRow extends LedgerRow {
  readonly said?: Said | undefined;
}

/** What a verification found. */
export interface Verdict {
  readonly verdict: 'intact' | 'broken';
  /** Entries read. */
  readonly entries: number;
  /** Transfers that have entries. */
  readonly transfers: number;
  readonly firstBroken?: Broken;
}

/** A verification under way. Feed it each transfer's entries in the order of their numbers, each followed by its head. */
export interface Verification {
  entry(row: VerifiedRow): void;
  /** After a transfer's last entry: where the head believes its ledger stands. */
  head(head: HeadRow): void;
  verdict(): Verdict;
}

/** What is wrong with the columns beside an entry's content. */
function columnsOf(row: VerifiedRow): Why | undefined {
  if (!isCanonical(row.content)) return 'not-canonical';
  const content: unknown = JSON.parse(row.content);
  if (typeof content !== 'object' || content === null) return 'content';
  if (!('transfer' in content) || content.transfer !== row.transfer) return 'content';
  if (!('seq' in content) || content.seq !== row.seq) return 'content';
  if (!('entry' in content) || typeof content.entry !== 'object' || content.entry === null) return 'content';
  if (!('key' in content.entry) || content.entry.key !== row.key) return 'content';
  return row.said && !repeats(content.entry, row.said) ? 'content' : undefined;
}

function repeats(entry: object, said: Said): boolean {
  const { by, kind, step, office } = entryOf.parse(entry);
  return said.said_by === by && said.kind === kind && said.step === step && said.office === office;
}
const text = z.string().nullable().catch(null).default(null);
const entryOf = z.object({ by: text, kind: text, step: text, office: text });

function faultOf(row: VerifiedRow, before: HeadRow): { readonly seq: number; readonly why: Why } | undefined {
  const seq = before.seq + 1;
  // a lower number than expected is one that came from elsewhere
  if (row.seq > seq) return { seq, why: 'missing' };
  if (row.seq < seq) return { seq, why: 'content' };
  if (row.previous !== before.hash) return { seq, why: 'previous' };
  if (row.hash !== hashOf(row.previous, row.content)) return { seq, why: 'hash' };
  const why = columnsOf(row);
  return why ? { seq, why } : undefined;
}

interface Pin {
  readonly hash: string;
  readonly checkpoint: number;
}

function pinsOf(checkpoints: readonly Checkpoint[], only: string | undefined): Map<string, Map<number, Pin>> {
  const pins = new Map<string, Map<number, Pin>>();
  for (const checkpoint of checkpoints) {
    for (const { transfer, seq, hash } of readCheckpoint(checkpoint)?.heads ?? []) {
      // the system's own chain is verified by itself (verify-system.ts)
      if (transfer === systemChain || (only !== undefined && transfer !== only)) continue;
      const own = pins.get(transfer) ?? new Map<number, Pin>();
      pins.set(transfer, own);
      // the first pin counts: a later checkpoint may have been signed over what was rewritten in between
      if (!own.has(seq)) own.set(seq, { hash, checkpoint: checkpoint.number });
    }
  }
  return pins;
}

const comesBefore = (a: Broken, b: Broken) => a.transfer < b.transfer || (a.transfer === b.transfer && a.seq < b.seq);

/**
 * Starts a verification. Checkpoints pin entries; check their signatures first (`firstFault`), this looks at the
 * entries only. `only`: these are the entries of one transfer, and other transfers' pins say nothing about them.
 */
export function startVerification(checkpoints: readonly Checkpoint[] = [], only?: string): Verification {
  const pins = pinsOf(checkpoints, only);
  const reached = new Map<string, number>();
  let entries = 0;
  let first: Broken | undefined;
  let before: HeadRow | undefined;
  const broken = (fault: Broken) => {
    if (!first || comesBefore(fault, first)) first = fault;
  };
  return {
    entry(row) {
      entries += 1;
      if (before?.transfer !== row.transfer) before = { transfer: row.transfer, seq: 0, hash: genesis };
      const fault = faultOf(row, before);
      if (fault) broken({ transfer: row.transfer, ...fault });
      const pin = pins.get(row.transfer)?.get(row.seq);
      if (pin && pin.hash !== row.hash) {
        broken({ transfer: row.transfer, seq: row.seq, why: 'rewritten', checkpoint: pin.checkpoint });
      }
      before = { transfer: row.transfer, seq: row.seq, hash: row.hash };
      reached.set(row.transfer, Math.max(row.seq, reached.get(row.transfer) ?? 0));
    },
    head({ transfer, seq, hash }) {
      const last = before?.transfer === transfer ? before : { transfer, seq: 0, hash: genesis };
      if (last.seq < seq) broken({ transfer, seq: last.seq + 1, why: 'missing' });
      else if (last.seq > seq) broken({ transfer, seq: seq + 1, why: 'head' });
      else if (last.hash !== hash) broken({ transfer, seq: Math.max(seq, 1), why: 'head' });
    },
    verdict() {
      for (const [transfer, own] of pins) {
        const last = reached.get(transfer) ?? 0;
        for (const [seq, { checkpoint }] of own) {
          if (seq > last) broken({ transfer, seq: last + 1, why: 'missing', checkpoint });
        }
      }
      const transfers = reached.size;
      return first
        ? { verdict: 'broken', entries, transfers, firstBroken: first }
        : { verdict: 'intact', entries, transfers };
    },
  };
}

/** The verdict over one transfer's entries, in their order; with its head, a missing end is found too. */
export function verifyChain(entries: readonly LedgerRow[], head?: HeadRow): Verdict {
  const verification = startVerification();
  for (const row of entries) verification.entry(row);
  if (head) verification.head(head);
  return verification.verdict();
}

/** A ledger read from somewhere: entries by transfer and number, each transfer's head after its entries. */
export type LedgerItem =
  { readonly kind: 'entry'; readonly row: LedgerRow } | { readonly kind: 'head'; readonly head: HeadRow };

/** The verdict over all transfers (or `only` one), entry by entry; of the ledger itself no more than one is held. */
export async function verifyAll(
  items: AsyncIterable<LedgerItem>,
  checkpoints: readonly Checkpoint[] = [],
  only?: string,
): Promise<Verdict> {
  const verification = startVerification(checkpoints, only);
  for await (const item of items) {
    if (item.kind === 'entry') verification.entry(item.row);
    else verification.head(item.head);
  }
  return verification.verdict();
}
