/** How the entries of one transfer's ledger hang together: each hash covers the one before it and its own content. */
import { hash as digest } from 'node:crypto';
import type { Entry, RecordLine } from '../domain/procedure/record';
import { canonical } from './canonical';

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
  /** Canonical JSON of {@link LedgerContent}. */
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

/** What is hashed: the record's line with its place. */
export interface LedgerContent extends RecordLine {
  readonly transfer: string;
  readonly seq: number;
}

/** Where a transfer's ledger stands: number and hash of its last entry (0 and `''` before the first). */
export interface HeadRow {
  readonly transfer: string;
  readonly seq: number;
  readonly hash: string;
}

/** SHA-256 (hex) of the previous hash, a newline and the content, in UTF-8. */
export const hashOf = (previous: string, content: string): string => digest('sha256', `${previous}\n${content}`, 'hex');

/** The content of an entry as text: only what belongs there, in canonical form. Throws as `canonical` does. */
export function contentOf({ transfer, seq, entry, command, put, gone, states }: LedgerContent): string {
  return canonical({ transfer, seq, entry, command, put, gone, states });
}

/** The rows that follow `head` for these lines, in order. */
export function chain(head: HeadRow, lines: readonly RecordLine[]): LedgerRow[] {
  let { seq, hash } = head;
  return lines.map((line) => {
    const previous = hash;
    seq += 1;
    const content = contentOf({ transfer: head.transfer, seq, ...line });
    hash = hashOf(previous, content);
    return { transfer: head.transfer, seq, key: line.entry.key, previous, hash, content };
  });
}
