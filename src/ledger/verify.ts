/** Recomputes a ledger and names the first entry that does not hold. Needs nothing but the entries: usable offline. */
import { isCanonical } from './canonical';
import { genesis, hashOf, type HeadRow, type LedgerRow, type Said } from './chain';
import type { Checkpoint } from './checkpoint';
import { readAny, type AnyContent } from './content';
import { olderPin, pinsOf } from './pins';

/**
 * What is wrong with an entry.
 *
 * `missing`: the number that should come here is not there (removed, or cut off at the end); `previous`: it does not
 * follow the entry before it (inserted, moved); `hash`: its content is not what was hashed (changed, back-dated);
 * `not-canonical`, `content`: the text is not this ledger's, or its columns say something else; `head`: the head knows
 * another hash; `rewritten`: a signed checkpoint pinned another hash, so this entry or one after the last pin before it
 * was changed and the chain computed anew; `written`: the time of writing beside it is not the one that was hashed;
 * `unpinned`: it says that it is older than a signed checkpoint that does not know it.
 */
export type Why =
  'missing' | 'previous' | 'hash' | 'not-canonical' | 'content' | 'head' | 'rewritten' | 'written' | 'unpinned';

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
  /** When the database says that it was written (RFC 3339). */
  readonly written?: string | undefined;
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
  /** The first fault of each transfer, by transfer. What pins say of an end that is missing comes with the verdict. */
  faults(): ReadonlyMap<string, Broken>;
  verdict(): Verdict;
}

/** Milliseconds that worker and database may differ by, and a record may take. */
const writingMs = 5 * 60_000;

/** What is wrong with the content, or with the columns beside it. */
function contentFault(row: VerifiedRow): Why | undefined {
  if (!isCanonical(row.content)) return 'not-canonical';
  const content = readAny(row.content);
  if (!content || content.transfer !== row.transfer || content.seq !== row.seq) return 'content';
  if (content.entry.key !== row.key) return 'content';
  if (row.said && !repeats(content.entry, row.said)) return 'content';
  const { written } = content;
  if (written === undefined || !row.written) return undefined;
  return Math.abs(Date.parse(row.written) - written) <= writingMs ? undefined : 'written';
}
const repeats = ({ by, kind, step, office }: AnyContent['entry'], said: Said): boolean =>
  said.said_by === by && said.kind === kind && said.step === (step ?? null) && said.office === (office ?? null);

function faultOf(row: VerifiedRow, before: HeadRow): { readonly seq: number; readonly why: Why } | undefined {
  const seq = before.seq + 1;
  // a lower number than expected is one that came from elsewhere
  if (row.seq > seq) return { seq, why: 'missing' };
  if (row.seq < seq) return { seq, why: 'content' };
  if (row.previous !== before.hash) return { seq, why: 'previous' };
  if (row.hash !== hashOf(row.previous, row.content)) return { seq, why: 'hash' };
  const why = contentFault(row);
  return why ? { seq, why } : undefined;
}

const comesBefore = (a: Broken, b: Broken) => a.transfer < b.transfer || (a.transfer === b.transfer && a.seq < b.seq);

/**
 * Starts a verification. Checkpoints pin entries; which of them may is decided before (`vouchedFor`), this looks at the
 * entries only. `only`: these are the entries of one transfer, and other transfers' pins say nothing about them.
 */
export function startVerification(checkpoints: readonly Checkpoint[] = [], only?: string): Verification {
  const pins = pinsOf(checkpoints, only);
  const reached = new Map<string, number>();
  const faults = new Map<string, Broken>();
  let entries = 0;
  let before: HeadRow | undefined;
  const broken = (fault: Broken) => {
    const known = faults.get(fault.transfer);
    if (!known || fault.seq < known.seq) faults.set(fault.transfer, fault);
  };
  /** An end that a checkpoint pins is not there. */
  const cutOff = (transfer: string) => {
    const last = reached.get(transfer) ?? 0;
    for (const [seq, { checkpoint }] of pins.byTransfer.get(transfer) ?? [])
      if (seq > last) broken({ transfer, seq: last + 1, why: 'missing', checkpoint });
  };
  const first = () => [...faults.values()].reduce((a, b) => (comesBefore(b, a) ? b : a));
  return {
    entry(row) {
      entries += 1;
      const { transfer, seq, hash } = row;
      if (before?.transfer !== transfer) before = { transfer, seq: 0, hash: genesis };
      const fault = faultOf(row, before);
      if (fault) broken({ transfer, ...fault });
      const pin = pins.byTransfer.get(transfer)?.get(seq);
      if (pin && pin.hash !== hash) broken({ transfer, seq, why: 'rewritten', checkpoint: pin.checkpoint });
      const older = olderPin(pins, row);
      if (older !== undefined) broken({ transfer, seq, why: 'unpinned', checkpoint: older });
      before = { transfer, seq, hash };
      reached.set(transfer, Math.max(seq, reached.get(transfer) ?? 0));
    },
    head({ transfer, seq, hash }) {
      const last = before?.transfer === transfer ? before : { transfer, seq: 0, hash: genesis };
      if (last.seq < seq) broken({ transfer, seq: last.seq + 1, why: 'missing' });
      else if (last.seq > seq) broken({ transfer, seq: seq + 1, why: 'head' });
      else if (last.hash !== hash) broken({ transfer, seq: Math.max(seq, 1), why: 'head' });
      cutOff(transfer);
    },
    faults: () => faults,
    verdict() {
      for (const transfer of pins.byTransfer.keys()) cutOff(transfer);
      const counted = { entries, transfers: reached.size };
      return faults.size > 0
        ? { verdict: 'broken', ...counted, firstBroken: first() }
        : { verdict: 'intact', ...counted };
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
