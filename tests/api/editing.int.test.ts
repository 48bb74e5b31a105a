/** Whoever may edit can; everybody can see who changed what, and nobody can change that. */
import { seal } from '../../src/runtime/personal-data';
import { z } from 'zod';
import { expectProblem, startSystem, type System } from './system';

let system: System;
beforeAll(async () => {
  system = await startSystem();
});
afterAll(() => system.stop());

const history = async (query: string) =>
  z
    .array(
      z.looseObject({
        subject: z.string(),
        by: z.string(),
        created: z.boolean(),
        changes: z.array(z.object({ field: z.string(), before: z.unknown(), after: z.unknown() })),
      }),
    )
    .parse((await system.ask('GET', `/api/changes?${query}`, { as: 'auditor' })).body.items);

describe('a power', () => {
  const patch = (code: string, body: unknown, as = 'coordinator') =>
    system.ask('PATCH', `/api/powers/${code}`, { as, body });
  test('is changed in what is given, and the change is kept', async () => {
    const before = (await system.ask('GET', '/api/powers/MR-001', { as: 'coordinator' })).body;
    const reply = await patch('MR-001', { legalBasis: '《价格法》第四十二条第一款', confidence: 'low' });
    expect(reply.body).toEqual({ ...before, legalBasis: '《价格法》第四十二条第一款', confidence: 'low' });
    expect(await history('kind=power&subject=MR-001')).toEqual([
      expect.objectContaining({
        by: 'coordinator',
        created: false,
        changes: expect.arrayContaining([
          { field: 'legalBasis', before: before['legalBasis'], after: '《价格法》第四十二条第一款' },
          { field: 'confidence', before: before['confidence'], after: 'low' },
        ]),
      }),
    ]);
  });
  test('that is given as it is is not changed', async () => {
    const { body } = await system.ask('GET', '/api/powers/MR-002', { as: 'coordinator' });
    const { code: _, ...whole } = body;
    expect((await patch('MR-002', whole)).status).toBe(200);
    expect(await history('kind=power&subject=MR-002')).toEqual([]);
  });
  test('loses and gains what opens it, and the launch follows', async () => {
    expect((await patch('MR-004', { authorisations: [] })).status).toBe(200);
    const launch = { title: '试', subDistrict: 'kaihua', powers: ['MR-004'] };
    expectProblem(
      await system.ask('POST', '/api/transfers', { as: 'coordinator', body: launch }),
      422,
      'provincial-decision-missing',
    );
    const title = { zh: '演示省级赋权决定', en: 'demonstration provincial decision' };
    expect((await patch('MR-004', { authorisations: [{ mode: 'devolve', title, version: '2' }] })).status).toBe(200);
    expect((await system.ask('POST', '/api/transfers', { as: 'coordinator', body: launch })).status).toBe(201);
    expect(await history('kind=power&subject=MR-004')).toHaveLength(2);
  });
  test('is refused where a field is none, and to whoever may not', async () => {
    expectProblem(await patch('MR-001', { field: 'nowhere' }), 422, 'invalid-content', '/field');
    expectProblem(await patch('MR-001', { department: 'kaihua' }), 422, 'invalid-content', '/department');
    expectProblem(await patch('MR-001', { colour: 'red' }), 422, 'invalid-content', '/colour');
    expectProblem(await patch('XX-001', {}), 404, 'not-found');
    for (const as of ['admin', 'auditor', 'market-head'])
      expectProblem(await patch('MR-001', {}, as), 403, 'not-your-role');
  });
});

describe('an organisation', () => {
  test('is added and renamed by the administrator', async () => {
    const made = {
      id: 'pingba',
      kind: 'sub-district',
      name: { zh: '平坝街道办事处', en: 'Pingba sub-district office' },
    };
    expect((await system.ask('POST', '/api/organisations', { as: 'admin', body: made })).status).toBe(201);
    expectProblem(await system.ask('POST', '/api/organisations', { as: 'admin', body: made }), 409, 'duplicate', '/id');
    const name = { zh: '平坝镇街道办事处', en: 'Pingba office' };
    const renamed = await system.ask('PATCH', '/api/organisations/pingba', { as: 'admin', body: { name } });
    expect(renamed.body).toMatchObject({ id: 'pingba', name: name.zh, names: name });
    expect((await history('kind=organisation&subject=pingba')).map(({ created }) => created)).toEqual([false, true]);
  });
  test('of which the city has one is not added again', async () => {
    const body = { id: 'second', kind: 'government', name: { zh: '二', en: 'two' } };
    expectProblem(
      await system.ask('POST', '/api/organisations', { as: 'admin', body }),
      422,
      'invalid-content',
      '/kind',
    );
    for (const as of ['coordinator', 'kaihua-chief'])
      expectProblem(
        await system.ask('PATCH', '/api/organisations/kaihua', { as, body: { name: body.name } }),
        403,
        'not-your-role',
      );
  });
});

describe('an account', () => {
  const password = 'a long enough one';
  const made = {
    username: 'new-person',
    password,
    name: { zh: '新人', en: 'New person' },
    organisation: 'kaihua',
    role: 'office',
  };
  const patch = (body: unknown, username = 'new-person', as = 'admin') =>
    system.ask('PATCH', `/api/accounts/${username}`, { as, body });
  const own = 'one that only I know';
  /** Signs in with the password that was given, and chooses another. */
  const signIn = async () => {
    const reply = await system.ask('POST', '/api/sessions', { body: { username: 'new-person', password } });
    const { token = '' } = reply.body;
    const body = { current: password, new: own };
    expect((await system.ask('PUT', '/api/me/password', { token, body })).status).toBe(204);
    return reply;
  };
  test('gets another role, which ends its sessions, and its history never has the password', async () => {
    expect((await system.ask('POST', '/api/accounts', { as: 'admin', body: made })).status).toBe(201);
    const { token = '' } = (await signIn()).body;
    expect((await patch({ name: { zh: '新名', en: 'New name' } })).body).toMatchObject({
      names: { zh: '新名', en: 'New name' },
    });
    expect((await system.ask('GET', '/api/me', { token })).status).toBe(200);
    expect((await patch({ organisation: 'market', role: 'assessor' })).body).toMatchObject({
      organisation: 'market',
      role: 'assessor',
    });
    expect((await system.ask('GET', '/api/me', { token })).status).toBe(401);
    expect((await patch({ password: 'another long one' }, 'new-person', 'security')).status).toBe(200);
    const kept = await history('kind=account&subject=new-person');
    expect(kept.map(({ changes }) => changes.map(({ field }) => field).toSorted())).toEqual([
      ['password'],
      ['organisation', 'role'],
      ['name'],
      ['password'],
      ['active', 'name', 'organisation', 'role'],
    ]);
    expect(JSON.stringify(kept)).not.toMatch(/argon|long one|long enough|only I know/);
  });
  test('gets no role that its organisation has not', async () => {
    expectProblem(await patch({ role: 'chief' }), 422, 'invalid-content', '/role');
    expectProblem(await patch({ organisation: 'nowhere' }), 422, 'invalid-content', '/organisation');
    expectProblem(await patch({ active: false }, 'admin'), 403, 'own-account', '/active');
    expectProblem(await patch({ role: 'coordinator' }, 'admin'), 403, 'own-account', '/role');
    expectProblem(await patch({}, 'nobody'), 404, 'not-found');
  });
});

describe('an officer and a certificate', () => {
  test('leave a history without personal data', async () => {
    const change = { name: '王改名', idNumber: '00000019900101000X' };
    expect((await system.ask('PATCH', '/api/officers/kaihua-03', { as: 'kaihua-chief', body: change })).status).toBe(
      200,
    );
    const certificate = { number: 'T-1', validFrom: '2026-01-01', validUntil: '2030-01-01' };
    const certificates = '/api/officers/kaihua-03/certificates';
    expect((await system.ask('POST', certificates, { as: 'justice-certifier', body: certificate })).status).toBe(201);
    for (const suspended of [true, true, false])
      expect(
        (await system.ask('PATCH', `${certificates}/T-1`, { as: 'justice-certifier', body: { suspended } })).status,
      ).toBe(200);
    expect(await history('kind=certificate&subject=kaihua-03')).toHaveLength(3);
    const [officer] = await history('kind=officer&subject=kaihua-03');
    expect(officer?.changes).toContainEqual({ field: 'name', before: '黄石林', after: '王改名' });
    expect(JSON.stringify(officer)).not.toContain('19900101');
  });
  test('whose number cannot be read is shown so, and hides nobody else in lists and tables', async () => {
    const { owner } = system.database;
    await owner.query(`update officer set phone = '\\x00' where id = 'kaihua-05'`);
    const { status, body } = await system.ask('GET', '/api/officers', { as: 'kaihua-chief' });
    expect(status).toBe(200);
    expect(body.items).toContainEqual(
      expect.objectContaining({ id: 'kaihua-05', phone: null, unreadable: ['phone'], idNumber: expect.any(String) }),
    );
    expect(body.items?.filter((one) => 'unreadable' in one)).toHaveLength(1);
    const csv = await system.ask('GET', '/api/officers.csv', { as: 'kaihua-chief', language: 'en' });
    expect(csv.text).toMatch(/kaihua-05,.*cannot be read/);
    const patched = await system.ask('PATCH', '/api/officers/kaihua-05', {
      as: 'kaihua-chief',
      body: { phone: '13800000005' },
    });
    expect(patched.status).toBe(200);
    expect(patched.body).toMatchObject({ phone: '138****0005' });
    expect(patched.body).not.toHaveProperty('unreadable');
  });

  test('with an ID number from before its check digit was looked at can be changed in all else', async () => {
    const { owner } = system.database;
    const mistyped = '000000199001010000';
    await owner.query('update officer set id_number = $2 where id = $1', [
      'kaihua-04',
      seal(system.key, mistyped, { officer: 'kaihua-04', column: 'id_number' }),
    ]);
    const patch = (body: object) => system.ask('PATCH', '/api/officers/kaihua-04', { as: 'kaihua-chief', body });
    const numberOf = async () =>
      (await system.ask('GET', '/api/officers/kaihua-04', { as: 'kaihua-chief' })).body['idNumber'];
    expect((await patch({ phone: '13800000001' })).status).toBe(200);
    expect((await patch({ idNumber: mistyped, name: '农文绣' })).status).toBe(200);
    expect(await numberOf()).toBe(mistyped);
    expectProblem(await patch({ idNumber: '000000199001010001' }), 422, 'id-number-mistyped', '/idNumber');
    expectProblem(await patch({ idNumber: '00000019900101000x' }), 409, 'id-number-taken', '/idNumber');
    expect((await patch({ idNumber: 'h12345678' })).status).toBe(200);
    expect(await numberOf()).toBe('H12345678');
  });
});

describe('the history', () => {
  test('cannot be changed or removed, not even by the owner', async () => {
    const { owner, app } = system.database;
    for (const sql of ['update change_log set by_person = by_person', 'delete from change_log', 'truncate change_log'])
      for (const pool of [owner, app]) await expect(pool.query(sql)).rejects.toMatchObject({ code: '42501' });
  });
  test('is for those who oversee', async () => {
    for (const as of ['coordinator', 'admin', 'auditor', 'security'])
      expect((await system.ask('GET', '/api/changes', { as })).status).toBe(200);
    for (const as of ['kaihua-chief', 'government'])
      expectProblem(await system.ask('GET', '/api/changes', { as }), 403, 'not-your-role');
  });
  test('comes page by page', async () => {
    const all = await history('limit=500');
    const first = await system.ask('GET', '/api/changes?limit=2', { as: 'auditor' });
    const second = await system.ask('GET', `/api/changes?limit=2&cursor=${first.body.next}`, { as: 'auditor' });
    expect([...(first.body.items ?? []), ...(second.body.items ?? [])]).toEqual(all.slice(0, 4));
  });
});
