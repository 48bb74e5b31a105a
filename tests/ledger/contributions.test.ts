import fc from 'fast-check';
import { createHash } from 'node:crypto';
import { digestOf, leafOf, leavesOf, startTally, tallyIn, type Contribution } from '../../src/ledger/contributions';
import { inclusionProof, isIncluded, leafHash } from '../../src/ledger/merkle';

const said: Contribution = { matter: 'm', task: 't', salt: 's', text: '同意。', name: '张三' };

test('a digest is of the canonical form, as anybody can write it down', () => {
  const written = '{"format":"fuquan-contribution/1","matter":"m","name":"张三","salt":"s","task":"t","text":"同意。"}';
  expect(digestOf(said)).toBe(createHash('sha256').update(written).digest('hex'));
});

test.each<Partial<Contribution>>([
  { matter: 'n' },
  { task: 'u' },
  { salt: 'r' },
  { text: '不同意。' },
  { name: '李四' },
  { contact: '张三' },
])('whatever is said otherwise has another digest: %p', (other) => {
  expect(digestOf({ ...said, ...other })).not.toBe(digestOf(said));
});

test('each that is counted is proved to be so, by digest and time', () => {
  const stub = fc.record({
    digest: fc.stringMatching(/^[0-9a-f]{64}$/),
    received: fc.date({ min: new Date('2020-01-01'), max: new Date('2040-01-01'), noInvalidDate: true }),
  });
  fc.assert(
    fc.property(fc.array(stub, { minLength: 1, maxLength: 20 }), fc.nat(), (stubs, by) => {
      const counting = startTally();
      for (const one of stubs) counting.add(one);
      const { count, root } = counting.tally();
      expect(count).toBe(stubs.length);
      const index = by % stubs.length;
      const proof = inclusionProof(leavesOf(stubs), index);
      const tree = { size: count, root: Buffer.from(root, 'hex') };
      const [one] = stubs.slice(index);
      if (!one) throw new Error('none');
      expect(isIncluded(leafHash(leafOf(one)), index, tree, proof)).toBe(true);
      const moved = { ...one, received: new Date(one.received.getTime() + 1) };
      expect(isIncluded(leafHash(leafOf(moved)), index, tree, proof)).toBe(false);
    }),
  );
});

test('an answer says what it counted, and nothing else is taken for it', () => {
  const counted = { count: 2, root: 'a'.repeat(64) };
  expect(tallyIn({ form: {}, contributions: counted })).toEqual(counted);
  for (const none of [undefined, {}, { contributions: { count: 2 } }, { contributions: { ...counted, count: -1 } }])
    expect(tallyIn(none)).toBeUndefined();
});
