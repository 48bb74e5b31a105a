/** Nobody sees or does what is not theirs. */
import { peopleOf } from './people';
import { upload } from './sheets';
import { expectProblem, startSystem, type System } from './system';

let system: System;
let people: ReturnType<typeof peopleOf>;
beforeAll(async () => {
  system = await startSystem({ worker: true });
  people = peopleOf(system);
});
afterAll(() => system.stop());

test('what is refused to a role is refused in words that fit it, be it a step or not', async () => {
  const id = await people.launch(['TR-007']);
  const task = await people.only('kaihua-chief', id);
  const refused = await Promise.all([
    people.complete('kaihua-office', task),
    system.ask('PUT', '/api/settings', { as: 'admin', body: { version: 0, trialMonths: 6 } }),
    system.ask('POST', '/api/officers/import', { as: 'coordinator', ...upload('姓名') }),
    system.ask('GET', '/api/ledger/export', { as: 'admin' }),
    system.ask('PATCH', '/api/accounts/auditor', { as: 'security', body: { name: { zh: '某', en: 'X' } } }),
  ]);
  for (const reply of refused) {
    expectProblem(reply, 403, 'not-your-role');
    expect(reply.body.detail).toContain('岗位或单位');
    expect(reply.body.detail).not.toMatch(/步骤|任务/);
  }
  const english = await system.ask('GET', '/api/overview', { as: 'kaihua-chief', language: 'en' });
  expectProblem(english, 403, 'not-your-role');
  expect(english.body.detail).not.toMatch(/step|task/i);
});

describe('whose a step is', () => {
  test('another office does not see it, another role may not complete it, the auditor changes nothing', async () => {
    const id = await people.launch(['TR-001']);
    const task = await people.only('kaihua-chief', id);
    for (const as of ['wolong-chief', 'market-head']) {
      expectProblem(await system.ask('GET', `/api/transfers/${id}`, { as }), 404, 'not-found');
      expectProblem(await system.ask('GET', `/api/tasks/${task.id}`, { as }), 404, 'not-found');
      expectProblem(await people.complete(as, task), 404, 'not-found');
    }
    for (const path of ['history', 'verification', 'notes'])
      expectProblem(
        await system.ask('GET', `/api/transfers/${id}/${path}`, {
          as: 'wolong-chief',
        }),
        404,
        'not-found',
      );
    expectProblem(await people.complete('transport-head', task), 404, 'not-yours');
    expectProblem(await people.complete('kaihua-office', task), 403, 'not-your-role');
    expectProblem(await people.complete('auditor', task), 403, 'not-your-role');
    expect((await people.detail('auditor', task.id)).mayComplete).toBe(false);
    for (const [path, body] of [
      ['suspend', { reason: 'x' }],
      ['withdraw', { reason: 'x' }],
      ['notes', { code: 'comment', text: 'x' }],
      ['pace', { dayMs: 5 }],
    ] as const)
      expectProblem(
        await system.ask('POST', `/api/transfers/${id}/${path}`, {
          as: 'auditor',
          body,
        }),
        403,
        'not-your-role',
      );
    expect((await people.transferOf(id))['entries']).toBe(1);
    expect(await people.tasksOf('kaihua-office', id)).toEqual([]);
    expect(await people.tasksOf('kaihua-office', id, '&scope=office')).toHaveLength(1);
    expect(await people.tasksOf('auditor', id, '&scope=all')).toHaveLength(1);
  });

  test('nobody fills both roles of a four-eyes step, whatever their role becomes', async () => {
    const id = await people.launch(['TR-002', 'TR-003']);
    await people.step('kaihua-chief', id);
    const task = await people.only('transport-assessor', id);
    expect((await people.complete('transport-assessor', task, people.answer(task, {}, ['TR-002']))).status).toBe(200);
    // the head assesses the other power: as somebody would who changed posts
    const { owner } = system.database;
    await owner.query(`update account set role = 'assessor' where username = 'transport-head'`);
    await people.step('transport-head', id);
    await owner.query(`update account set role = 'head' where username = 'transport-head'`);
    const open = (await people.tasksOf('transport-head', id)).flatMap(({ powers }) => powers);
    expect(open).toEqual(['TR-002']);
    const [own] = (await people.tasksOf('transport-head', id, '&scope=office')).filter(({ powers }) =>
      powers.includes('TR-003'),
    );
    const seen = await people.detail('transport-head', own?.id ?? '');
    const reply = await people.complete('transport-head', seen, {
      outcomes: [{ power: 'TR-003', outcome: 'approved' }],
      form: {},
    });
    expectProblem(reply, 403, 'four-eyes');
  });
});

describe('officers', () => {
  test('personal data is masked in lists, and plain for who needs it', async () => {
    const body = {
      name: '测试员',
      fields: ['market-regulation'],
      idNumber: '00000019900101000X',
      phone: '13800001234',
    };
    const made = await system.ask('POST', '/api/officers', {
      as: 'kaihua-chief',
      body,
    });
    expect(made.status).toBe(201);
    expect(made.text).not.toContain(body.idNumber);
    const id = made.body.id ?? '';
    const again = (more: object) =>
      system.ask('POST', '/api/officers', { as: 'kaihua-chief', body: { ...body, ...more } });
    expectProblem(await again({}), 409, 'id-number-taken', '/idNumber');
    expectProblem(
      await again({ name: '又名', idNumber: '０００000 19900101 000x' }),
      409,
      'id-number-taken',
      '/idNumber',
    );
    expectProblem(await again({ idNumber: undefined }), 409, 'person-ambiguous', '/idNumber');
    expectProblem(await again({ id: 'kaihua-01', idNumber: undefined }), 409, 'duplicate', '/id');
    expectProblem(await again({ idNumber: '000000199001010003' }), 422, 'id-number-mistyped', '/idNumber');
    expect(
      (
        await system.ask('GET', `/api/officers/${id}`, {
          as: 'justice-certifier',
        })
      ).body['idNumber'],
    ).toBe(body.idNumber);
    expect((await system.ask('GET', `/api/officers/${id}`, { as: 'auditor' })).text).not.toContain(body.idNumber);
    expectProblem(await system.ask('GET', `/api/officers/${id}`, { as: 'wolong-chief' }), 404, 'not-found');
    expectProblem(
      await system.ask('PATCH', `/api/officers/${id}`, {
        as: 'market-head',
        body: { name: 'x' },
      }),
      403,
      'not-your-role',
    );
    const { rows } = await system.database.owner.query<{ text: string }>(
      'select officer::text as text from officer where id = $1',
      [id],
    );
    expect(rows[0]?.text).not.toContain(Buffer.from(body.idNumber).toString('hex'));
    const certificate = {
      number: 'T-1',
      validFrom: '2026-01-01',
      validUntil: '2031-01-01',
    };
    const certified = await system.ask('POST', `/api/officers/${id}/certificates`, {
      as: 'justice-certifier',
      body: certificate,
    });
    expect(certified.body['certificates']).toMatchObject([{ number: 'T-1', suspended: false }]);
    expectProblem(
      await system.ask('POST', `/api/officers/${id}/certificates`, {
        as: 'kaihua-chief',
        body: certificate,
      }),
      403,
      'not-your-role',
    );
  });
});
