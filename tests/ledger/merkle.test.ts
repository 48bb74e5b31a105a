import fc from 'fast-check';
import { createHash } from 'node:crypto';
import {
  consistencyProof,
  growTree,
  inclusionProof,
  isConsistent,
  isIncluded,
  leafHash,
  rootOf,
  type Digest,
} from '../../src/ledger/merkle';

const sha256 = (...parts: readonly Uint8Array[]) => createHash('sha256').update(Buffer.concat(parts)).digest();

/** Largest power of two below n, as the definition says it. */
const split = (n: number): number => 2 ** Math.ceil(Math.log2(n) - 1);

/** RFC 9162, 2.1.1, word by word. */
function definedRoot(leaves: readonly Buffer[]): Buffer {
  const [only] = leaves;
  if (!only) return sha256();
  if (leaves.length === 1) return sha256(Buffer.of(0), only);
  const k = split(leaves.length);
  return sha256(Buffer.of(1), definedRoot(leaves.slice(0, k)), definedRoot(leaves.slice(k)));
}

/** RFC 9162, 2.1.3.1, word by word. */
function definedPath(m: number, leaves: readonly Buffer[]): Buffer[] {
  if (leaves.length === 1) return [];
  const k = split(leaves.length);
  return m < k
    ? [...definedPath(m, leaves.slice(0, k)), definedRoot(leaves.slice(k))]
    : [...definedPath(m - k, leaves.slice(k)), definedRoot(leaves.slice(0, k))];
}

/** RFC 9162, 2.1.4.1, word by word. */
function definedProof(m: number, leaves: readonly Buffer[], whole = true): Buffer[] {
  if (m === leaves.length) return whole ? [] : [definedRoot(leaves)];
  const k = split(leaves.length);
  return m <= k
    ? [...definedProof(m, leaves.slice(0, k), whole), definedRoot(leaves.slice(k))]
    : [...definedProof(m - k, leaves.slice(k), false), definedRoot(leaves.slice(0, k))];
}

const list = fc
  .array(fc.uint8Array({ maxLength: 40 }), { minLength: 1, maxLength: 70 })
  .map((leaves) => leaves.map((leaf) => Buffer.from(leaf)));
const withPlace = list.chain((leaves) => fc.tuple(fc.constant(leaves), fc.nat(leaves.length - 1)));
const hashed = (leaves: readonly Buffer[]): Digest[] => leaves.map(leafHash);
const treeOf = (leaves: readonly Buffer[]) => ({ size: leaves.length, root: definedRoot(leaves) });
const hex = (hashes: readonly Buffer[]) => hashes.map((one) => one.toString('hex'));

/** A proof with something wrong in it. */
const spoilt = (proof: readonly Digest[], by: number): Digest[] => {
  const at = by % (proof.length + 1);
  const wrong = sha256(Buffer.from('wrong'));
  switch (by % 3) {
    case 0:
      return [...proof.slice(0, at), wrong, ...proof.slice(at)];
    case 1:
      return proof.length === 0 ? [wrong] : proof.slice(1);
    default:
      return proof.length === 0 ? [wrong] : proof.map((one, i) => (i === at % proof.length ? wrong : one));
  }
};

describe('a tree over leaves', () => {
  test('of none is the hash of nothing', () => {
    expect(rootOf([]).toString('hex')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
  });
  // roots over the leaves by which implementations of RFC 6962 are commonly tried
  test.each([
    [1, '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d'],
    [2, 'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125'],
    [3, 'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77'],
    [5, '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4'],
    [8, '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328'],
  ])('of the first %i of the common leaves is as others compute it', (count, root) => {
    const common = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'];
    const leaves = common.slice(0, count).map((leaf) => leafHash(Buffer.from(leaf, 'hex')));
    expect(rootOf(leaves).toString('hex')).toBe(root);
  });
  test('is what the definition says, grown leaf by leaf or at once', () => {
    fc.assert(
      fc.property(list, (leaves) => {
        const tree = growTree();
        leaves.forEach((leaf, i) => {
          tree.add(leafHash(leaf));
          expect(tree.root()).toEqual(definedRoot(leaves.slice(0, i + 1)));
        });
        expect(tree.size()).toBe(leaves.length);
        expect(rootOf(hashed(leaves))).toEqual(definedRoot(leaves));
      }),
      { numRuns: 30 },
    );
  });
  test('a leaf is not an inner node, and text is its bytes', () => {
    const [left, right] = [leafHash('a'), leafHash('b')];
    expect(leafHash(Buffer.concat([left, right]))).not.toEqual(rootOf([left, right]));
    expect(leafHash('意见')).toEqual(leafHash(Buffer.from('意见', 'utf8')));
  });
});

describe('a proof that a leaf is in a tree', () => {
  test('is what the definition says, and leads to the root from this leaf and this place only', () => {
    fc.assert(
      fc.property(withPlace, fc.nat(), ([leaves, index], by) => {
        const proof = inclusionProof(hashed(leaves), index);
        expect(hex(proof)).toEqual(hex(definedPath(index, leaves)));
        const leaf = leafHash(leaves[index] ?? '');
        const tree = treeOf(leaves);
        expect(isIncluded(leaf, index, tree, proof)).toBe(true);
        expect(isIncluded(leafHash('another'), index, tree, proof)).toBe(false);
        expect(isIncluded(leaf, index, { ...tree, root: leafHash(tree.root) }, proof)).toBe(false);
        expect(isIncluded(leaf, index, tree, spoilt(proof, by))).toBe(false);
        expect(isIncluded(leaf, index, { ...tree, size: index }, proof)).toBe(false);
      }),
    );
  });
  test.each([-1, 3, 0.5])('there is none for place %p of three', (index) => {
    const leaves = [leafHash('a'), leafHash('b'), leafHash('c')];
    expect(() => inclusionProof(leaves, index)).toThrow(RangeError);
    expect(isIncluded(leafHash('a'), index, { size: 3, root: rootOf(leaves) }, [])).toBe(false);
  });
});

describe('a proof that a tree goes on as it was', () => {
  test('is what the definition says, and holds for these two trees only', () => {
    fc.assert(
      fc.property(withPlace, fc.nat(), ([leaves, before], by) => {
        const first = before + 1;
        const proof = consistencyProof(hashed(leaves), first);
        expect(hex(proof)).toEqual(hex(definedProof(first, leaves)));
        const [older, newer] = [treeOf(leaves.slice(0, first)), treeOf(leaves)];
        expect(isConsistent(older, newer, proof)).toBe(true);
        expect(isConsistent(older, newer, spoilt(proof, by))).toBe(false);
        const forged = leaves.map((leaf, i) => (i === before ? Buffer.from('forged after all') : leaf));
        expect(isConsistent(older, treeOf(forged), consistencyProof(hashed(forged), first))).toBe(false);
        if (first < leaves.length) expect(isConsistent(newer, older, proof)).toBe(false);
      }),
    );
  });
  test('everything goes on from nothing, and nothing else proves that', () => {
    const leaves = [leafHash('a'), leafHash('b')];
    const all = { size: 2, root: rootOf(leaves) };
    expect(consistencyProof(leaves, 0)).toEqual([]);
    expect(isConsistent({ size: 0, root: rootOf([]) }, all, [])).toBe(true);
    expect(isConsistent({ size: 0, root: rootOf(leaves) }, all, [])).toBe(false);
    expect(isConsistent({ size: 0, root: rootOf([]) }, all, [leafHash('a')])).toBe(false);
  });
  test.each([-1, 3, 1.5])('there is none from the first %p of two', (first) => {
    expect(() => consistencyProof([leafHash('a'), leafHash('b')], first)).toThrow(RangeError);
  });
});
