/** How the entries of one transfer's ledger hang together: each hash covers the one before it and its own content. */
import { hash as digest } from 'node:crypto';
import type { Entry, RecordLine } from '../domain/procedure/record';
import type { Instant } from '../domain/procedure/step';
import { contentOf, entryFormat, stampOf, type Stamp } from './content';

/** The hash before the first entry. */
export const genesis = '';

/** One entry as it is stored: the hashed content, and columns that repeat parts of it. */
export interface LedgerRow {
  readonly transfer: string;
  /** From 1, without gaps. */
  readonly seq: number;
  /** The entry's key, unique in its transfer. */
  readonly key: string;
  /** Hash of the entry before it; `''` for the first. */
  readonly previous: string;
  /** SHA-256 in lower-case hex. */
  readonly hash: string;
  /** Canonical JSON of a `LedgerContent`. */
  readonly content: string;
}

/** What an entry says of itself and the table repeats in columns, so that it can be searched; null: it says nothing. */
export interface Said {
  readonly said_by: string | null;
  readonly kind: string | null;
  readonly step: string | null;
  readonly office: string | null;
}

/** The columns that repeat an entry. */
export const saidOf = (entry: Entry): Said => ({
  said_by: entry.by,
  kind: entry.kind,
  step: 'step' in entry ? entry.step : null,
  office: 'office' in entry ? entry.office : null,
});

/** Where a transfer's ledger stands: number and hash of its last entry (0 and `''` before the first). */
export interface HeadRow {
  readonly transfer: string;
  readonly seq: number;
  readonly hash: string;
}

/** SHA-256 (hex) of the previous hash, a newline and the content, in UTF-8. */
export const hashOf = (previous: string, content: string): string => digest('sha256', `${previous}\n${content}`, 'hex');

/** The rows that follow `head` for these lines, in order, written at that instant (milliseconds since 1970). */
export const chain = (head: HeadRow, lines: readonly RecordLine[], written: Instant): LedgerRow[] =>
  linked(head, lines, () => ({ format: entryFormat, written }));

/** The rows that these lines were, if it was they that the ledger has there: with its own formats and times of writing. */
export const chainAsStored = (
  head: HeadRow,
  lines: readonly RecordLine[],
  stored: readonly Pick<LedgerRow, 'content'>[],
): LedgerRow[] => linked(head, lines, (i) => stampOf(stored[i]?.content ?? ''));

function linked(head: HeadRow, lines: readonly RecordLine[], stamp: (i: number) => Stamp): LedgerRow[] {
  let { seq, hash } = head;
  return lines.map((line, i) => {
    const previous = hash;
    seq += 1;
    const content = contentOf({ transfer: head.transfer, seq, ...line, ...stamp(i) });
    hash = hashOf(previous, content);
    return { transfer: head.transfer, seq, key: line.entry.key, previous, hash, content };
  });
}
