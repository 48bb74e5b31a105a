import type { CompleteStep } from '../../src/domain/procedure/message';
import type { Entry } from '../../src/domain/procedure/record';
import { keyIdOf, newKeys } from '../../src/ledger/checkpoint';
import { signCommand } from '../../src/ledger/command-signature';
import { openFindings } from '../../src/verification/findings';
import { openSigning, type SigningRules } from '../../src/verification/signing';

const { privateKey, publicKey } = newKeys();
const keys = new Map([[keyIdOf(privateKey), { publicKey }]]);
const transfer = 't1';
const reviewer = { id: 'justice-reviewer', office: 'justice', role: 'reviewer' } as const;
const command: CompleteStep = {
  ...{ key: 'k', digest: 'd', person: reviewer, task: 'k0/review-legality@justice' },
  ...{ outcomes: { lawful: '0-1' }, detail: { comment: '合法' } },
};
const { detail } = signCommand(transfer, 'completeStep', command, 1_000, privateKey);
const entry: Entry = {
  ...{ kind: 'complete', key: 'k', digest: 'd', by: reviewer.id, at: 2_000, office: 'justice' },
  ...{ task: command.task, step: 'review-legality', outcomes: command.outcomes },
};
const line = (sent: object, of: Entry = entry) => ({
  ...{ seq: 7, entry: of, command: sent, put: [], gone: [], states: {} },
});
const signed = { person: reviewer, ...detail };

/** What is found of one line. */
function found(rules: Partial<SigningRules>, one: ReturnType<typeof line>): unknown {
  const findings = openFindings();
  openSigning(findings, { keys, check: true, ...rules }).line({ transfer, seq: 7 }, one);
  const [check] = findings.checked();
  return { broken: check?.broken.map(({ where, why }) => `${where}: ${why}`) ?? [], gaps: findings.gaps() };
}

test('an act that the API signed holds; unless it is asked for, that there is a signature is all that is seen', () => {
  expect(found({}, line(signed))).toEqual({ broken: [], gaps: [] });
  expect(found({ check: false }, line(signed))).toEqual({
    broken: [],
    gaps: [{ what: 'signatures-not-checked', count: 1 }],
  });
});
test('9f: an opinion or its author rewritten, chain and tables and all, is named to the entry', () => {
  const wrong = { broken: ['t1 #7: signature-wrong'], gaps: [] };
  expect(found({}, line({ ...signed, comment: '不合法' }))).toEqual(wrong);
  const other = { ...reviewer, id: 'x' };
  expect(found({}, line({ ...signed, person: other }, { ...entry, by: 'x' }))).toEqual(wrong);
});
test('one without a signature is a gap up to where signatures are required, and broken after it', () => {
  const bare = line({ person: reviewer, ...command.detail });
  expect(found({}, bare)).toEqual({ broken: [], gaps: [{ what: 'unsigned', count: 1 }] });
  expect(found({ unsignedUpTo: new Map([[transfer, 7]]) }, bare)).toMatchObject({ broken: [] });
  const named = { broken: ['t1 #7: signature-none'], gaps: [] };
  expect(found({ unsignedUpTo: new Map([[transfer, 6]]) }, bare)).toEqual(named);
  // launched later: nothing of it may be without
  expect(found({ unsignedUpTo: new Map() }, bare)).toEqual(named);
});
test('what the clock and the system do has nothing to show', () => {
  const clock: Entry = { kind: 'clock', key: 'clock:1', by: 'clock', at: 1 };
  expect(found({ unsignedUpTo: new Map() }, line({}, clock))).toEqual({ broken: [], gaps: [] });
});
