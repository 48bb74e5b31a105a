import fc from 'fast-check';
import { canonical, isCanonical } from '../../src/ledger/canonical';
import { chain, chainAsStored, hashOf, type LedgerRow } from '../../src/ledger/chain';
import { stampOf } from '../../src/ledger/content';
import { verifyChain } from '../../src/ledger/verify';
import { backDated, headOf, ledgerOf } from './chains';

const transfer = 't1';
/** A ledger and one of its places. */
const withPlace = ledgerOf(transfer, 2).chain((rows) => fc.tuple(fc.constant(rows), fc.nat(rows.length - 1)));
const at = (rows: readonly LedgerRow[], i: number): LedgerRow => {
  const row = rows[i];
  if (!row) throw new Error(`no row ${i}`);
  return row;
};

describe('canonical JSON', () => {
  test('given any JSON, when written twice, then it is the same and says the same', () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
        const text = canonical(value);
        expect(isCanonical(text)).toBe(true);
        expect(canonical(JSON.parse(text))).toBe(text);
      }),
    );
  });
  test('sorts keys by UTF-16 units, writes numbers as ECMAScript does, and drops undefined (RFC 8785, 3.2)', () => {
    expect(canonical({ '\u20ac': 1, '\r': 2, '1': 3, '\ud83d\ude00': 4, '\ufb33': 5, x: undefined })).toBe(
      '{"\\r":2,"1":3,"\u20ac":1,"\ud83d\ude00":4,"\ufb33":5}',
    );
    expect(canonical([333333333.33333329, 1e30, 4.5, 2e-3, 1e-27, -0])).toBe(
      '[333333333.3333333,1e+30,4.5,0.002,1e-27,0]',
    );
  });
  test('what has no JSON throws', () => {
    expect(() => canonical(undefined)).toThrow();
    expect(() => canonical({ a: Number.NaN })).toThrow();
  });
  test.each(['{"b":1,"a":2}', '{"a": 1}', '{"a":1,"a":1}', '1.0', 'nonsense'])('%s is not canonical', (text) => {
    expect(isCanonical(text)).toBe(false);
  });
});

describe('the format of an entry', () => {
  const line = {
    entry: { kind: 'suspend', key: 'k', by: 'coordinator', at: 5 },
    ...{ put: [], gone: [], states: {} },
  } as const;
  const head = { transfer, seq: 0, hash: '' };
  test('what is written now says so in what is hashed, and when', () => {
    const [row] = chain(head, [line], 7);
    expect(stampOf(row?.content ?? '')).toEqual({ format: 2, written: 7 });
    expect(row?.hash).not.toBe(chain(head, [line], 8)[0]?.hash);
  });
  test('an entry of the first format is made again as it was, and is intact', () => {
    const [old] = chainAsStored(head, [line], []);
    expect(old?.content).not.toContain('written');
    expect(chainAsStored(head, [line], old ? [old] : [])).toEqual([old]);
    expect(verifyChain(old ? [old] : []).verdict).toBe('intact');
  });
  test.each(['nonsense', '[]', '{"written":"yesterday"}'])('%s says nothing of its writing', (content) => {
    expect(stampOf(content)).toEqual({});
  });
});

describe('a chain', () => {
  test('given a whole ledger, then it is intact', () => {
    fc.assert(
      fc.property(ledgerOf(transfer), (rows) => {
        expect(verifyChain(rows, headOf(rows, transfer))).toEqual({
          verdict: 'intact',
          entries: rows.length,
          transfers: 1,
        });
      }),
    );
  });
  test('an empty one with an empty head is intact', () => {
    expect(verifyChain([], { transfer, seq: 0, hash: '' }).verdict).toBe('intact');
  });

  test('given one entry changed, then it is named', () => {
    fc.assert(
      fc.property(withPlace, fc.nat(), ([rows, i], where) => {
        const row = at(rows, i);
        const place = where % row.content.length;
        const other = row.content[place] === 'x' ? 'y' : 'x';
        const changed = rows.with(i, {
          ...row,
          content: row.content.slice(0, place) + other + row.content.slice(place + 1),
        });
        expect(verifyChain(changed, headOf(rows, transfer)).firstBroken).toEqual({ transfer, seq: i + 1, why: 'hash' });
      }),
    );
  });
  test('given one entry back-dated, then it is named', () => {
    fc.assert(
      fc.property(withPlace, fc.integer({ min: 1, max: 1_000_000_000 }), ([rows, i], ms) => {
        const changed = rows.with(i, backDated(at(rows, i), ms));
        expect(verifyChain(changed).firstBroken).toEqual({ transfer, seq: i + 1, why: 'hash' });
      }),
    );
  });
  test('given one entry changed and its hash computed anew, then the one after it is named, or the head', () => {
    fc.assert(
      fc.property(withPlace, ([rows, i]) => {
        const { content, previous, ...row } = backDated(at(rows, i), 60_000);
        const changed = rows.with(i, { ...row, content, previous, hash: hashOf(previous, content) });
        const found = verifyChain(changed, headOf(rows, transfer)).firstBroken;
        const last = i === rows.length - 1;
        expect(found).toEqual({ transfer, seq: last ? i + 1 : i + 2, why: last ? 'head' : 'previous' });
      }),
    );
  });
  test('given one entry removed, at the end too, then its number is named as missing', () => {
    fc.assert(
      fc.property(withPlace, ([rows, i]) => {
        const found = verifyChain(rows.toSpliced(i, 1), headOf(rows, transfer)).firstBroken;
        expect(found).toEqual({ transfer, seq: i + 1, why: 'missing' });
      }),
    );
  });
  test('given the end cut off, then the first number that is gone is named', () => {
    fc.assert(
      fc.property(withPlace, ([rows, i]) => {
        const found = verifyChain(rows.slice(0, i), headOf(rows, transfer)).firstBroken;
        expect(found).toEqual({ transfer, seq: i + 1, why: 'missing' });
      }),
    );
  });
  test('given one removed and the rest numbered anew, then the first of the rest is named', () => {
    fc.assert(
      fc.property(withPlace, ([rows, i]) => {
        fc.pre(i < rows.length - 1);
        const renumbered = rows.toSpliced(i, 1).map((row, j) => ({ ...row, seq: j + 1 }));
        expect(verifyChain(renumbered).firstBroken).toEqual({ transfer, seq: i + 1, why: 'previous' });
      }),
    );
  });
  test('given one inserted, then the first that does not fit is named', () => {
    fc.assert(
      fc.property(withPlace, ([rows, i]) => {
        const before = at(rows, i);
        const content = before.content.replace(`"seq":${i + 1}`, `"seq":${i + 2}`);
        const stranger = { ...before, seq: i + 2, content, previous: before.hash, hash: hashOf(before.hash, content) };
        const inserted = rows.toSpliced(i + 1, 0, stranger).map((row, j) => ({ ...row, seq: j + 1 }));
        const found = verifyChain(inserted, headOf(rows, transfer)).firstBroken;
        const last = i === rows.length - 1;
        // the stranger fits in by itself: what shows it is the one that it stands before, or the head
        expect(found).toEqual({ transfer, seq: last ? i + 2 : i + 3, why: last ? 'head' : 'previous' });
      }),
    );
  });
  test('given two entries swapped, then the first of them is named', () => {
    fc.assert(
      fc.property(ledgerOf(transfer, 2), fc.nat(), fc.nat(), (rows, a, b) => {
        const i = a % rows.length;
        const j = b % rows.length;
        fc.pre(i < j);
        const first = at(rows, i);
        const second = at(rows, j);
        const swapped = rows.with(i, { ...second, seq: i + 1 }).with(j, { ...first, seq: j + 1 });
        expect(verifyChain(swapped).firstBroken?.seq).toBe(i + 1);
        expect(verifyChain(rows.with(i, second).with(j, first)).firstBroken?.seq).toBe(i + 1);
      }),
    );
  });
  test.each([
    ['key', { key: 'another' }],
    ['transfer in the content', { content: (c: string) => c.replace('"transfer":"t1"', '"transfer":"t2"') }],
    ['number in the content', { content: (c: string) => c.replace('"seq":1,', '"seq":7,') }],
    ['spaces', { content: (c: string) => c.replace('{', '{ ') }],
  ] as const)('given a sound hash over a wrong %s, then the entry is named', (_, change) => {
    const [row] = fc.sample(ledgerOf(transfer), { numRuns: 1, seed: 7 })[0] ?? [];
    if (!row) throw new Error('no row');
    const content = 'content' in change ? change.content(row.content) : row.content;
    const changed = { ...row, content, hash: hashOf('', content), ...('key' in change ? { key: change.key } : {}) };
    expect(verifyChain([changed]).firstBroken?.seq).toBe(1);
  });
});
