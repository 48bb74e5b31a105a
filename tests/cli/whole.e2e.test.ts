/** The command line on a running system: every way in, and the errors that people meet. */
import { Client, Connection } from '@temporalio/client';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { rebuild } from '../../src/cli/rebuild';
import { exits } from '../../src/cli/failure';
import { demonstrationPassword } from '../../src/database/seed/accounts';
import { startSystem, type System } from '../api/system';
import { accessTo } from '../setup/sealing';
import { temporalAddress } from '../setup/temporal';
import { fuquan, home, type Said } from './terminal';

let system: System;
let server: string;
const folder = mkdtempSync(join(tmpdir(), 'fuquan-whole-'));
const homes = new Map<string, string>();

/** Runs the command as this person, signed in before. */
async function as(username: string, ...words: string[]): Promise<Said> {
  const HOME = homes.get(username) ?? home();
  const environment = { HOME, FUQUAN_SERVER: server, FUQUAN_PASSWORD: demonstrationPassword };
  if (!homes.has(username)) {
    expect((await fuquan(['login', username], { environment })).exit).toBe(exits.ok);
    homes.set(username, HOME);
  }
  return fuquan(words, { environment });
}
const file = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};
const items = z.object({
  items: z.array(z.looseObject({ id: z.string(), step: z.string(), powers: z.array(z.string()) })),
});
async function tasksOf(username: string, transfer: string) {
  return items.parse(JSON.parse((await as(username, 'tasks', '--transfer', transfer, '--json')).out)).items;
}
const launched = (said: Said): string => z.looseObject({ id: z.string() }).parse(JSON.parse(said.out)).id;

beforeAll(async () => {
  system = await startSystem({ worker: true });
  server = await system.app.listen({ host: '127.0.0.1', port: 0 });
});
afterAll(() => system.stop());

test('a launch from CSV, completed in bulk from CSV, is in the history and verifies, offline too', async () => {
  const powers = file('powers.csv', 'power,territory\nMR-001,\nMR-002,old town\nMR-003,\n');
  const id = launched(await as('coordinator', 'launch', powers, '--title', 'From CSV', '--to', 'kaihua', '--json'));
  const [task] = await tasksOf('kaihua-chief', id);
  if (!task) throw new Error('no task');
  const rows = `task,power,outcome,reason\n${task.id},MR-001,needed,\n${task.id},MR-002,needed,\n${task.id},MR-003,notNeeded,none here\n`;
  const csv = file('answers.csv', rows);
  const incomplete = await as('kaihua-chief', 'complete', '--csv', csv);
  expect(incomplete).toMatchObject({ exit: exits.usage, out: '' });
  expect(incomplete.err).toContain('line 2  the form lacks');
  expect((await as('kaihua-chief', 'complete', '--csv', csv, '--examples')).exit).toBe(exits.ok);
  expect((await as('coordinator', 'show', id)).out).toMatch(/MR-003 .*not needed/);
  expect((await as('auditor', 'history', id)).out).toMatch(/needed 2, not needed 1/);
  expect((await as('auditor', 'verify', id)).out).toContain('intact');
  const output = join(folder, 'ledger.jsonl');
  expect((await as('auditor', 'export', '-o', output)).exit).toBe(exits.ok);
  expect((await fuquan(['verify', '--file', output])).exit).toBe(exits.ok);
  file('forged.jsonl', readFileSync(output, 'utf8').replace('none here', 'none left'));
  const forged = await fuquan(['verify', '--file', join(folder, 'forged.jsonl')]);
  expect(forged.exit).toBe(exits.refused);
  expect(forged.out).toContain(`${id} #2`);
});

test('a ledger is compared with the engine’s own history', async () => {
  const id = launched(
    await as('coordinator', 'launch', '--to', 'wolong', '--power', 'MR-009', '--title', 'C', '--json'),
  );
  const compared = await as('auditor', 'compare', id, '--lang', 'en');
  expect(compared).toMatchObject({ exit: exits.ok, err: '' });
  expect(compared.out).toContain('Ledger and engine agree');
  const { owner } = system.database;
  await owner.query('alter table ledger disable trigger user');
  // the content itself is hashed, whatever stands in the column
  await owner.query("update ledger set content = content || ' ' where transfer = $1", [id]);
  const differs = await as('auditor', 'compare', id, '--lang', 'en');
  expect(differs.exit).toBe(exits.refused);
  expect(differs.out).toMatch(/Ledger and engine differ[\s\S]*1 .*remembers another hash/);
  await owner.query('update ledger set content = rtrim(content) where transfer = $1', [id]);
  await owner.query('alter table ledger enable trigger user');
});

test('bad rows are all named and nothing is launched; what only the server knows is named by its line', async () => {
  const bad = file('bad.csv', 'power\nMR-004\nZZ-001\nMR-004\n');
  const said = await as('coordinator', 'launch', bad, '--title', 'Bad', '--to', 'kaihua');
  expect(said.exit).toBe(exits.refused);
  expect(said.err).toMatch(/line 3 .*ZZ-001[\s\S]*line 4 .*MR-004/);
  const compulsion = file('compulsion.csv', 'power\nMR-004\nMR-012\n');
  const refused = await as('coordinator', 'launch', compulsion, '--title', 'Bad', '--to', 'kaihua');
  expect(refused.exit).toBe(exits.refused);
  expect(refused.err).toMatch(/line 3 .*MR-012/);
  expect((await as('coordinator', 'transfers')).out).not.toContain('Bad');
});

test('the same key launches once; another body with it is refused', async () => {
  const words = ['launch', '--to', 'kaihua', '--power', 'MR-005', '--key', 'k1', '--json'];
  const first = launched(await as('coordinator', ...words, '--title', 'Once'));
  expect(launched(await as('coordinator', ...words, '--title', 'Once'))).toBe(first);
  const other = await as('coordinator', ...words, '--title', 'Twice');
  expect(other.exit).toBe(exits.refused);
  expect(JSON.parse(other.err)).toMatchObject({ code: 'idempotency-key-reused' });
});

test('a plan is uploaded and launched with; sent again with the same key it is the same file', async () => {
  const plan = file('方案.pdf', '%PDF-1.7 plan');
  const words = ['launch', '--to', 'xinping', '--power', 'MR-007', '--title', 'Planned', '--key', 'k2', '--json'];
  const id = launched(await as('coordinator', ...words, '--plan', plan));
  expect(launched(await as('coordinator', ...words, '--plan', plan))).toBe(id);
  const shown = z
    .looseObject({ plan: z.array(z.looseObject({ name: z.string() })) })
    .parse(JSON.parse((await as('xinping-chief', 'show', id, '--json')).out));
  expect(shown.plan.map(({ name }) => name)).toEqual(['方案.pdf']);
  const wrong = await as('coordinator', ...words, '--plan', file('plan.exe', 'x'));
  expect(wrong.exit).toBe(exits.usage);
  expect(wrong.err).toContain('plan.exe');
});

test('suspend, resume, withdraw; who may not is told so', async () => {
  const words = ['launch', '--to', 'wolong', '--power', 'MR-001,MR-002', '--title', 'Acts', '--json'];
  const id = launched(await as('coordinator', ...words));
  expect((await as('kaihua-chief', 'suspend', id, '--reason', 'x')).exit).toBe(exits.refused);
  expect((await as('coordinator', 'suspend', id, '--reason', 'catalogue changes')).out).toContain('suspended');
  expect((await as('coordinator', 'resume', id, '--reason', 'published')).out).toContain('in progress');
  const unknown = await as('coordinator', 'recall', id, '--reason', 'x', '--code', 'boredom');
  expect(unknown).toMatchObject({ exit: exits.usage, out: '' });
  expect(unknown.err).toMatch(/boredom.*too-specialised/);
  expect((await as('coordinator', 'recall', id, '--reason', 'x', '--code', 'unused')).exit).toBe(exits.refused);
  expect((await as('coordinator', 'withdraw', id, '--reason', 'later')).out).toContain('withdrawn');
});

test('a wrong token, and no token', async () => {
  const environment = { FUQUAN_SERVER: server };
  expect(await fuquan(['tasks', '--token', 'bogus'], { environment })).toMatchObject({ exit: exits.refused, out: '' });
  expect((await fuquan(['tasks'], { environment })).err).toContain('fuquan login');
  const wrong = await fuquan(['login', 'coordinator', '--password', 'wrong'], { environment });
  expect(wrong.exit).toBe(exits.refused);
  expect((await fuquan(['register'], { environment })).exit).toBe(exits.ok);
});

test('the walkthrough drives one whole transfer to in force, with a return and a refusal', async () => {
  const { exit, out, err } = await as('coordinator', 'walkthrough', '--day', '60ms', '--json');
  expect(err).toBe('');
  const told = z.looseObject({
    state: z.string(),
    verdict: z.string(),
    powers: z.array(z.object({ code: z.string(), state: z.string() })),
    steps: z.array(z.looseObject({ step: z.string(), outcomes: z.record(z.string(), z.number()) })),
  });
  const { state, verdict, powers, steps } = told.parse(JSON.parse(out));
  expect({ exit, state, verdict }).toEqual({ exit: exits.ok, state: 'in-force', verdict: 'intact' });
  expect(powers.map((power) => power.state).sort()).toEqual([...Array<string>(5).fill('in-force'), 'refused']);
  const outcomes = new Set(steps.flatMap((step) => Object.keys(step.outcomes)));
  expect([...outcomes]).toEqual(expect.arrayContaining(['returned', 'refused', 'reported', 'witnessed', 'retain']));
});

test('checkpoint signs, and verify --database holds the ledger against it', async () => {
  const environment = { DATABASE_URL: system.database.url, FUQUAN_DATA: folder };
  expect((await fuquan(['checkpoint'], { environment })).exit).toBe(exits.ok);
  const key = join(folder, 'keys', 'checkpoint.pem.pub');
  const words = ['verify', '--database', system.database.url, '--public-key', key, '--json'];
  expect(JSON.parse((await fuquan(words, { environment })).out)).toMatchObject({ verdict: 'intact', checkpoints: 1 });

  const output = join(folder, 'city.jsonl');
  expect((await as('auditor', 'export', '--all', '-o', output)).exit).toBe(exits.ok);
  const offline = ['verify', '--file', output, '--public-key', key, '--json'];
  expect(JSON.parse((await fuquan(offline)).out)).toMatchObject({ verdict: 'intact', checkpoints: 1 });
  expect((await as('coordinator', 'export', '--all', '-o', join(folder, 'no.jsonl'))).exit).toBe(exits.refused);
  expect((await as('auditor', 'export', 'some-id', '--all')).exit).toBe(exits.usage);
});

test('no key of checkpoints comes silently in the place of another; a new one is noted, and older checkpoints stay valid', async () => {
  const environment = { DATABASE_URL: system.database.url, FUQUAN_DATA: folder };
  const file = join(folder, 'keys', 'checkpoint.pem');
  const first = readFileSync(file, 'utf8');
  rmSync(file);
  const refused = await fuquan(['checkpoint'], { environment });
  expect([refused.exit === exits.ok, existsSync(file)]).toEqual([false, false]);
  expect(refused.err).toMatch(/--new-key/);
  expect((await fuquan(['checkpoint', '--new-key'], { environment })).exit).toBe(exits.ok);
  const verified = async (key: string) => {
    const words = ['verify', '--database', system.database.url, '--public-key', key, '--json'];
    return JSON.parse((await fuquan(words, { environment })).out) as unknown;
  };
  expect(await verified(`${file}.pub`)).toMatchObject({ verdict: 'intact', checkpoints: 2, vouched: 2 });
  // the old one put back is not the one in use
  writeFileSync(file, first);
  expect((await fuquan(['checkpoint'], { environment })).exit).not.toBe(exits.ok);
  expect((await fuquan(['checkpoint', '--new-key'], { environment })).exit).toBe(exits.ok);
  expect(await verified(`${file}.pub`)).toMatchObject({ verdict: 'intact', checkpoints: 3, vouched: 3 });
  const { rows } = await system.database.owner.query<{ kind: string }>(
    `select kind from system_note where content ->> 'for' = 'checkpoints' order by id`,
  );
  expect(rows.map(({ kind }) => kind)).toEqual(['key-made', 'key-lost', 'key-made', 'key-lost', 'key-made']);
});

test('transfers whose procedure the engine has lost are rebuilt from the ledger and go on', async () => {
  const words = ['launch', '--to', 'xinping', '--power', 'MR-001', '--title', 'Lost', '--json'];
  const id = launched(await as('coordinator', ...words));
  const [task] = await tasksOf('xinping-chief', id);
  expect((await as('xinping-chief', 'complete', task?.id ?? '', '--outcome', 'needed', '--examples')).exit).toBe(
    exits.ok,
  );
  const connection = await Connection.connect({ address: temporalAddress() });
  const handle = new Client({ connection }).workflow.getHandle(id);
  const { taskQueue } = await handle.describe();
  await handle.terminate('lost');
  await connection.close();
  const local = {
    databaseUrl: system.database.url,
    temporal: accessTo(temporalAddress()),
    data: '',
  };
  const rebuilt = await rebuild(local, undefined, taskQueue);
  expect(rebuilt.find(({ transfer }) => transfer === id)).toMatchObject({ result: 'rebuilt', ledger: 2, engine: 2 });
  expect(rebuilt.filter(({ result }) => result === 'behind')).toEqual([]);
  const [next] = await tasksOf('market-assessor', id);
  expect((await as('market-assessor', 'complete', next?.id ?? '', '--outcome', 'capable', '--examples')).exit).toBe(
    exits.ok,
  );
});
