import { chain, type LedgerRow } from '../../src/ledger/chain';
import { verifyExport } from '../../src/ledger/export';
import { exportText, firstWrong } from '../../src/web/pages/audit/proof';
import { csvText } from '../../src/web/parts/csv';

const transfer = 't1';
const written = Date.UTC(2026, 10, 25);
const ledger = (): LedgerRow[] =>
  chain(
    { transfer, seq: 0, hash: '' },
    [1, 2, 3].map((at) => ({
      entry: { key: `k${at}`, kind: 'note' as const, by: '街道', at, code: 'comment', powers: '' },
      command: { key: `k${at}`, kind: 'note', text: '文' },
      put: [],
      gone: [],
      states: {},
    })),
    written,
  );

/** Rows as `GET /api/transfers/{id}/history` shows them. */
const shown = (rows: readonly LedgerRow[]) =>
  rows.map((row) => ({
    ...row,
    kind: 'note',
    by: '',
    byName: '',
    at: '2026-11-25T00:00:00.000Z',
    step: null,
    title: '',
    organisation: null,
    organisationName: null,
    about: null,
    outcomes: {},
    states: {},
    workflow: transfer,
    run: 'r',
    update: row.key,
    written: new Date(written).toISOString(),
  }));

async function* linesOf(text: string) {
  yield* text.split('\n');
}
const verdictOf = (rows: readonly LedgerRow[]) => verifyExport(linesOf(exportText(transfer, shown(rows), new Date(0))));

describe('what an auditor takes away from the page', () => {
  it('is an export that the offline verification finds intact', async () => {
    expect(await verdictOf(ledger())).toMatchObject({ verdict: 'intact', entries: 3 });
  });

  it('is found broken offline where an entry was changed', async () => {
    const rows = ledger().map((row) =>
      row.seq === 2 ? { ...row, content: row.content.replace('街道', '部门') } : row,
    );
    expect(await verdictOf(rows)).toMatchObject({ verdict: 'broken', firstBroken: { seq: 2, why: 'hash' } });
  });

  it('never lets a cell be a formula', () => {
    expect(csvText([['=1+1', 'a"b']])).toBe('\uFEFF"\'=1+1","a""b"\r\n');
  });
});

describe('the chain computed in the browser', () => {
  it('agrees with what was recorded', async () => {
    expect(await firstWrong(shown(ledger()))).toBeUndefined();
  });

  it('names the first entry that was changed, moved or is missing', async () => {
    const [first, second, third] = shown(ledger());
    if (!first || !second || !third) throw new Error('three entries were made');
    expect(await firstWrong([first, { ...second, content: `${second.content} ` }, third])).toBe(2);
    expect(await firstWrong([first, third])).toBe(3);
    expect(await firstWrong([second, third])).toBe(2);
  });
});
