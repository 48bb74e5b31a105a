/** Passwords of one's own, offices of trust that exclude one another, and sign-ins that leave a trace. */
import { connect } from 'node:net';
import { z } from 'zod';
import { demonstrationPassword } from '../../src/database/seed/accounts';
import { createSystemLedgerWriter } from '../../src/database/system-ledger';
import { listen } from './listening';
import { expectProblem, startSystem, type Reply, type System } from './system';

let system: System;
let address: string;
let write: (now?: Date) => Promise<number>;
beforeAll(async () => {
  system = await startSystem({ wrongSignInsPerMinute: 8, streamsPerAccount: 3, requestTimeoutMs: 1_000 });
  address = await system.app.listen({ host: '127.0.0.1', port: 0 });
  const writer = createSystemLedgerWriter(system.database.app, system.key);
  write = (now) => writer.write(now);
});
afterAll(() => system.stop());

const password = 'given by somebody';
const own = 'only I know this one';
const name = { zh: '新人', en: 'New person' };

const make = (username: string, organisation: string, role: string, more = {}) =>
  system.ask('POST', '/api/accounts', {
    as: 'admin',
    body: { username, password, name, organisation, role, ...more },
  });
const patch = (username: string, body: unknown, as = 'security', token?: string) =>
  system.ask('PATCH', `/api/accounts/${username}`, { ...(token === undefined ? { as } : { token }), body });
const signIn = (username: string, secret: string, headers = {}) =>
  system.ask('POST', '/api/sessions', { body: { username, password: secret }, headers });
const tokenIn = ({ body }: Reply): string => body.token ?? '';
const setPassword = (token: string, current: string, wanted: string) =>
  system.ask('PUT', '/api/me/password', { token, body: { current, new: wanted } });

const entriesOf = async (query: string) => {
  await write();
  const { body } = await system.ask('GET', `/api/system-ledger?${query}`, { as: 'auditor' });
  return z
    .array(
      z.looseObject({
        seq: z.number(),
        kind: z.string(),
        by: z.string().nullable(),
        text: z.string(),
        content: z.looseObject({}),
      }),
    )
    .parse(body.items);
};

describe('a password that somebody else has set', () => {
  test('must be changed before anything else is answered, and ends all other sessions', async () => {
    const made = await make('clerk-one', 'kaihua', 'office');
    expect([made.status, made.body['mustChangePassword']]).toEqual([201, true]);
    const first = await signIn('clerk-one', password);
    expect(first.body['mustChangePassword']).toBe(true);
    const [token, other] = [tokenIn(first), tokenIn(await signIn('clerk-one', password))];
    expectProblem(await system.ask('GET', '/api/tasks', { token }), 403, 'password-must-change');
    expectProblem(await system.ask('GET', '/api/events', { token }), 403, 'password-must-change');
    expect((await system.ask('GET', '/api/me', { token })).body['mustChangePassword']).toBe(true);
    expect((await setPassword(token, password, own)).status).toBe(204);
    expect((await system.ask('GET', '/api/tasks', { token })).status).toBe(200);
    expectProblem(await system.ask('GET', '/api/me', { token: other }), 401, 'unauthenticated');
    expectProblem(await signIn('clerk-one', password), 401, 'wrong-credentials');
    expect((await signIn('clerk-one', own)).body['mustChangePassword']).toBe(false);
  });
  test('is refused where it is one letter, the old one, or the old one is not known; each refusal is recorded', async () => {
    const token = tokenIn(await signIn('clerk-one', own));
    expectProblem(await setPassword(token, own, 'a'), 422, 'invalid-content', '/new');
    expectProblem(await setPassword(token, own, own), 422, 'password-unchanged', '/new');
    expectProblem(await setPassword(token, 'not it', 'another long one'), 422, 'current-password-wrong', '/current');
    expectProblem(await make('clerk-two', 'kaihua', 'office', { password: 'a' }), 422, 'invalid-content', '/password');
    expectProblem(await patch('clerk-one', { password: 'a' }), 422, 'invalid-content', '/password');
    expect((await system.ask('GET', '/api/me', { token })).status).toBe(200);
    const refused = await entriesOf('kind=refused');
    expect(refused.map(({ by, content }) => [by, content['act'], content['subject'], content['code']])).toEqual([
      ['security', 'change-account', 'clerk-one', 'invalid-content'],
      ['admin', 'make-account', 'clerk-two', 'invalid-content'],
      ['clerk-one', 'change-password', 'clerk-one', 'current-password-wrong'],
      ['clerk-one', 'change-password', 'clerk-one', 'password-unchanged'],
      ['clerk-one', 'change-password', 'clerk-one', 'invalid-content'],
    ]);
    expect(JSON.stringify(refused)).not.toContain('another long one');
  });
  test('of a demonstration account need not be changed', async () => {
    expect((await patch('wolong-chief', { password })).status).toBe(200);
    expect((await signIn('wolong-chief', password)).body['mustChangePassword']).toBe(false);
  });
});

describe('offices of trust', () => {
  test('the administrator who makes himself auditor is refused, and that is recorded', async () => {
    const change = { role: 'auditor', organisation: 'audit' };
    expectProblem(await patch('admin', change, 'admin'), 403, 'own-account', '/role');
    expectProblem(await patch('coordinator', change, 'admin'), 403, 'security-officer-only', '/role');
    expectProblem(await patch('admin', change), 409, 'trust-excludes', '/role');
    expectProblem(await patch('auditor', { active: false }), 409, 'last-of-role', '/active');
    const [last, , , first] = await entriesOf('kind=refused&limit=4');
    expect([first?.by, first?.content]).toEqual([
      'admin',
      expect.objectContaining({ code: 'own-account', subject: 'admin' }),
    ]);
    expect(last?.content['code']).toBe('last-of-role');
    const { rows } = await system.database.owner.query(
      `select role from account where username in ('admin', 'auditor') order by 1`,
    );
    expect(rows).toEqual([{ role: 'admin' }, { role: 'auditor' }]);
  });
  test('an account of trust that the administrator makes is closed until the security officer opens it', async () => {
    const made = await make('auditor-two', 'audit', 'auditor');
    expect([made.status, made.body['active']]).toEqual([201, false]);
    expectProblem(await signIn('auditor-two', password), 401, 'wrong-credentials');
    expectProblem(await patch('auditor-two', { active: true }, 'admin'), 403, 'security-officer-only', '/active');
    expect((await patch('auditor-two', { active: true })).body['active']).toBe(true);
  });
  test('who was one is never another, not even by way of an ordinary role', async () => {
    expect((await patch('auditor-two', { role: 'coordinator', organisation: 'coordination' })).status).toBe(200);
    expectProblem(await patch('auditor-two', { role: 'admin' }), 409, 'trust-excludes', '/role');
    expect((await patch('auditor-two', { role: 'auditor', organisation: 'audit' })).status).toBe(200);
  });
  test.each([
    ['admin', 'coordination'],
    ['auditor', 'audit'],
  ])('two of the role %s closed at once, the last ones: one stays', async (role, organisation) => {
    const two = [`${role}-north`, `${role}-south`];
    for (const username of two) {
      expect((await make(username, organisation, role)).status).toBe(201);
      expect((await patch(username, { active: true })).status).toBe(200);
    }
    const { owner } = system.database;
    await owner.query('update account set active = false where role = $1 and username <> all($2)', [role, two]);
    const closed = await Promise.all(two.map((username) => patch(username, { active: false })));
    const { rows } = await owner.query('select from account where role = $1 and active', [role]);
    expect(rows).toHaveLength(1);
    expect(closed.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    expect(closed.find(({ status }) => status === 409)?.body['code']).toBe('last-of-role');
    // for the tests that follow
    await owner.query('update account set active = (username = $1) where role = $1', [role]);
  });
  test('two security officers who close each other at once: one stays', async () => {
    expect((await make('security-two', 'coordination', 'security')).status).toBe(201);
    expect((await patch('security-two', { active: true })).status).toBe(200);
    const token = tokenIn(await signIn('security-two', password));
    expect((await setPassword(token, password, own)).status).toBe(204);
    const both = await Promise.all([
      patch('security-two', { active: false }),
      patch('security', { active: false }, 'security', token),
    ]);
    const { rows } = await system.database.owner.query<{ username: string }>(
      `select username from account where role = 'security' and active`,
    );
    expect(rows).toHaveLength(1);
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, expect.any(Number)]);
    expect(both.map(({ status }) => status)).toContain(200);
    // for the tests that follow
    await system.database.owner.query(`update account set active = true where username = 'security'`);
  });
});

describe('sign-ins', () => {
  test('stand in the log, with the address; wrong ones too, and names that nobody has only as a digest', async () => {
    const token = tokenIn(await signIn('market-head', demonstrationPassword));
    await system.ask('DELETE', '/api/sessions/current', { token });
    await signIn('market-head', 'wrong');
    await signIn('my-secret-typed-here', 'wrong');
    await write(new Date(Date.now() + 61_000));
    const entries = await entriesOf('limit=4&by=market-head');
    expect(entries.map(({ kind }) => kind)).toEqual(['sign-in-refused', 'signed-out', 'signed-in']);
    expect(entries[1]?.content).toEqual({ address: '127.0.0.1' });
    const refused = await entriesOf('kind=sign-in-refused');
    expect(refused.some(({ content }) => typeof content['unknown'] === 'string')).toBe(true);
    expect(JSON.stringify(refused)).not.toContain('my-secret');
  });
  test('wrong ones from one address are too many whatever the names', async () => {
    const tried: number[] = [];
    for (let nth = 0; nth < 20; nth++) tried.push((await signIn(`guess-${nth}`, 'Password2026!')).status);
    // the minute may end on the way: then eight more are looked at
    expect(tried).toContain(429);
    expect(tried.filter((status) => status === 401).length).toBeLessThanOrEqual(16);
    await system.database.owner.query('delete from sign_in_refused');
    expect((await signIn('market-head', demonstrationPassword)).status).toBe(200);
  });
});

describe('the system’s ledger', () => {
  test('is for auditor and security officer, page by page, by kind, person and day', async () => {
    for (const as of ['admin', 'coordinator', 'kaihua-chief'])
      expectProblem(await system.ask('GET', '/api/system-ledger', { as }), 403, 'not-your-role');
    // the one of before may have been closed, and its session with it
    const token = tokenIn(await signIn('security', demonstrationPassword));
    expect((await system.ask('GET', '/api/system-ledger', { token })).status).toBe(200);
    const all = await entriesOf('limit=500');
    expect(all.at(-1)?.kind).toBe('what-was-there');
    const first = await system.ask('GET', '/api/system-ledger?limit=2', { as: 'auditor' });
    const second = await system.ask('GET', `/api/system-ledger?limit=2&cursor=${first.body.next}`, { as: 'auditor' });
    expect([...(first.body.items ?? []), ...(second.body.items ?? [])]).toHaveLength(4);
    const made = await entriesOf('by=admin&kind=change');
    expect(made.length).toBeGreaterThan(0);
    expect(made.every(({ by, kind }) => by === 'admin' && kind === 'change')).toBe(true);
    expect(await entriesOf('until=2020-01-01')).toEqual([]);
    expectProblem(
      await system.ask('GET', '/api/system-ledger?kind=nothing', { as: 'auditor' }),
      422,
      'invalid-content',
      '/kind',
    );
    const english = await system.ask('GET', '/api/system-ledger?limit=1&kind=change', {
      as: 'auditor',
      language: 'en',
    });
    expect(english.body.items?.[0]).toMatchObject({
      title: 'Edit',
      text: expect.stringMatching(/^account .*\(edit \d+\)$/),
    });
  });
});

test('a name that turns the direction of writing is refused, and one of before is shown without the turn', async () => {
  const turned = '王\u202Eevil';
  expectProblem(
    await make('turned', 'kaihua', 'office', { name: { zh: turned, en: 'x' } }),
    422,
    'invalid-content',
    '/name/zh',
  );
  const body = { name: turned, fields: ['culture'] };
  expectProblem(
    await system.ask('POST', '/api/officers', { as: 'kaihua-chief', body }),
    422,
    'invalid-content',
    '/name',
  );
  await system.database.owner.query('update officer set name = $1 where id = $2', [turned, 'kaihua-03']);
  const { body: shown } = await system.ask('GET', '/api/officers/kaihua-03', { as: 'kaihua-chief' });
  expect(shown['name']).toBe('王\uFFFDevil');
});

describe('streams', () => {
  test('end with their session: at a sign-out, and when the password is changed elsewhere', async () => {
    const ears = await listen(system, address, 'culture-head');
    await ears.until(/retry/);
    await system.ask('DELETE', '/api/sessions/current', { as: 'culture-head' });
    await expect(ears.until(/never told/)).rejects.toThrow('the stream ended');
  });
  test('are bounded an account; of others they take nothing', async () => {
    const ears = [];
    for (let nth = 0; nth < 3; nth++) ears.push(await listen(system, address, 'ecology-head'));
    const refused = await system.ask('GET', '/api/events', { as: 'ecology-head' });
    expectProblem(refused, 429, 'too-many-streams');
    expect(Number(refused.header('retry-after'))).toBeGreaterThan(0);
    const other = await listen(system, address, 'transport-head');
    for (const one of [...ears, other]) one.stop();
  });
});

test('a request whose body never comes is ended within the limit that is set', async () => {
  const { port } = new URL(address);
  const answer = await new Promise<string>((resolve, reject) => {
    let text = '';
    const socket = connect(Number(port), '127.0.0.1', () =>
      socket.write(
        'POST /api/sessions HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{',
      ),
    );
    socket.on('data', (data) => (text += data.toString('utf8')));
    socket.on('end', () => resolve(text));
    socket.on('error', reject);
  });
  expect(answer).toMatch(/^HTTP\/1\.1 408 .*request-timeout/s);
});
