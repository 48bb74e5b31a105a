import { bodyLimit } from '../../src/api/http/problems';
import { expectProblem, startSystem, type System } from './system';

let system: System;
beforeAll(async () => {
  system = await startSystem();
});
afterAll(() => system.stop());

describe('whatever is sent is answered with problem details, in the reader’s language', () => {
  test('an address that leads nowhere', async () => {
    expectProblem(await system.ask('GET', '/api/nothing'), 404, 'not-found');
    expectProblem(await system.ask('GET', '/nothing'), 404, 'not-found');
    expectProblem(await system.ask('GET', '/api/%E0%A4%A'), 404, 'not-found');
  });
  test('malformed JSON, an empty body, prototypes', async () => {
    for (const raw of ['{"title":', 'null,', '{"__proto__":{"x":1}}'])
      expectProblem(await system.ask('POST', '/api/sessions', { raw }), 400, 'malformed-json');
    const empty = await system.ask('POST', '/api/sessions', { raw: '' });
    expectProblem(empty, 422, 'invalid-content', '/username');
  });
  test('a body over the limit', async () => {
    const raw = JSON.stringify({
      username: 'x'.repeat(bodyLimit),
      password: 'x',
    });
    expectProblem(await system.ask('POST', '/api/sessions', { raw }), 413, 'too-large');
  });
  test('another kind of content', async () => {
    const reply = await system.ask('POST', '/api/sessions', {
      raw: 'a=b',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });
    expectProblem(reply, 415, 'unsupported-media-type');
  });
  test('every wrong field is named, and unknown ones too', async () => {
    const reply = await system.ask('POST', '/api/sessions', {
      body: { username: 5, more: true },
    });
    expectProblem(reply, 422, 'invalid-content', '/username');
    expect(reply.body.errors?.map(({ field }) => field).sort()).toEqual(['/more', '/password', '/username']);
  });
  test('Chinese unless English is asked for', async () => {
    const zh = await system.ask('GET', '/api/me');
    const en = await system.ask('GET', '/api/me', {
      language: 'en-US,en;q=0.9',
    });
    expect(zh.body.title).toBe('尚未登录');
    expect(zh.header('content-language')).toBe('zh-CN');
    expect(en.body.title).toBe('Not signed in');
    expect(en.header('content-language')).toBe('en');
  });
  test('a cursor or a limit that cannot be', async () => {
    expectProblem(
      await system.ask('GET', '/api/powers?cursor=!!', { as: 'auditor' }),
      422,
      'cursor-invalid',
      '/cursor',
    );
    expectProblem(await system.ask('GET', '/api/powers?limit=0', { as: 'auditor' }), 422, 'invalid-content', '/limit');
    expectProblem(
      await system.ask('GET', '/api/powers?colour=red', { as: 'auditor' }),
      422,
      'invalid-content',
      '/colour',
    );
  });
  test('an address that is no UTF-8: nothing else is looked for', async () => {
    for (const url of ['/api/register?q=%E0', '/api/transfers.xlsx?q=%ED%A0%80', '/api/transfers?q=%C0%AF'])
      expectProblem(await system.ask('GET', url, { as: 'auditor' }), 422, 'invalid-content', '/q');
    expect((await system.ask('GET', '/api/register?q=%EF%BF%BD')).status).toBe(200);
    expect((await system.ask('GET', '/api/register?q=100%')).status).toBe(200);
  });
  test('a zero byte in an address', async () => {
    expectProblem(await system.ask('GET', '/api/powers?q=%00', { as: 'auditor' }), 422, 'invalid-content', '/q');
  });
  test('a fault says nothing but its request id', async () => {
    await system.database.owner.query('alter table field rename to field_away');
    try {
      const reply = await system.ask('GET', '/api/powers', { as: 'auditor' });
      expectProblem(reply, 500, 'internal');
      expect(reply.body['requestId']).toBe(reply.header('x-request-id'));
      expect(reply.text).not.toMatch(/relation|field_away|select/);
    } finally {
      await system.database.owner.query('alter table field_away rename to field');
    }
  });
});

describe('lists', () => {
  test('pages together are the whole, each once', async () => {
    const all = await system.ask('GET', '/api/powers?limit=500', {
      as: 'auditor',
    });
    const paged: unknown[] = [];
    let cursor = '';
    do {
      const page = await system.ask('GET', `/api/powers?limit=7${cursor && `&cursor=${cursor}`}`, { as: 'auditor' });
      paged.push(...(page.body.items ?? []));
      cursor = page.body.next ?? '';
    } while (cursor !== '');
    expect(paged).toEqual(all.body.items);
    expect(paged.length).toBeGreaterThanOrEqual(49);
  });
  test('a power says in which modes it may be launched', async () => {
    const { body } = await system.ask('GET', '/api/powers?limit=500', {
      as: 'kaihua-office',
      language: 'en',
    });
    const powers = body.items ?? [];
    const modes = (type: string) => powers.filter((power) => power['type'] === type).map((power) => power['modes']);
    expect(modes('compulsion').every((list) => Array.isArray(list) && list.length === 0)).toBe(true);
    expect(modes('inspection').filter((list) => Array.isArray(list) && list.length > 0)).toHaveLength(2);
    expect(powers.find((power) => power['restrictsFreedom'] === true)?.['modes']).toEqual([]);
  });
  test('steps, organisations and the demonstration’s accounts', async () => {
    expect((await system.ask('GET', '/api/steps')).body.items).toHaveLength(23);
    expect((await system.ask('GET', '/api/organisations', { as: 'auditor' })).body.items).toHaveLength(12);
    const accounts = await system.ask('GET', '/api/demo/accounts');
    expect(accounts.body.items).toContainEqual(
      expect.objectContaining({
        username: 'coordinator',
        organisation: 'coordination',
      }),
    );
    expect(accounts.text).not.toMatch(/hash|argon/);
  });
  test('the register is public', async () => {
    expect((await system.ask('GET', '/api/register?on=2026-01-01')).body.items).toEqual([]);
    expectProblem(await system.ask('GET', '/api/register?on=2026-02-31'), 422, 'invalid-content', '/on');
  });
});

describe('dates and downloads', () => {
  test.each([
    '/api/register?sinceFrom=0000-01-01',
    '/api/register?on=0000-06-01',
    '/api/register.csv?sinceUntil=0000-01-01',
    '/api/register.xlsx?sinceUntil=0099-01-01',
    '/api/transfers?launchedFrom=0000-01-01',
    '/api/transfers.xlsx?endedUntil=0000-01-01',
    '/api/ledger?from=0000-01-01',
    '/api/register.csv?power=%00',
    '/api/transfers.xlsx?q=%00',
    '/api/powers.csv?q=%00',
    '/api/officers.xlsx?q=%00',
  ])('%s is refused before anything is answered', async (address) => {
    const field = `/${/\?(\w+)=/.exec(address)?.[1]}`;
    expectProblem(await system.ask('GET', address, { as: 'coordinator' }), 422, 'invalid-content', field);
  });
  test('a date of the year 0 in what is sent', async () => {
    const body = { title: 'x', subDistrict: 'kaihua', powers: ['MR-001'], plannedEffectiveDate: '0000-01-01' };
    const reply = await system.ask('POST', '/api/transfers', { as: 'coordinator', body });
    expectProblem(reply, 422, 'invalid-content', '/plannedEffectiveDate');
    expectProblem(
      await system.ask('DELETE', '/api/calendar/local-days/0000-01-01', { as: 'coordinator' }),
      404,
      'not-found',
    );
  });
  test('a download that cannot begin is a problem, not an empty file', async () => {
    const { owner } = system.database;
    await owner.query('alter table register rename to register_away');
    try {
      for (const format of ['csv', 'xlsx'])
        expectProblem(await system.ask('GET', `/api/register.${format}`), 500, 'internal');
    } finally {
      await owner.query('alter table register_away rename to register');
    }
    expect((await system.ask('GET', '/api/register.csv')).status).toBe(200);
  });
});

describe('operations', () => {
  test('health, readiness, figures, and the interface’s description', async () => {
    expect((await system.ask('GET', '/healthz')).status).toBe(200);
    expect((await system.ask('GET', '/readyz')).body).toMatchObject({
      database: true,
      engine: true,
    });
    expect((await system.ask('GET', '/metrics')).text).toMatch(/fuquan_http_request_seconds_count/);
    const document = await system.ask('GET', '/openapi.json');
    expect(document.body['openapi']).toMatch(/^3\.1/);
    expect(Object.keys(Object(document.body['paths']))).toEqual(
      expect.arrayContaining([
        '/api/transfers',
        '/api/tasks/{id}/complete',
        '/api/events',
        '/api/register',
        '/api/files',
      ]),
    );
    expect((await system.ask('GET', '/docs/')).status).toBe(200);
    expect((await system.ask('GET', '/')).text).toContain('/docs');
  });
});
