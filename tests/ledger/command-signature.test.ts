import * as fc from 'fast-check';
import type { CompleteStep } from '../../src/domain/procedure/message';
import type { Entry } from '../../src/domain/procedure/record';
import { keyIdOf, newKeys } from '../../src/ledger/checkpoint';
import {
  graceMs,
  isSigned,
  signatureFaultOf,
  signCommand,
  signLaunch,
  longestUnderWayMs,
  isTooOld,
  type CommandKey,
} from '../../src/ledger/command-signature';

const { privateKey, publicKey } = newKeys();
const id = keyIdOf(publicKey);
const keysWith = (more: Partial<CommandKey> = {}) => new Map([[id, { publicKey, ...more }]]);
const keys = keysWith();
const sent = Date.UTC(2026, 10, 27);

const person = { id: 'kaihua-chief', office: 'kaihua', role: 'chief', name: { zh: '张三', en: 'Zhang San' } } as const;
const command: CompleteStep = {
  key: 'k1',
  digest: 'd1',
  person,
  task: 'launch/declare-need@kaihua',
  outcomes: { needed: '0-3', notNeeded: '4' },
  kept: { officers: 'o' },
  detail: { form: { cases: 3 }, comment: '同意' },
};
const signed = signCommand('t1', 'completeStep', command, sent, privateKey);

/** The line that the procedure makes of it. */
const lineOf = ({ detail, person: by, task, outcomes, kept, key, digest }: CompleteStep) => ({
  entry: {
    kind: 'complete',
    ...{ key, digest, by: by.id, at: sent + 5, task, step: 'declare-need', office: 'kaihua', outcomes },
    ...(kept ? { kept } : {}),
  } satisfies Entry,
  command: { person: by, ...detail },
});

describe('a signed command', () => {
  it('is checked from its line alone', () => {
    expect(signatureFaultOf('t1', lineOf(signed), keys)).toBeUndefined();
    expect(signatureFaultOf('t1', JSON.parse(JSON.stringify(lineOf(signed))), keys)).toBeUndefined();
  });

  it('is another in another transfer, under another message, or with anything else in it', () => {
    const line = lineOf(signed);
    expect(signatureFaultOf('t2', line, keys)).toBe('wrong');
    const { key, digest, by, at } = line.entry;
    expect(signatureFaultOf('t1', { ...line, entry: { kind: 'suspend', key, digest, by, at } }, keys)).toBe('wrong');
    const others: readonly Partial<CompleteStep>[] = [
      { key: 'k2' },
      { digest: 'd2' },
      { person: { ...person, role: 'office' } },
      { person: { ...person, name: { zh: '李四', en: 'Li Si' } } },
      { task: 'launch/declare-need@wolong' },
      { outcomes: { needed: '0-4' } },
      { kept: { officers: 'p' } },
      { detail: { ...signed.detail, comment: '不同意' } },
    ];
    for (const other of others)
      expect([other, signatureFaultOf('t1', lineOf({ ...signed, ...other }), keys)]).toEqual([other, 'wrong']);
  });

  it("whose person is not the one that the entry names is no one's", () => {
    const line = lineOf(signed);
    expect(signatureFaultOf('t1', { ...line, entry: { ...line.entry, by: 'market-head' } }, keys)).toBe('wrong');
  });

  it('may write its powers in any order', () => {
    const loose = signCommand('t1', 'completeStep', { ...command, outcomes: { needed: '3,0-2' } }, sent, privateKey);
    expect(signatureFaultOf('t1', lineOf({ ...loose, outcomes: { needed: '0-3' } }), keys)).toBeUndefined();
  });

  it('without a signature, with a broken one, and with one by another key is told apart', () => {
    expect(signatureFaultOf('t1', lineOf(command), keys)).toBe('none');
    const broken = lineOf(signed);
    expect(signatureFaultOf('t1', { ...broken, command: { ...broken.command, signed: { key: 3 } } }, keys)).toBe(
      'malformed',
    );
    const other = signCommand('t1', 'completeStep', command, sent, newKeys().privateKey);
    expect(signatureFaultOf('t1', lineOf(other), keys)).toBe('unknown');
    const foreign = newKeys();
    const taken = signCommand('t1', 'completeStep', command, sent, foreign.privateKey);
    const claimed = { ...lineOf(taken).command, signed: { ...Object(taken.detail).signed, key: id } };
    expect(signatureFaultOf('t1', { ...lineOf(taken), command: claimed }, keys)).toBe('wrong');
  });

  it('is taken for a quarter of an hour after its key was retired, and not at all once it was lost', () => {
    const line = lineOf(signed);
    const { at } = line.entry;
    expect(signatureFaultOf('t1', line, keysWith({ retired: at - graceMs + 1 }))).toBeUndefined();
    expect(signatureFaultOf('t1', line, keysWith({ retired: at - graceMs }))).toBe('retired');
    expect(signatureFaultOf('t1', line, keysWith({ lost: at + 1 }))).toBeUndefined();
    expect(signatureFaultOf('t1', line, keysWith({ lost: at }))).toBe('lost');
  });

  it('of every kind is read back from its line', () => {
    fc.assert(
      fc.property(fc.json(), fc.string(), (form, reason) => {
        const detail = { form: { value: JSON.parse(form) }, reason };
        const said = { key: 'k', digest: 'd', person, detail };
        const told = { key: 'k', digest: 'd', by: person.id, at: sent };
        const cases = [
          ['suspendTransfer', said, { kind: 'suspend', ...told }],
          ['resumeTransfer', said, { kind: 'resume', ...told }],
          ['withdrawPowers', { ...said, powers: '1-3' }, { kind: 'withdraw', ...told, powers: '1-3' }],
          ['recallPowers', { ...said, powers: '1', code: 'c' }, { kind: 'recall', ...told, powers: '1', code: 'c' }],
          ['addNote', { ...said, powers: '1', code: 'c' }, { kind: 'note', ...told, powers: '1', code: 'c' }],
          ['setPace', { ...said, dayMs: null }, { kind: 'pace', ...told, dayMs: null }],
        ] as const;
        for (const [message, sentIt, entry] of cases) {
          const { detail: withIt } = signCommand('t', message, sentIt, sent, privateKey);
          expect(isSigned(entry)).toBe(true);
          expect(signatureFaultOf('t', { entry, command: { person, ...withIt } }, keys)).toBeUndefined();
        }
      }),
    );
  });
});

describe("what the system sends of another matter's doing", () => {
  const said = { key: 'k', digest: 'd', person, detail: {} };
  const told = { key: 'k', digest: 'd', by: person.id, at: sent };
  const faultOf = (entry: Entry, { detail }: { readonly detail: object }) =>
    signatureFaultOf('t', { entry, command: { person, ...detail } }, keys);

  it('is signed with the decision, its action and its day', () => {
    const order = { decision: { matter: 'm', seq: 4, hash: 'h' }, action: 'recall', effectiveDate: '2027-01-01' };
    const sentIt = signCommand('t', 'carryOutDecision', { ...said, powers: '0', ...order }, sent, privateKey);
    const entry: Entry & { readonly kind: 'carry-out' } = { kind: 'carry-out', ...told, powers: '0', ...order };
    expect(isSigned(entry)).toBe(true);
    expect(faultOf(entry, sentIt)).toBeUndefined();
    for (const other of [
      { powers: '1' },
      { decision: { ...order.decision, hash: 'x' } },
      { action: 'narrow' },
      { effectiveDate: '2027-01-02' },
    ])
      expect(faultOf({ ...entry, ...other }, sentIt)).toBe('wrong');
  });

  it('is signed with the task and the ending that answers it', () => {
    const called = { matter: 'm', state: 'favourable', seq: 4, hash: 'h' };
    const sentIt = signCommand('t', 'calledEnded', { ...said, task: 'k/hear@system:system', called }, sent, privateKey);
    const answer = { step: 'hear', party: 'system', office: 'system', outcomes: { favourable: '0' } };
    const entry: Entry & { readonly kind: 'ended' } = {
      ...{ kind: 'ended', ...told, ...answer, task: 'k/hear@system:system', called },
    };
    expect(isSigned(entry)).toBe(true);
    expect(faultOf(entry, sentIt)).toBeUndefined();
    expect(faultOf({ ...entry, task: 'l/hear@system:system' }, sentIt)).toBe('wrong');
    expect(faultOf({ ...entry, called: { ...called, state: 'withdrawn' } }, sentIt)).toBe('wrong');
  });
});

describe('a signed launch', () => {
  const document = signLaunch('t1', { launchedBy: person, powers: ['A'] }, sent, privateKey);
  const entry: Entry = { kind: 'launch', key: 'launch', by: 'launch', at: sent };

  it('is checked from its document', () => {
    expect(signatureFaultOf('t1', { entry, command: document }, keys)).toBeUndefined();
    expect(signatureFaultOf('t2', { entry, command: document }, keys)).toBe('wrong');
    expect(signatureFaultOf('t1', { entry, command: { ...document, powers: ['B'] } }, keys)).toBe('wrong');
  });
});

describe('how long a signature is under way', () => {
  const line = lineOf(signed);
  it('is a day from signing to writing, to the millisecond', () => {
    expect(isTooOld(line, sent + longestUnderWayMs)).toBe(false);
    expect(isTooOld(line, sent + longestUnderWayMs + 1)).toBe(true);
    // a clock that is behind the API's makes nothing old
    expect(isTooOld(line, sent - 60_000)).toBe(false);
  });
  it('is not asked of a launch, of the clock, or of what has no signature', () => {
    const later = sent + 100 * longestUnderWayMs;
    const document = signLaunch('t1', { launchedBy: person }, sent, privateKey);
    const launch: Entry = { kind: 'launch', key: 'launch', by: 'launch', at: sent };
    expect(isTooOld({ entry: launch, command: document }, later)).toBe(false);
    const clock: Entry = { kind: 'clock', key: 'clock:1', by: 'clock', at: 1 };
    expect(isTooOld({ entry: clock, command: line.command }, later)).toBe(false);
    expect(isTooOld({ ...line, command: { person } }, later)).toBe(false);
  });
});

it('what the clock and the system do has no signature', () => {
  expect(isSigned({ kind: 'clock', key: 'clock:1', by: 'clock', at: 1 })).toBe(false);
  const act = { kind: 'act', key: 'x!', by: 'system', at: 1, task: 'x', step: 'publish', office: 'system' } as const;
  expect(isSigned({ ...act, outcomes: {} })).toBe(false);
});
