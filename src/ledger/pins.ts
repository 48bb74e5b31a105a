/** What signed checkpoints say of entries: which hash stood where, and what was there by their time. */
import { z } from 'zod';
import type { LedgerRow } from './chain';
import { readCheckpoint, type Checkpoint } from './checkpoint';
import { systemChain } from './system-ledger';

/** The first checkpoint that pins an entry: a later one may have been signed over what was rewritten in between. */
interface Pin {
  readonly seq: number;
  readonly hash: string;
  readonly checkpoint: number;
  /** Its place among the checkpoints. */
  readonly order: number;
}

/** All that a row of checkpoints pins. */
export type Pins = ReturnType<typeof pinsOf>;

/** Pins of sound checkpoints, in the order of their numbers; of one transfer where `only` names it. */
export function pinsOf(checkpoints: readonly Checkpoint[], only: string | undefined) {
  const byTransfer = new Map<string, Map<number, Pin>>();
  const signed: { readonly at: number; readonly checkpoint: number }[] = [];
  for (const { number: checkpoint, ...rest } of checkpoints) {
    const content = readCheckpoint({ number: checkpoint, ...rest });
    if (!content) continue;
    for (const { transfer, seq, hash } of content.heads) {
      // the system's own chain is verified by itself (verify-system.ts)
      if (transfer === systemChain || (only !== undefined && transfer !== only)) continue;
      const own = byTransfer.get(transfer) ?? new Map<number, Pin>();
      byTransfer.set(transfer, own);
      if (!own.has(seq)) own.set(seq, { seq, hash, checkpoint, order: signed.length });
    }
    signed.push({ at: Date.parse(content.at), checkpoint });
  }
  return { byTransfer, signed };
}

/** Milliseconds that clocks may differ by, and a record may be under way, so that a checkpoint does not know it. */
const underWayMs = 10 * 60_000;

/**
 * The time that an entry cannot be younger than, by its own word. A limit that came while the system stood still is recorded
 * later than it came; and who back-dates an entry need not have thought of both.
 */
function timeOf({ content, written }: Pick<LedgerRow, 'content'> & { readonly written?: string | undefined }): number {
  const { data } = timesSchema.safeParse(parsed(content));
  if (!data) return Infinity;
  const told = [data.written ?? Infinity, written ? Date.parse(written) : Infinity];
  if (data.entry.kind !== 'clock') told.push(data.entry.at);
  return Math.min(...told);
}
const timesSchema = z.looseObject({
  written: z.number().optional(),
  entry: z.looseObject({ kind: z.string(), at: z.number() }),
});
function parsed(content: string): unknown {
  try {
    return JSON.parse(content);
  } catch {
    return undefined;
  }
}

/** The number of a checkpoint that was signed after this entry is said to have been written, and does not know it. */
export function olderPin(
  { byTransfer, signed }: Pins,
  row: Pick<LedgerRow, 'transfer' | 'seq' | 'content'> & { readonly written?: string | undefined },
): number | undefined {
  // what a checkpoint knows every later one knows: the last that does not know it says most
  const knowing = [...(byTransfer.get(row.transfer)?.values() ?? [])].find(({ seq }) => seq >= row.seq);
  const without = signed[(knowing?.order ?? signed.length) - 1];
  if (!without) return undefined;
  return timeOf(row) + underWayMs < without.at ? without.checkpoint : undefined;
}
