/** The whole city's ledger as a file, and what of it the last checkpoint pins. */
import { createPublicKey } from 'node:crypto';
import { get, type IncomingMessage } from 'node:http';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import { commandKeys } from '../../src/database/command-key-repository';
import { markStarted } from '../../src/database/launch-repository';
import { chain } from '../../src/ledger/chain';
import { keyIdOf, newKeys } from '../../src/ledger/checkpoint';
import { exportLines, verifyExport } from '../../src/ledger/export';
import { inSnapshot, readCheckpoints, readLedger, takeCheckpoint } from '../../src/ledger/stored';
import { bareTransfer } from '../setup/bare-transfer';
import { expectProblem, startSystem, type System } from './system';

let system: System;
let server: string;
const { privateKey } = newKeys();
const publicKey = createPublicKey(privateKey);
beforeAll(async () => {
  system = await startSystem();
  server = await system.app.listen({ host: '127.0.0.1', port: 0 });
  await write('ta', 3);
  await write('tb', 5);
});
afterAll(() => system.stop());

/** A ledger as a transfer leaves it; `words` makes its entries as long as they need to be. */
async function write(transfer: string, count: number, words = '理由'): Promise<void> {
  const { owner } = system.database;
  const lines = Array.from({ length: count }, (_, i) => ({
    entry: { kind: 'suspend' as const, key: `k${i}`, by: 'coordinator', at: 1_700_000_000_000 + i },
    ...{ command: { reason: words }, put: [], gone: [], states: {} },
  }));
  const rows = chain({ transfer, seq: 0, hash: '' }, lines, Date.now());
  await bareTransfer(owner, transfer);
  await markStarted(owner, transfer);
  await owner.query(
    `insert into ledger (transfer, seq, key, previous, hash, content, run, said_by, kind)
     select transfer, seq, key, previous, hash, content, 'r', 'coordinator', 'suspend'
     from json_to_recordset($1) x(transfer text, seq int, key text, previous text, hash text, content text)`,
    [JSON.stringify(rows)],
  );
  const last = rows.at(-1);
  await owner.query('update head set seq = $2, hash = $3, confirmed = $2 where transfer = $1', [
    transfer,
    last?.seq,
    last?.hash,
  ]);
}

const address = () => `${server}/api/ledger/export`;
const headers = async () => ({ authorization: `Bearer ${await system.tokenOf('auditor')}` });
const standing = async () => (await system.ask('GET', '/api/checkpoints/latest', { as: 'auditor' })).body;

test('says that nothing is pinned yet, and after a checkpoint what came since', async () => {
  expect(await standing()).toEqual({ checkpoint: null, since: 8 });
  const at = new Date('2020-11-20T01:02:03Z');
  const { keyId } = await takeCheckpoint(system.database.owner, privateKey, at);
  expect(await standing()).toEqual({
    checkpoint: { number: 1, at: at.toISOString(), keyId, entries: 8 },
    since: 0,
  });
  await write('tc', 2);
  expect(await standing()).toMatchObject({ checkpoint: { number: 1, entries: 8 }, since: 2 });
});

test('the file is what an export of the database is, with its checkpoints, and verifies offline', async () => {
  const response = await fetch(address(), { headers: await headers() });
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toMatch(/^application\/x-ndjson/);
  expect(response.headers.get('content-disposition')).toMatch(
    /^attachment; filename\*=UTF-8''fuquan-ledger-\d{4}-\d{2}-\d{2}\.jsonl$/,
  );
  const text = await response.text();
  const exported = /"exported":"([^"]+)"/.exec(text)?.[1] ?? '';
  const own = await inSnapshot(system.database.app, async (client) => {
    let lines = '';
    const of = { commandKeys: await commandKeys(client) };
    for await (const line of exportLines(readLedger(client), await readCheckpoints(client), new Date(exported), of))
      lines += line;
    return lines;
  });
  expect(text).toBe(own);
  expect(text).toContain(`"commandKeysAsTold":[{"id":"${keyIdOf(system.signingKey)}"`);
  const linesOf = (file: string) => createInterface({ input: Readable.from([file]) });
  expect(await verifyExport(linesOf(text), [publicKey])).toMatchObject({
    verdict: 'intact',
    entries: 10,
    transfers: 3,
    checkpoints: 1,
  });
  expect(await verifyExport(linesOf(text.replace('理由', '理山')), [publicKey])).toMatchObject({ verdict: 'broken' });
});

test('a reader who goes away in the middle leaves no transaction open', async () => {
  // more than sockets hold between the two ends
  await write('tlong', 400, '长'.repeat(30_000));
  const open = async (): Promise<number> => {
    const { rows } = await system.database.owner.query<{ n: number }>(
      `select count(*)::int as n from pg_stat_activity
        where datname = current_database() and pid <> pg_backend_pid() and xact_start is not null`,
    );
    return rows[0]?.n ?? 0;
  };
  const until = async (count: number) => {
    while ((await open()) !== count) await wait(20);
  };
  const request = get(address(), { headers: await headers(), agent: false });
  const response = await new Promise<IncomingMessage>((arrived) => request.once('response', arrived));
  expect(response.statusCode).toBe(200);
  // the reader takes nothing: the snapshot stays, held back by what the sockets hold
  await until(1);
  response.destroy();
  await until(0);
  // and its connection goes back as soon as this process has heard of that
  while (system.database.app.idleCount !== system.database.app.totalCount) await wait(20);
});

test('knows no filter, and says so: a part that was asked for is never answered by the whole', async () => {
  const filtered = await system.ask('GET', '/api/ledger/export?kind=suspend&from=2026-11-28', { as: 'auditor' });
  expectProblem(filtered, 422, 'invalid-content', '/kind');
  for (const address of ['/api/verification', '/api/overview', '/api/settings', '/api/powers/MR-001'])
    expectProblem(await system.ask('GET', `${address}?from=x`, { as: 'coordinator' }), 422, 'invalid-content', '/from');
  expect((await system.ask('GET', '/api/fields?limit=100', { as: 'coordinator' })).status).toBe(200);
});

test('is the auditor’s', async () => {
  for (const as of ['coordinator', 'kaihua-chief', 'admin', 'government'])
    expectProblem(await system.ask('GET', '/api/ledger/export', { as }), 403, 'not-your-role');
  for (const as of ['kaihua-chief', 'admin'])
    expectProblem(await system.ask('GET', '/api/checkpoints/latest', { as }), 403, 'not-your-role');
});

test('what one account is refused, or uses up, holds up no other', async () => {
  // all from one address, as an office's people are
  for (let times = 0; times < 12; times++)
    expectProblem(await system.ask('GET', '/api/ledger/export', { as: 'kaihua-office' }), 403, 'not-your-role');
  const statuses: number[] = [];
  while (statuses.length < 12 && statuses.at(-1) !== 429) {
    const response = await fetch(address(), { headers: await headers() });
    statuses.push(response.status);
    await response.body?.cancel();
  }
  expect(statuses[0]).toBe(200);
  expect(statuses.at(-1)).toBe(429);
  expectProblem(await system.ask('GET', '/api/ledger/export', { as: 'kaihua-office' }), 403, 'not-your-role');
});

test('a verification of everything is asked for ten times a minute, and no oftener', async () => {
  const ask = (as: string) => system.ask('GET', '/api/verification', { as, language: 'en' });
  for (let times = 0; times < 12; times++) expectProblem(await ask('kaihua-office'), 403, 'not-your-role');
  const replies = await Promise.all(Array.from({ length: 11 }, () => ask('auditor')));
  expect(replies.map(({ status }) => status).sort()).toEqual([...Array.from({ length: 10 }, () => 200), 429]);
  const refused = replies.find(({ status }) => status === 429);
  if (refused) expectProblem(refused, 429, 'rate-limited');
  // others are not held up by who has used theirs up
  expect((await ask('coordinator')).status).toBe(200);
});
