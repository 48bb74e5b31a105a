/** A line of the ledger as verification reads it back from its text. */
import type { NumberedLine } from '../../activities/line';
import type { LedgerRow } from '../ledger/chain';
import { readLine } from '../ledger/content';

/** The line that an entry's content is; undefined where no record could have written it. */
export function lineOf({ seq, content }: Pick<LedgerRow, 'seq' | 'content'>): NumberedLine | undefined {
  const line = readLine(content);
  return line && { ...line, seq };
}
