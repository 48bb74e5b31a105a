/** Uploads are scanned before they are kept; what is not found clean is not kept. */
import pino from 'pino';
import { createScanner } from '../../src/scanning/scanner';
import { fakeClamd, virus, type FakeClamd } from '../scanning/fake-clamd';
import { upload } from './files';
import { expectProblem, startSystem, type System } from './system';

// looks at the file as the operator's script would: 0 clean, 1 infected with the finding, all else is a failure
const script = `content=$(cat)
case $content in
  *${virus}*) echo 'Test-Virus-1'; exit 1 ;;
  *crash*) exit 3 ;;
  *hang*) sleep 600 ;;
esac`;

const lines: string[] = [];
const log = pino({ level: 'warn' }, { write: (line: string) => void lines.push(line) });
let system: System;
let clamd: FakeClamd;
beforeAll(async () => {
  clamd = await fakeClamd();
  const scanner = createScanner({ command: ['/bin/sh', '-c', script], clamd: clamd.address, timeoutMs: 3_000 });
  system = await startSystem({ scanner, log });
});
afterAll(async () => {
  await system.stop();
  await clamd.stop();
});

const kept = async (): Promise<number> => {
  const { rows } = await system.database.owner.query<{ count: number }>('select count(*)::int as count from file');
  return rows[0]?.count ?? -1;
};

test('a clean file is kept with who found it so, and when', async () => {
  const reply = await upload(system, 'kaihua-office', 'a survey');
  expect(reply.status).toBe(201);
  expect(reply.body).toMatchObject({ scan: 'clean', scanner: 'sh + clamd' });
  expect(reply.body['scanned']).toEqual(expect.any(String));
  const again = await system.ask('GET', `/api/files/${reply.body.id}`, { as: 'kaihua-office' });
  expect(again.body).toEqual(reply.body);
  expect(clamd.received.at(-1)?.toString()).toBe('a survey');
});

test('an infected file is refused with what was found, logged, and not kept', async () => {
  const before = await kept();
  const reply = await upload(system, 'kaihua-office', `a survey with ${virus}`, { language: 'en' });
  expectProblem(reply, 422, 'file-infected', '/file');
  expect(reply.body.detail).toContain('Test-Virus-1');
  expect(await kept()).toBe(before);
  expect(lines.filter((line) => line.includes('Test-Virus-1') && line.includes('kaihua-office'))).toHaveLength(1);
});

test.each(['crash', 'hang', 'too much', 'hang up'])(
  'where the scanner fails (%s), nothing is kept',
  async (content) => {
    const before = await kept();
    expectProblem(await upload(system, 'kaihua-office', content), 503, 'scanner-unavailable', '/file');
    expect(await kept()).toBe(before);
  },
);

test('the same upload again is the same file, and is not scanned a second time', async () => {
  const first = await upload(system, 'kaihua-office', 'once', { key: 'once' });
  const scans = clamd.received.length;
  const again = await upload(system, 'kaihua-office', 'once', { key: 'once' });
  expect(again.body).toEqual(first.body);
  expect(clamd.received).toHaveLength(scans);
  expectProblem(await upload(system, 'kaihua-office', 'other', { key: 'once' }), 422, 'idempotency-key-reused');
});

test('without a scanner, a file is kept and said to be not scanned', async () => {
  const unguarded = await startSystem();
  try {
    const reply = await upload(unguarded, 'kaihua-office', virus);
    expect(reply.body).toMatchObject({ scan: 'none', scanner: null, scanned: null });
  } finally {
    await unguarded.stop();
  }
});
