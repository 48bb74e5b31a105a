import { demonstrationPassword } from '../../src/database/seed/accounts';
import { expectProblem, startSystem, type System } from './system';

let system: System;
beforeAll(async () => {
  system = await startSystem({ signInsPerMinute: 5 });
});
afterAll(() => system.stop());

const credentials = (username: string, password = demonstrationPassword) => ({
  body: { username, password },
});

test('who signs in is given a token and a cookie that scripts cannot read and other sites cannot send', async () => {
  const reply = await system.ask('POST', '/api/sessions', credentials('coordinator'));
  expect(reply.status).toBe(200);
  expect(reply.body['user']).toMatchObject({
    username: 'coordinator',
    role: 'coordinator',
    organisation: 'coordination',
  });
  expect(reply.header('set-cookie')).toMatch(/HttpOnly/);
  expect(reply.header('set-cookie')).toMatch(/SameSite=Strict/);
  const me = await system.ask('GET', '/api/me', {
    token: reply.body.token ?? '',
  });
  expect(me.body).toMatchObject({
    username: 'coordinator',
    demonstration: true,
  });
});

test('of a token the database has the digest only', async () => {
  const token = await system.tokenOf('auditor');
  const { rows } = await system.database.owner.query<{ text: string }>('select session::text as text from session');
  expect(rows.length).toBeGreaterThan(0);
  for (const { text } of rows) expect(text).not.toContain(token);
});

test('a wrong password and an unknown name are told alike', async () => {
  const wrong = await system.ask('POST', '/api/sessions', credentials('government', 'nonsense'));
  const unknown = await system.ask('POST', '/api/sessions', credentials('nobody-here'));
  expectProblem(wrong, 401, 'wrong-credentials');
  expectProblem(unknown, 401, 'wrong-credentials');
  expect(wrong.body.detail).toBe(unknown.body.detail);
});

test('a closed account cannot sign in, and its sessions end', async () => {
  const token = await system.tokenOf('transport-head');
  const closed = await system.ask('PATCH', '/api/accounts/transport-head', {
    as: 'admin',
    body: { active: false },
  });
  expect(closed.status).toBe(200);
  expectProblem(await system.ask('GET', '/api/me', { token }), 401, 'unauthenticated');
  expectProblem(await system.ask('POST', '/api/sessions', credentials('transport-head')), 401, 'wrong-credentials');
});

test('without a token, with a wrong one or an expired one: 401, each with its code', async () => {
  expectProblem(await system.ask('GET', '/api/me'), 401, 'unauthenticated');
  expectProblem(await system.ask('GET', '/api/tasks', { token: 'A'.repeat(43) }), 401, 'unauthenticated');
  expectProblem(
    await system.ask('GET', '/api/tasks', {
      headers: { authorization: 'Basic Zm9vOmJhcg==' },
    }),
    401,
    'unauthenticated',
  );
  const token = await system.tokenOf('market-head');
  await system.database.owner.query(
    `update session set expires = now() - interval '1 second' where username = 'market-head'`,
  );
  const expired = await system.ask('GET', '/api/me', { token });
  expectProblem(expired, 401, 'session-expired');
  expect(expired.header('www-authenticate')).toMatch(/^Bearer/);
});

test('signing out ends the session', async () => {
  const token = await system.tokenOf('culture-head');
  expect((await system.ask('DELETE', '/api/sessions/current', { token })).status).toBe(204);
  expectProblem(await system.ask('GET', '/api/me', { token }), 401, 'unauthenticated');
});

test('an act by cookie that another site caused is refused; from our own page it is not', async () => {
  const token = await system.tokenOf('admin');
  const cookie = `fuquan_session=${token}`;
  const act = (headers: { readonly [name: string]: string }) =>
    system.ask('PATCH', '/api/accounts/nobody', {
      body: { active: true },
      headers: { cookie, host: 'city.example', ...headers },
    });
  expectProblem(await act({ origin: 'https://evil.example' }), 403, 'forbidden');
  expectProblem(await act({ 'sec-fetch-site': 'cross-site' }), 403, 'forbidden');
  expectProblem(await act({ origin: 'http://city.example' }), 404, 'not-found');
  expect(
    (
      await system.ask('GET', '/api/me', {
        headers: { cookie, origin: 'https://evil.example' },
      })
    ).status,
  ).toBe(200);
});

test('guessing a password is slowed down', async () => {
  const guess = () => system.ask('POST', '/api/sessions', credentials('wolong-chief', 'guess'));
  for (let nth = 0; nth < 5; nth++) expectProblem(await guess(), 401, 'wrong-credentials');
  const refused = await guess();
  expectProblem(refused, 429, 'rate-limited');
  expect(Number(refused.header('retry-after'))).toBeGreaterThan(0);
});
