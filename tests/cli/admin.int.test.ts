/** The way in and the way back at the machine itself, one's own password, and the system's ledger on the command line. */
import { exits } from '../../src/cli/failure';
import { demonstrationPassword } from '../../src/database/seed/accounts';
import { createSystemLedgerWriter } from '../../src/database/system-ledger';
import { startSystem, type System } from '../api/system';
import { fuquan, home, type Said } from './terminal';

let system: System;
let server: string;
beforeAll(async () => {
  system = await startSystem();
  server = await system.app.listen({ host: '127.0.0.1', port: 0 });
  await createSystemLedgerWriter(system.database.app, system.key).write();
});
afterAll(() => system.stop());

const password = 'long enough, surely';
const onMachine = (words: readonly string[], FUQUAN_PASSWORD = password): Promise<Said> =>
  fuquan(['admin', ...words], { environment: { DATABASE_URL: system.database.url, FUQUAN_PASSWORD } });
const signIn = (username: string, secret: string, HOME = home()): Promise<Said> =>
  fuquan(['login', username], { environment: { HOME, FUQUAN_SERVER: server, FUQUAN_PASSWORD: secret } });

test('given an open administrator, then no other is made; given none, then one is, by the rule for passwords', async () => {
  const again = await onMachine(['create', 'second']);
  expect(again.exit).not.toBe(exits.ok);
  expect(again.err).toContain('an open account with the role admin already');
  await system.database.owner.query(`update account set active = false where role = 'admin'`);
  expect((await onMachine(['create', 'Bad Name'])).exit).toBe(exits.usage);
  const short = await onMachine(['create', 'first'], 'a');
  expect([short.exit, short.err]).toEqual([exits.usage, expect.stringContaining('At least 12 character')]);
  expect((await onMachine(['create', 'first', '--organisation', 'kaihua'])).exit).toBe(exits.usage);
  const turned = await onMachine(['create', 'first', '--name', 'first\u202etsrif']);
  expect([turned.exit, turned.err]).toEqual([exits.usage, expect.stringContaining('turn the direction of writing')]);
  expect((await onMachine(['create', 'first', '--name', '\u200b'])).err).toContain('shows nothing');
  expect((await onMachine(['create', 'first'])).exit).toBe(exits.ok);
  expect((await onMachine(['create', 'first', '--role', 'security'])).exit).not.toBe(exits.ok);
  expect((await signIn('first', password)).exit).toBe(exits.ok);
});

test('given a system without a security officer, then the machine appoints one, and the administrator is told how', async () => {
  await system.database.owner.query(`update account set active = false where role = 'security'`);
  const HOME = home();
  await signIn('first', password, HOME);
  const { body, status } = await system.ask('PATCH', '/api/accounts/kaihua-chief', {
    token: (await system.ask('POST', '/api/sessions', { body: { username: 'first', password } })).body.token ?? '',
    body: { password: 'another long one' },
  });
  expect([status, body.code]).toEqual([409, 'no-security-officer']);
  expect((await onMachine(['role', 'coordinator', 'security'])).exit).toBe(exits.ok);
  const excluded = await onMachine(['role', 'coordinator', 'admin']);
  expect(excluded.err).toContain('exclude one another');
  const last = await onMachine(['role', 'auditor', 'government']);
  expect(last.err).toContain('the last open account of this role');
  const { out } = await onMachine(['show']);
  expect(out).toMatch(/security .*coordinator .*coordination .*open/);
});

test('given a forgotten password, then one is set at the machine and changed by the person at the sign-in', async () => {
  await system.database.owner.query(`update account set demonstration = false where username = 'auditor'`);
  expect((await onMachine(['password', 'nobody'])).exit).toBe(exits.usage);
  expect((await onMachine(['password', 'auditor'])).exit).toBe(exits.ok);
  const HOME = home();
  const signedIn = await signIn('auditor', password, HOME);
  expect([signedIn.exit, signedIn.err]).toEqual([exits.ok, expect.stringContaining('fuquan password')]);
  const environment = { HOME, FUQUAN_SERVER: server };
  expect((await fuquan(['tasks'], { environment })).err).toContain('Change it to one that only you know');
  const own = 'only I know this one';
  const wrong = await fuquan(['password', '--password-stdin'], { environment, input: `${password}\na\n` });
  expect([wrong.exit, wrong.err]).toEqual([exits.refused, expect.stringContaining('At least 12 character')]);
  const set = await fuquan(['password', '--password-stdin'], { environment, input: `${password}\n${own}\n` });
  expect([set.err, set.exit]).toEqual(['', exits.ok]);
  await createSystemLedgerWriter(system.database.app, system.key).write();
  const { out } = await fuquan(['system-ledger', '--kind', 'at-the-machine'], { environment });
  expect(out).toMatch(/set a password of auditor/);
  expect(out).toMatch(/change the role of coordinator/);
  expect((await fuquan(['system-ledger', '--by', 'first', '--json'], { environment })).out).toContain('signed-in');
  expect((await signIn('auditor', demonstrationPassword)).exit).not.toBe(exits.ok);
});
