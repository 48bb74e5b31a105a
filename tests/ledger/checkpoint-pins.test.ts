import fc from 'fast-check';
import { firstFault, newKeys, signCheckpoint, vouchedFor, type Checkpoint } from '../../src/ledger/checkpoint';
import { exportLines, NotAnExport, verifyExport } from '../../src/ledger/export';
import type { LedgerRow } from '../../src/ledger/chain';
import type { StoredItem } from '../../src/ledger/stored';
import { startVerification } from '../../src/ledger/verify';
import { backDated, forged, headOf, ledgerOf, writtenAt } from './chains';

const { publicKey, privateKey } = newKeys();
// before all that the builders of ledgers date their entries
const at = new Date('2023-03-03T02:00:00Z');
const two = fc.tuple(ledgerOf('t1'), ledgerOf('t2', 2));
const heads = (ledgers: readonly LedgerRow[][]) => ledgers.map((rows, i) => headOf(rows, `t${i + 1}`));

function verdictOf(ledgers: readonly LedgerRow[][], checkpoints: readonly Checkpoint[]) {
  const verification = startVerification(checkpoints);
  ledgers.forEach((rows, i) => {
    rows.forEach((row) => verification.entry(row));
    verification.head(headOf(rows, `t${i + 1}`));
  });
  return verification.verdict();
}

async function* itemsOf(ledgers: readonly LedgerRow[][]): AsyncGenerator<StoredItem> {
  for (const [i, rows] of ledgers.entries()) {
    for (const row of rows) yield { kind: 'entry', row: { ...row, run: 'w/r', written: writtenAt.toISOString() } };
    yield { kind: 'head', head: await Promise.resolve(headOf(rows, `t${i + 1}`)) };
  }
}
async function linesOf(ledgers: readonly LedgerRow[][], checkpoints: readonly Checkpoint[], transfer?: string) {
  const lines: string[] = [];
  for await (const line of exportLines(itemsOf(ledgers), checkpoints, at, { transfer })) lines.push(line.trimEnd());
  return lines;
}
async function* read(lines: readonly string[]): AsyncGenerator<string> {
  for (const line of lines) yield await Promise.resolve(line);
}

describe('a signed checkpoint', () => {
  test('given honest ledgers that grew afterwards, then they are intact', () => {
    fc.assert(
      fc.property(two, fc.nat(), (ledgers, cut) => {
        const early = ledgers.map((rows) => rows.slice(0, cut % (rows.length + 1)));
        expect(verdictOf(ledgers, [signCheckpoint(heads(early), undefined, at, privateKey)]).verdict).toBe('intact');
      }),
    );
  });
  test('given an entry back-dated and the whole chain and head computed anew, then the pinned entry is named', () => {
    fc.assert(
      fc.property(two, fc.nat(), ([one, other], where) => {
        const checkpoint = signCheckpoint(heads([one, other]), undefined, at, privateKey);
        const i = where % other.length;
        const row = other[i];
        if (!row) return;
        const rewritten = forged(other.with(i, backDated(row, 60_000)), i);
        expect(verdictOf([one, rewritten], []).verdict).toBe('intact');
        expect(verdictOf([one, rewritten], [checkpoint]).firstBroken).toEqual({
          transfer: 't2',
          seq: other.length,
          why: 'rewritten',
          checkpoint: 1,
        });
      }),
    );
  });
  test('given a later checkpoint over the forgery, then the earlier one still finds it', () => {
    fc.assert(
      fc.property(two, ([one, other]) => {
        const first = signCheckpoint(heads([one, other]), undefined, at, privateKey);
        const row = other[0];
        if (!row) return;
        const rewritten = forged(other.with(0, backDated(row, 1)), 0);
        const second = signCheckpoint(heads([one, rewritten]), first, at, privateKey);
        expect(verdictOf([one, rewritten], [first, second]).firstBroken).toMatchObject({
          transfer: 't2',
          why: 'rewritten',
        });
      }),
    );
  });
  test('given the end cut off and the head set back, then the first number that is gone is named', () => {
    fc.assert(
      fc.property(two, fc.nat(), ([one, other], where) => {
        const checkpoint = signCheckpoint(heads([one, other]), undefined, at, privateKey);
        const i = where % other.length;
        expect(verdictOf([one, other.slice(0, i)], [checkpoint]).firstBroken).toEqual({
          transfer: 't2',
          seq: i + 1,
          why: 'missing',
          checkpoint: 1,
        });
      }),
    );
  });
  test('given a changed content, a foreign key, a gap or a wrong order, then the first faulty checkpoint is named', () => {
    const ledgers = fc.sample(two, { numRuns: 1, seed: 3 })[0] ?? [];
    const first = signCheckpoint(heads(ledgers), undefined, at, privateKey);
    const second = signCheckpoint(heads(ledgers), first, at, privateKey);
    const keys = [publicKey];
    expect(firstFault([first, second], keys)).toBeUndefined();
    const moved = second.content.replace('2023-03-03T02', '2023-03-03T01');
    expect(firstFault([first, { ...second, content: moved }], keys)).toEqual({ number: 2, why: 'signature' });
    expect(firstFault([first, second], [newKeys().publicKey])).toEqual({ number: 1, why: 'unknown-key' });
    expect(firstFault([second], keys)).toEqual({ number: 1, why: 'number' });
    const stray = signCheckpoint(heads(ledgers), undefined, new Date(0), privateKey);
    const wrong = signCheckpoint(heads(ledgers), stray, at, privateKey);
    expect(firstFault([first, wrong], keys)).toEqual({ number: 2, why: 'previous' });
    expect(firstFault([{ ...first, content: '{}' }], keys)).toEqual({ number: 1, why: 'malformed' });
  });
});

describe('which checkpoints can be relied on', () => {
  const [one = [], other = []] = fc.sample(two, { numRuns: 1, seed: 3 })[0] ?? [];
  const first = signCheckpoint(heads([one, other]), undefined, at, privateKey);
  const second = signCheckpoint(heads([one, other]), first, at, privateKey);
  const third = signCheckpoint(heads([one, other]), second, at, privateKey);
  const foreign = newKeys().privateKey;
  const keys = [publicKey];

  test('without a key none pins anything, and numbers and digests are looked at all the same', () => {
    expect(vouchedFor([first, second], [], [])).toEqual({ pins: [], faults: [] });
    expect(vouchedFor([first, third], [], []).faults).toEqual([{ number: 2, why: 'number' }]);
    expect(vouchedFor([first, { ...second, content: 'x' }], [], []).faults).toEqual([{ number: 2, why: 'malformed' }]);
  });
  test('one that does not hold accuses nobody but itself: the others pin, it does not', () => {
    const forgedOne = signCheckpoint([{ transfer: 't1', seq: 1, hash: 'f'.repeat(64) }], second, at, foreign);
    const { pins, faults } = vouchedFor([first, second, forgedOne], [], keys);
    expect({ pins, faults }).toEqual({ pins: [first, second], faults: [{ number: 3, why: 'unknown-key' }] });
  });
  test('kept ones must be in the store as they are, and pin also where they are not', () => {
    const resigned = signCheckpoint(heads([other, one]), first, at, privateKey);
    expect(vouchedFor([first, second], [second], keys)).toEqual({ pins: [first, second], faults: [] });
    expect(vouchedFor([first], [second], keys)).toEqual({
      pins: [first, second],
      faults: [{ number: 2, why: 'not-in-store' }],
    });
    expect(vouchedFor([first, resigned], [second], keys).faults).toEqual([{ number: 2, why: 'differs' }]);
    expect(vouchedFor([], [{ ...second, signature: 'AAAA' }], keys)).toEqual({
      pins: [],
      faults: [{ number: 2, why: 'signature' }],
    });
  });
  test('given an entry that is dated before a checkpoint that does not know it, then it is named', () => {
    const late = signCheckpoint(heads([one, []]), undefined, new Date(1_950_000_000_000), privateKey);
    expect(verdictOf([one, other], [late]).firstBroken).toEqual({
      ...{ transfer: 't2', seq: 1, why: 'unpinned', checkpoint: 1 },
    });
    const before = signCheckpoint(heads([one, []]), undefined, at, privateKey);
    expect(verdictOf([one, other], [before]).verdict).toBe('intact');
  });
});

describe('an export', () => {
  test('given it whole, then it verifies offline, with the key and without', async () => {
    await fc.assert(
      fc.asyncProperty(two, async (ledgers) => {
        const lines = await linesOf(ledgers, [signCheckpoint(heads(ledgers), undefined, at, privateKey)]);
        const entries = ledgers.flat().length;
        const found = { verdict: 'intact', entries, transfers: 2, checkpoints: 1 };
        expect(await verifyExport(read(lines), [publicKey])).toMatchObject({ ...found, vouched: 1 });
        expect(await verifyExport(read(lines))).toMatchObject({ ...found, vouched: 0 });
      }),
      { numRuns: 30 },
    );
  });
  test('given one transfer alone, then the others that a checkpoint pins are not missed', async () => {
    const ledgers = fc.sample(two, { numRuns: 1, seed: 3 })[0] ?? [];
    const checkpoint = signCheckpoint(heads(ledgers), undefined, at, privateKey);
    const lines = await linesOf(ledgers.slice(0, 1), [checkpoint], 't1');
    expect((await verifyExport(read(lines), [publicKey])).verdict).toBe('intact');
  });
  test('given any line taken out, then it is found', async () => {
    const ledgers = fc.sample(two, { numRuns: 1, seed: 5 })[0] ?? [];
    const lines = await linesOf(ledgers, [signCheckpoint(heads(ledgers), undefined, at, privateKey)]);
    for (const [i, line] of lines.entries()) {
      const kind = /"kind":"(\w+)"/.exec(line)?.[1];
      // without the file's own checkpoints, or a head that nothing follows from, there is less to hold it against
      if (kind === 'checkpoint' || kind === 'head') continue;
      const outcome = await verifyExport(read(lines.toSpliced(i, 1)), [publicKey]).then(
        ({ verdict }) => verdict,
        (error: unknown) => (error instanceof NotAnExport ? 'broken' : error),
      );
      expect(outcome).toBe('broken');
    }
  });
  test.each([
    ['nothing', [], 1, 'no-header'],
    ['no header', ['{"kind":"end","entries":0}'], 1, 'no-header'],
    ['a line that is no JSON', ['{"kind":"header","format":"fuquan-ledger/1","exported":""}', '{'], 2, 'malformed'],
    ['no end', ['{"kind":"header","format":"fuquan-ledger/1","exported":""}'], 1, 'cut-off'],
    [
      'another count',
      ['{"kind":"header","format":"fuquan-ledger/1","exported":""}', '{"kind":"end","entries":3}'],
      2,
      'count',
    ],
  ])('given %s, then the line is named', async (_, lines, line, why) => {
    await expect(verifyExport(read(lines))).rejects.toMatchObject({ line, why });
  });
});
