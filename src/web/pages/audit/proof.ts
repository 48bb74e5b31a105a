/** Proof in the reader's own hands: hashes computed by the browser, and the ledger as a file. */
import type { HistoryEntry } from '../../api/types';

const encoder = new TextEncoder();

/** Whether this browser computes hashes here: it does so only for pages that came safely (HTTPS, the machine itself). */
export const canHash = (): boolean => typeof crypto.subtle === 'object';

/** SHA-256 as lower-case hex. */
export async function sha256(data: ArrayBuffer | Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', data);
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** The number of the first entry whose hash or whose place in the chain is wrong; undefined where all agree. */
export async function firstWrong(entries: readonly HistoryEntry[]): Promise<number | undefined> {
  let before = '';
  for (const [index, { seq, previous, hash, content }] of entries.entries()) {
    if (seq !== index + 1 || previous !== before) return seq;
    if ((await sha256(encoder.encode(`${previous}\n${content}`))) !== hash) return seq;
    before = hash;
  }
  return undefined;
}

/** The ledger of one transfer as `fuquan verify --file` reads it: header, entries, head, count, one JSON a line. */
export function exportText(transfer: string, entries: readonly HistoryEntry[], at: Date): string {
  const last = entries.at(-1);
  const lines: object[] = [
    { kind: 'header', format: 'fuquan-ledger/1', exported: at.toISOString(), transfer },
    ...entries.map(({ seq, key, previous, hash, content, run, written }) => ({
      kind: 'entry',
      transfer,
      seq,
      key,
      previous,
      hash,
      content,
      run,
      written,
    })),
    { kind: 'head', transfer, seq: last?.seq ?? 0, hash: last?.hash ?? '' },
    { kind: 'end', entries: entries.length },
  ];
  return lines.map((line) => `${JSON.stringify(line)}\n`).join('');
}
