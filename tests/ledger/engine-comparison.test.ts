/** Ledgers held against the histories of the very procedures that wrote them, as they are and with something altered. */
import { chainAsStored, type LedgerRow } from '../../src/ledger/chain';
import { compareWithEngine, worstVerdict, type ComparedRow, type EngineRun } from '../../src/ledger/engine-comparison';
import type { RecordLine } from '../../src/domain/procedure/record';
import { collectRuns, readRun } from '../../src/api/engine/engine-history';
import { readStored, storedPaths, unpackRun } from '../replay/stored';

/** A stored ledger as its table had it: the run of an entry is the one that has the record of it. */
function storedLedger(path: string): { rows: ComparedRow[]; lines: readonly RecordLine[]; runs: EngineRun[] } {
  const { launch, runs: histories, ledger } = readStored(path);
  const runs = histories.map((history) => readRun({ events: unpackRun(history).events ?? [] }));
  const rows = rowsOf(chainAsStored({ transfer: launch.transfer, seq: 0, hash: '' }, ledger, []), ledger, runs);
  return { rows, lines: ledger, runs };
}
function rowsOf(chained: readonly LedgerRow[], lines: readonly RecordLine[], runs: readonly EngineRun[]) {
  return chained.map(({ seq, key, hash }, i): ComparedRow => {
    const run = runs.findLast(({ base }) => base.seq < seq)?.run ?? '';
    return { seq, key, hash, kind: lines[i]?.entry.kind ?? null, run, fresh: false };
  });
}

test.each(storedPaths())('the ledger of “%s” agrees with its engine, entry by entry', (path) => {
  const { rows, runs } = storedLedger(path);
  const { verdict, entries, extras, counts } = compareWithEngine(rows, runs, true);
  expect({ verdict, extras, wrong: entries.filter(({ why }) => why !== undefined) }).toEqual({
    verdict: 'agree',
    extras: [],
    wrong: [],
  });
  expect(counts.witnessed + counts.adopted).toBe(rows.length);
  // an act of a person, witnessed, is one that the engine accepted and answered
  for (const { status, kind, accepted, completed, record } of entries) {
    if (status !== 'witnessed') continue;
    expect(record).toBeGreaterThan(0);
    if (kind === 'complete') expect([accepted, completed]).toEqual([expect.any(Number), expect.any(Number)]);
    if (kind === 'launch') expect(accepted).toBe(1);
    if (kind === 'clock' || kind === 'act') expect(accepted).toBeNull();
  }
});

test('a rebuilt engine took over what was there, and witnessed the rest', () => {
  const { rows, runs } = storedLedger('rebuilt-from-the-ledger');
  const asLedger = rows.map((row) => (row.seq <= 13 ? { ...row, run: 'lost' } : row));
  const { verdict, counts } = compareWithEngine(asLedger, runs, true);
  expect({ verdict, adopted: counts.adopted, witnessed: counts.witnessed }).toEqual({
    verdict: 'history-gone',
    adopted: 13,
    witnessed: 3,
  });
});

describe('of a procedure that was continued in three runs', () => {
  const { rows, lines, runs } = storedLedger('continued-as-new');
  const [, , last] = runs;
  const changed = (change: (row: ComparedRow) => Partial<ComparedRow>) =>
    rows.map((row) => ({ ...row, ...change(row) }));

  test('a run that is kept no more makes nobody guilty: the next one carried its entries on', () => {
    expect(runs).toHaveLength(3);
    const { verdict, counts } = compareWithEngine(rows, runs.slice(2), true);
    expect(verdict).toBe('history-gone');
    expect(counts).toMatchObject({ carried: last?.base.seq, witnessed: rows.length - (last?.base.seq ?? 0) });
  });

  test('where the engine has no run, what has ended accuses nobody, and what has not is without its procedure', () => {
    const { verdict, counts } = compareWithEngine(rows, [], false);
    expect({ verdict, gone: counts.gone }).toEqual({ verdict: 'history-gone', gone: rows.length });
    expect(compareWithEngine(rows, [], true)).toMatchObject({ verdict: 'no-run', counts });
    // launched while the histories were read
    const fresh = changed(() => ({ fresh: true }));
    expect(compareWithEngine(fresh, [], true).verdict).toBe('history-gone');
    expect(worstVerdict(['agree', 'no-run', 'history-gone'])).toBe('no-run');
  });

  test('an entry beyond the last record is unknown to the engine, unless it was written only now', () => {
    const more = {
      ...rows[0],
      seq: rows.length + 1,
      key: 'slipped-in',
      kind: 'complete',
      hash: 'f'.repeat(64),
    } as const;
    const row = { run: last?.run ?? '', fresh: false, ...more };
    const found = compareWithEngine([...rows, { ...row, run: last?.run ?? '' }], runs, true);
    expect(found.verdict).toBe('ledger-has-more');
    expect(found.entries.at(-1)).toMatchObject({ status: 'unknown', why: 'no-record' });
    // naming a run that never was helps nobody
    expect(compareWithEngine([...rows, { ...row, run: 'never' }], runs, true).verdict).toBe('ledger-has-more');
    expect(compareWithEngine([...rows, { ...row, fresh: true }], runs, true).verdict).toBe('agree');
  });

  test('an act that was answered as recorded and is not there is what the engine has more', () => {
    const { verdict, extras } = compareWithEngine(rows.slice(0, -1), runs, true);
    expect(verdict).toBe('engine-has-more');
    expect(extras).toEqual([{ key: rows.at(-1)?.key, seq: rows.length, run: last?.run, event: expect.any(Number) }]);
  });

  test('a chain that was rewritten and computed anew is not what the engine remembers', () => {
    const altered = lines.map((line, i) => (i === 8 ? { ...line, command: { other: 'words' } } : line));
    const rewritten = rowsOf(
      chainAsStored({ transfer: 'path-continued-as-new', seq: 0, hash: '' }, altered, []),
      lines,
      runs,
    );
    const { verdict, entries } = compareWithEngine(rewritten, runs, true);
    expect(verdict).toBe('differs');
    expect(entries.find(({ status }) => status === 'differs')).toMatchObject({ seq: 9, why: 'hash' });
    expect(entries.filter(({ status }) => status === 'differs')).toHaveLength(rows.length - 8);
    // the same, where only a later run is left that knows the ledger by its beginning
    expect(compareWithEngine(rewritten, runs.slice(2), true).verdict).toBe('differs');
  });

  test('an entry that names another run than the one that wrote it', () => {
    const { verdict, entries } = compareWithEngine(
      changed(({ seq, run }) => (seq === 3 ? { run: last?.run ?? '' } : { run })),
      runs,
      true,
    );
    expect(verdict).toBe('differs');
    expect(entries[2]).toMatchObject({ status: 'differs', why: 'run' });
  });

  test('an entry under another key than that of any act that was accepted', () => {
    const { verdict, entries } = compareWithEngine(
      changed(({ seq, key }) => ({ key: seq === 3 ? 'another' : key })),
      runs,
      true,
    );
    expect(verdict).toBe('ledger-has-more');
    expect(entries[2]).toMatchObject({ status: 'unknown', why: 'no-command' });
  });
});

describe('the runs of a procedure', () => {
  const histories = new Map(
    readStored('continued-as-new').runs.map((run) => {
      const history = { events: unpackRun(run).events ?? [] };
      return [readRun(history).run, history] as const;
    }),
  );
  const all = [...histories.keys()];
  const [first = '', second = '', third = ''] = all;
  const collected = async (named: readonly string[], kept = all) => {
    const asked: string[] = [];
    const runs = await collectRuns(named, (run) => {
      asked.push(run);
      return Promise.resolve(kept.includes(run) ? histories.get(run) : undefined);
    });
    return { runs: runs.map(({ run }) => run), asked };
  };

  test.each([0, 1, 2])('are all found from number %i, the oldest first, each asked for once', async (index) => {
    const { runs, asked } = await collected([all[index] ?? '']);
    expect(runs).toEqual([first, second, third]);
    expect(asked.sort()).toEqual([...all].sort());
  });

  test('are those that are kept; what is no run’s name is not asked for', async () => {
    const { runs, asked } = await collected(['w/r', third], [third]);
    expect(runs).toEqual([third]);
    expect(asked).toEqual([third, second]);
  });
});
