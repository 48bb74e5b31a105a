/** The system's ledger shows every change of itself; what each tampering is called. */
import fc from 'fast-check';
import { newKeys, signCheckpoint } from '../../src/ledger/checkpoint';
import {
  digestKeyOf,
  digestOfThing,
  keyedDigestOf,
  nextRow,
  systemChain,
  type NoteContent,
  type SystemRow,
} from '../../src/ledger/system-ledger';
import { startSystemVerification, type EditRow, type SystemVerdict } from '../../src/ledger/verify-system';

const key = digestKeyOf(Buffer.alloc(32, 7));
const { privateKey } = newKeys();
const admin = { role: 'admin', active: true };
const power = { name: ['处罚', 'penalty'] };

interface Entry {
  readonly row: SystemRow;
  readonly note: NoteContent;
  readonly edit?: EditRow;
}

/** What was there, then an edit of each kind of thing, then as many sign-ins as are asked for. */
function ledger(signIns = 0): Entry[] {
  const at = '2026-11-27T00:00:00.000000Z';
  const note = (number: number, kind: string, content: object): NoteContent => ({
    ...{ note: number, kind, by: 'admin', at, content },
  });
  const edit: EditRow = { id: 5, kind: 'account', subject: 'admin', after: { name: '新' } };
  const first = note(10, 'what-was-there', { edits: { count: 0, digest: keyedDigestOf([], key) } });
  const stands = { account: { admin: 'of before' }, power: { 'MR-001': digestOfThing('power', power, key) } };
  const entries: Entry[] = [{ note: first, row: nextRow({ seq: 0, hash: '' }, first, { stands, keyed: key.id }) }];
  const add = (one: NoteContent, beside: Parameters<typeof nextRow>[2], of?: EditRow) => {
    const head = entries.at(-1)?.row ?? { seq: 0, hash: '' };
    entries.push({ note: one, row: nextRow(head, one, beside), ...(of ? { edit: of } : {}) });
  };
  add(
    note(11, 'change', { change: 5, of: 'account', subject: 'admin' }),
    {
      row: digestOfThing('account', edit, key),
      stands: { account: { admin: digestOfThing('account', admin, key) } },
      keyed: key.id,
    },
    edit,
  );
  for (let n = 0; n < signIns; n++) add(note(12 + n, 'signed-in', { address: '127.0.0.1', n }), {});
  return entries;
}

interface Look {
  readonly things?: boolean;
  readonly with?: typeof key | null;
  readonly checkpoints?: Parameters<typeof startSystemVerification>[1];
}

function verify(
  entries: readonly Entry[],
  { things = true, with: own = key, checkpoints = [] }: Look = {},
  more: (verification: ReturnType<typeof startSystemVerification>) => void = () => undefined,
): SystemVerdict {
  const verification = startSystemVerification(own ?? undefined, checkpoints);
  for (const { row, note, edit } of entries) verification.entry(row, note, edit);
  verification.unnoted([]);
  if (things) {
    verification.thing('account', 'admin', admin);
    verification.thing('power', 'MR-001', power);
  }
  more(verification);
  return verification.verdict();
}

test('a ledger as it was written is intact, and so is what it vouches for', () => {
  expect(verify(ledger(3))).toEqual({ count: 5, notCompared: 0 });
});

test('whatever character of an entry is changed, the first broken one is that entry', () => {
  fc.assert(
    fc.property(fc.nat(), fc.nat(), (which, where) => {
      const entries = ledger(4);
      const index = which % entries.length;
      const changed = entries.map((entry, at): Entry => {
        if (at !== index) return entry;
        const { content } = entry.row;
        const place = where % content.length;
        const other = content[place] === 'x' ? 'y' : 'x';
        return { ...entry, row: { ...entry.row, content: content.slice(0, place) + other + content.slice(place + 1) } };
      });
      expect(verify(changed).broken?.[0]).toMatchObject({ where: `#${index + 1}`, why: 'hash' });
    }),
  );
});

test('an entry that is taken out of the middle, or moved, is missed', () => {
  const entries = ledger(4);
  expect(verify(entries.filter((_, at) => at !== 2)).broken?.[0]).toEqual({ where: '#3', why: 'missing' });
});

test('a note that says something else than its entry, or is gone, is named', () => {
  const [first, second, ...rest] = ledger(1);
  if (!first || !second) throw new Error('no entries');
  const other = { ...second, note: { ...second.note, by: 'somebody-else' } };
  expect(verify([first, other, ...rest]).broken).toEqual([{ where: '#2', why: 'note' }]);
  expect(
    verify([first], { things: false }, (verification) => verification.entry(second.row, undefined, second.edit)).broken,
  ).toContainEqual({ where: '#2', why: 'note' });
});

test('an edit that was altered or removed in the record of edits is named by its entry', () => {
  const [first, second] = ledger();
  if (!first || !second?.edit) throw new Error('no entries');
  const altered = { ...second, edit: { ...second.edit, subject: 'coordinator' } };
  expect(verify([first, altered]).broken).toEqual([{ where: '#2', why: 'edit' }]);
  expect(verify([first, { row: second.row, note: second.note }]).broken).toEqual([{ where: '#2', why: 'edit' }]);
});

test('edits of before that were changed, and such as have no note, are found', () => {
  const entries = ledger();
  const unnoted = (edits: readonly EditRow[]) => {
    const verification = startSystemVerification(key);
    for (const { row, note, edit } of entries) verification.entry(row, note, edit);
    verification.unnoted(edits);
    return verification.verdict(new Set(['account admin', 'power MR-001'])).broken;
  };
  expect(unnoted([])).toBeUndefined();
  expect(unnoted([{ kind: 'power', id: 1 }])).toEqual([{ where: 'change_log', why: 'unnoted' }]);
});

test('a thing that was changed, put in or taken away past the record of edits is named', () => {
  const entries = ledger();
  const things = (look: (verification: ReturnType<typeof startSystemVerification>) => void) =>
    verify(entries, { things: false }, look).broken;
  expect(
    things((verification) => {
      verification.thing('account', 'admin', { ...admin, role: 'auditor' });
      verification.thing('power', 'MR-001', power);
      verification.thing('account', 'put-in', admin);
    }),
  ).toEqual([
    { where: 'account admin', why: 'stands' },
    { where: 'account put-in', why: 'unrecorded' },
  ]);
  expect(things((verification) => verification.thing('account', 'admin', admin))).toEqual([
    { where: 'power MR-001', why: 'removed' },
  ]);
});

test('without the key, what tells of people is counted as not compared and accuses nobody', () => {
  expect(verify(ledger(), { with: null })).toEqual({ count: 2, notCompared: 2 });
  expect(verify(ledger(), { with: digestKeyOf(Buffer.alloc(32, 8)) })).toEqual({ count: 2, notCompared: 2 });
});

test('a checkpoint pins the chain: an end that was cut off or written anew is found', () => {
  const entries = ledger(3);
  const last = entries.at(-1)?.row;
  if (!last) throw new Error('no entries');
  const checkpoint = signCheckpoint(
    [{ transfer: systemChain, seq: last.seq, hash: last.hash }],
    undefined,
    new Date(0),
    privateKey,
  );
  expect(verify(entries, { checkpoints: [checkpoint] }).broken).toBeUndefined();
  expect(verify(entries.slice(0, -1), { checkpoints: [checkpoint] }).broken).toEqual([{ where: '#5', why: 'missing' }]);
  const before = entries.at(-2)?.row ?? { seq: 0, hash: '' };
  const note = { ...(entries.at(-1)?.note ?? { note: 0, kind: '', at: '', content: {} }), by: 'somebody-else' };
  const anew = [...entries.slice(0, -1), { note, row: nextRow(before, note, {}) }];
  expect(verify(anew, { checkpoints: [checkpoint] }).broken).toEqual([{ where: '#5', why: 'rewritten' }]);
});

test('a ledger that was begun anew says so', () => {
  const [first] = ledger();
  if (!first) throw new Error('no entries');
  const again = { ...first, row: nextRow(first.row, first.note, { keyed: key.id }) };
  expect(verify([first, again], { things: false }).broken).toContainEqual({ where: '#2', why: 'begun-twice' });
});
