/**
 * Merkle trees as RFC 9162 (2.1) has them, and RFC 6962 before it: a root stands for a list of leaves in their order, and short
 * proofs show that a leaf is in it, or that a longer list begins with a shorter one. Leaves and inner nodes are hashed apart,
 * so that nobody passes the one off as the other.
 */
import { hash } from 'node:crypto';

/** SHA-256, 32 bytes. */
export type Digest = Buffer;

const sha256 = (...parts: readonly Uint8Array[]): Digest => hash('sha256', Buffer.concat(parts), 'buffer');
const beforeLeaf = Buffer.of(0);
const beforeNode = Buffer.of(1);

/** The hash of a leaf: of its bytes, or of its text in UTF-8. */
export const leafHash = (leaf: Uint8Array | string): Digest => sha256(beforeLeaf, Buffer.from(leaf));

const nodeHash = (left: Digest, right: Digest): Digest => sha256(beforeNode, left, right);

/** Leaves on the left of an inner node over so many (two or more): the largest power of two below that. */
function leftOf(count: number): number {
  let left = 1;
  while (left * 2 < count) left *= 2;
  return left;
}

/** Adds leaves one by one, holding no more than one hash a level. */
export function growTree() {
  /** Full subtrees from left to right, each smaller than the one before. */
  const full: { readonly count: number; readonly root: Digest }[] = [];
  let size = 0;
  return {
    add(leaf: Digest): void {
      size += 1;
      let grown = { count: 1, root: leaf };
      for (let left = full.at(-1); left?.count === grown.count; left = full.at(-1)) {
        full.pop();
        grown = { count: grown.count * 2, root: nodeHash(left.root, grown.root) };
      }
      full.push(grown);
    },
    size: (): number => size,
    /** Of no leaves at all it is the hash of nothing. */
    root: (): Digest =>
      full
        .map(({ root }) => root)
        .reduceRight<Digest | undefined>((right, left) => (right ? nodeHash(left, right) : left), undefined) ??
      sha256(),
  };
}

/** The root over leaves from `from` on and before `to`, given by their hashes. */
export function rootOf(leaves: readonly Digest[], from = 0, to = leaves.length): Digest {
  const tree = growTree();
  for (let i = from; i < to; i++) tree.add(at(leaves, i));
  return tree.root();
}

function at(hashes: readonly Digest[], index: number): Digest {
  const found = hashes[index];
  if (!found) throw new RangeError(`there is no leaf ${index} among ${hashes.length}`);
  return found;
}

/** Hashes that lead from a leaf to the root, from below: what stands beside it at each level. */
export function inclusionProof(leaves: readonly Digest[], index: number): Digest[] {
  at(leaves, index);
  const proof: Digest[] = [];
  let [from, to] = [0, leaves.length];
  while (to - from > 1) {
    const middle = from + leftOf(to - from);
    if (index < middle) {
      proof.unshift(rootOf(leaves, middle, to));
      to = middle;
    } else {
      proof.unshift(rootOf(leaves, from, middle));
      from = middle;
    }
  }
  return proof;
}

/** Hashes by which the tree over the first leaves and the tree over all are seen to agree; none where nothing was added. */
export function consistencyProof(leaves: readonly Digest[], first: number): Digest[] {
  if (!Number.isInteger(first) || first < 0 || first > leaves.length)
    throw new RangeError(`there are no first ${first} among ${leaves.length}`);
  const proof: Digest[] = [];
  if (first === 0) return proof;
  let [from, to] = [0, leaves.length];
  while (first < to) {
    const middle = from + leftOf(to - from);
    if (first <= middle) {
      proof.unshift(rootOf(leaves, middle, to));
      to = middle;
    } else {
      proof.unshift(rootOf(leaves, from, middle));
      from = middle;
    }
  }
  // the first tree is a subtree of its own: its root is known to whoever asks
  return from === 0 ? proof : [rootOf(leaves, from, to), ...proof];
}

/** A tree as it is told: how many leaves, and its root. */
export interface Tree {
  readonly size: number;
  readonly root: Digest;
}

/** Whether the proof leads from this leaf, at this place, to the root (RFC 9162, 2.1.3.2). */
export function isIncluded(leaf: Digest, index: number, { size, root }: Tree, proof: readonly Digest[]): boolean {
  if (!Number.isInteger(index) || index < 0 || index >= size) return false;
  let [place, last] = [index, size - 1];
  let hashed = leaf;
  for (const beside of proof) {
    if (last === 0) return false;
    if (place % 2 === 1 || place === last) {
      hashed = nodeHash(beside, hashed);
      // at the tree's edge there are levels without anything beside it
      while (place % 2 === 0 && place !== 0) [place, last] = [half(place), half(last)];
    } else hashed = nodeHash(hashed, beside);
    [place, last] = [half(place), half(last)];
  }
  return last === 0 && hashed.equals(root);
}

/** Whether the second tree begins with all leaves of the first (RFC 9162, 2.1.4.2). */
export function isConsistent(first: Tree, second: Tree, proof: readonly Digest[]): boolean {
  if (first.size > second.size) return false;
  // everything begins with nothing
  if (first.size === 0) return proof.length === 0 && first.root.equals(sha256());
  if (first.size === second.size) return proof.length === 0 && first.root.equals(second.root);
  let [place, last] = [first.size - 1, second.size - 1];
  while (place % 2 === 1) [place, last] = [half(place), half(last)];
  // a first tree that is a full subtree is its own beginning
  const [begin, ...path] = place === 0 ? [first.root, ...proof] : proof;
  if (!begin) return false;
  let [ofFirst, ofSecond] = [begin, begin];
  for (const beside of path) {
    if (last === 0) return false;
    if (place % 2 === 1 || place === last) {
      ofFirst = nodeHash(beside, ofFirst);
      ofSecond = nodeHash(beside, ofSecond);
      while (place % 2 === 0 && place !== 0) [place, last] = [half(place), half(last)];
    } else ofSecond = nodeHash(ofSecond, beside);
    [place, last] = [half(place), half(last)];
  }
  return last === 0 && ofFirst.equals(first.root) && ofSecond.equals(second.root);
}

const half = (place: number): number => Math.floor(place / 2);
