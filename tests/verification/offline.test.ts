/** An export on the auditor's own machine: the prose runs over it, and signatures count by the keys that the auditor kept. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { KeyObject } from 'node:crypto';
import { exits } from '../../src/cli/failure';
import type { RecordLine } from '../../src/domain/procedure/record';
import { keyIdOf, newKeys, signCheckpoint } from '../../src/ledger/checkpoint';
import type { CommandKeys } from '../../src/ledger/command-signature';
import { verifyFile } from '../../src/verification/file';
import { fuquan } from '../cli/terminal';
import { exported, headOf, signedLines } from './exported';

const { privateKey, publicKey } = newKeys();
const stranger = newKeys();
const named = (key: KeyObject): CommandKeys => new Map([[keyIdOf(key), { publicKey: key }]]);
const lines = signedLines(privateKey);
const asTold = { commandKeys: named(publicKey) };
const answered = lines.findIndex(({ entry }) => entry.kind === 'complete') + 1;
const inWords = (change: (line: string) => string): RecordLine[] =>
  lines.map((line, i) => (i === answered - 1 ? changed(line, change) : line));
/** The line with other words in what was sent. */
function changed(line: RecordLine, change: (text: string) => string): RecordLine {
  const command: unknown = JSON.parse(change(JSON.stringify(line.command)));
  return { ...line, command };
}

/** What is found of an export: faults, and what is said to be not proved. */
async function found(text: string, commandKeys?: CommandKeys) {
  async function* read(): AsyncGenerator<string> {
    for (const line of text.trimEnd().split('\n')) yield await Promise.resolve(line);
  }
  const report = await verifyFile(read(), commandKeys ? { commandKeys } : {});
  return {
    faults: report.checked.flatMap(({ what, broken }) => broken.map(({ where, why }) => `${what} ${where}: ${why}`)),
    looked: Object.fromEntries(report.checked.map(({ what, count }) => [what, count])),
    gaps: report.notProved.map(({ what }) => what),
  };
}

test('the procedure is run over each entry, each signature is checked, and whose keys these were is said', async () => {
  const signed = lines.filter(({ entry }) => entry.kind === 'launch' || entry.kind === 'complete').length;
  const own = await found(await exported(lines, [], asTold));
  expect(own.faults).toEqual([]);
  expect(own.looked).toMatchObject({ chain: lines.length, prose: lines.length, signatures: signed });
  expect(own.gaps).toContain('signatures-by-told-keys');
  const kept = await found(await exported(lines, [], asTold), named(publicKey));
  expect(kept.faults).toEqual([]);
  expect(kept.gaps).not.toContain('signatures-by-told-keys');
  const none = await found(await exported(lines));
  expect(none.faults).toEqual([]);
  expect(none.gaps).toContain('signatures-not-checked');
});

test('what the procedure cannot have made of an entry is named, whatever its chain says', async () => {
  const moved = lines.map((line, i) => (i === 0 ? { ...line, put: line.put.slice(1) } : line));
  expect((await found(await exported(moved))).faults).toEqual(['prose tx-export #1: does-not-come-out']);
});

test('an early transfer, whose first entry does not tell the whole launch, is told as a gap', async () => {
  const early = await found(await exported(lines.map(({ command: _, ...line }) => line)));
  expect(early.faults).toEqual([]);
  expect(early.gaps).toContain('prose-without-launch');
});

test('a procedure that nobody here knows is a fault that names it, once, and the chain is verified all the same', async () => {
  const named = (text: string) => text.replace('{', '{"procedure":"errand",');
  const ofErrands = lines.map((line, i) => (i === 0 ? changed(line, named) : line));
  const report = await found(await exported(ofErrands));
  expect(report.faults).toEqual(['prose tx-export #1: unknown-procedure']);
  expect(report.looked).toMatchObject({ chain: lines.length, prose: 0 });
});

test('9f: words rewritten, chain and all, are found by a signature; rewritten and signed anew, by the keys that were kept', async () => {
  const rewritten = inWords((text) => text.replace(/"id":"[^"]+"/, '"id":"somebody-else"'));
  const wrong = [`signatures tx-export #${answered}: signature-wrong`];
  expect((await found(await exported(rewritten, [], asTold))).faults).toEqual(wrong);
  // who makes the file can bring keys of their own
  const anew = await exported(signedLines(stranger.privateKey), [], { commandKeys: named(stranger.publicKey) });
  const own = await found(anew);
  expect({ faults: own.faults, told: own.gaps.includes('signatures-by-told-keys') }).toEqual({
    faults: [],
    told: true,
  });
  expect((await found(anew, named(publicKey))).faults).toContain(
    `signatures tx-export #${answered}: signature-unknown`,
  );
});

test('a kept key signs nothing after the system says that it was lost', async () => {
  const lost = new Map([[keyIdOf(publicKey), { publicKey, lost: lines[answered - 1]?.entry.at ?? 0 }]]);
  const { faults } = await found(await exported(lines, [], { commandKeys: lost }), named(publicKey));
  expect(faults[0]).toBe(`signatures tx-export #${answered}: signature-lost`);
});

describe('on the command line', () => {
  const folder = mkdtempSync(join(tmpdir(), 'fuquan-offline-'));
  const file = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  const pem = (key: KeyObject) => key.export({ type: 'spki', format: 'pem' }).toString();

  test('keys that were kept are what counts: another’s signature ends with 1 and names the entry', async () => {
    const ledger = file('told.jsonl', await exported(lines, [], asTold));
    const told = await fuquan(['verify', '--file', ledger]);
    expect(told.exit).toBe(exits.ok);
    expect(told.out).toContain('--command-keys');
    const kept = await fuquan(['verify', '--file', ledger, '--command-keys', file('commands.pem', pem(publicKey))]);
    expect(kept.exit).toBe(exits.ok);
    expect(kept.out).not.toContain('--command-keys');
    const other = file('other.pem', pem(stranger.publicKey));
    const refused = await fuquan(['verify', '--file', ledger, '--command-keys', other]);
    expect(refused.exit).toBe(exits.refused);
    expect(refused.out).toContain(`tx-export #${answered}: it was signed with a key that nobody made`);
    expect(await fuquan(['verify', '--command-keys', other])).toMatchObject({
      exit: exits.usage,
      err: expect.stringContaining('goes with --file'),
    });
  });

  test('a key is given and no checkpoint is signed with it: that ends with 1, and is not called good', async () => {
    const key = file('checkpoint.pub', pem(publicKey));
    const without = file('without.jsonl', await exported(lines));
    const checkpoint = signCheckpoint([headOf(lines)], undefined, new Date(), privateKey);
    const vouched = file('vouched.jsonl', await exported(lines, [checkpoint]));
    expect(await fuquan(['verify', '--file', vouched, '--public-key', key])).toMatchObject({ exit: exits.ok, err: '' });
    const found = await fuquan(['verify', '--file', without, '--public-key', key]);
    expect(found.exit).toBe(exits.refused);
    expect(found.out).toContain('no checkpoint vouches for it');
    expect(found.out).not.toContain('as far as it was looked at');
    expect(found.err).toContain('no checkpoint is signed with it');
    // without a key the same file says what it cannot prove, and no more
    expect((await fuquan(['verify', '--file', without])).exit).toBe(exits.ok);
  });
});
