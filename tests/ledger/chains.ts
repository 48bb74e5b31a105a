/** Builders of ledgers for the tests of this folder. */
import fc from 'fast-check';
import type { RecordLine } from '../../src/domain/procedure/record';
import { chain, genesis, hashOf, type HeadRow, type LedgerRow } from '../../src/ledger/chain';

/** When all of them are written. */
export const writtenAt = new Date(1_900_000_000_000);

const lineArbitrary: fc.Arbitrary<Omit<RecordLine, 'entry'> & { at: number; by: string }> = fc.record({
  at: fc.integer({ min: 1_700_000_000_000, max: 1_900_000_000_000 }),
  by: fc.string(),
  command: fc.option(fc.jsonValue(), { nil: undefined }),
  put: fc.constant([]),
  gone: fc.array(fc.string()),
  states: fc.dictionary(fc.string(), fc.string()),
});

/** A whole ledger of one transfer. */
export const ledgerOf = (transfer: string, minLength = 1): fc.Arbitrary<LedgerRow[]> =>
  fc.array(lineArbitrary, { minLength, maxLength: 12 }).map((lines) =>
    chain(
      { transfer, seq: 0, hash: genesis },
      lines.map(({ at, by, ...rest }, i) => ({ ...rest, entry: { kind: 'suspend', key: `k${i}`, by, at } })),
      writtenAt.getTime(),
    ),
  );

export const headOf = (rows: readonly LedgerRow[], transfer: string): HeadRow => {
  const last = rows.at(-1);
  return { transfer, seq: last?.seq ?? 0, hash: last?.hash ?? genesis };
};

/** The entry with its time moved back, in its content alone. */
export function backDated(row: LedgerRow, ms: number): LedgerRow {
  const content = row.content.replace(/"at":(\d+)/, (_, at: string) => `"at":${Number(at) - ms}`);
  return { ...row, content };
}

/** What a forger would do who knows how chains are made: every hash from `from` (an index) on computed anew. */
export function forged(rows: readonly LedgerRow[], from: number): LedgerRow[] {
  const result = rows.slice(0, from);
  for (const row of rows.slice(from)) {
    const previous = result.at(-1)?.hash ?? genesis;
    result.push({ ...row, previous, hash: hashOf(previous, row.content) });
  }
  return result;
}
