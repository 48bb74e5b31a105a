import { signLaunch } from '../../src/ledger/command-signature';
import { createSweeper } from '../../src/api/engine/sweeper';
import pino from 'pino';
import { expectProblem, startSystem, type Ask, type System } from './system';

let system: System;
beforeAll(async () => {
  system = await startSystem({ worker: true });
});
afterAll(() => system.stop());

const launch = (body: { readonly [field: string]: unknown }, more: Ask = {}) =>
  system.ask('POST', '/api/transfers', {
    as: 'coordinator',
    body: { title: '开化街道赋权', subDistrict: 'kaihua', ...body },
    ...more,
  });
const count = async (table: string): Promise<number> => {
  const { rows } = await system.database.owner.query<{ count: number }>(`select count(*)::int as count from ${table}`);
  return rows[0]?.count ?? -1;
};
const codesOfType = async (type: string, modes: number): Promise<string[]> => {
  const { body } = await system.ask('GET', `/api/powers?limit=500&type=${type}`, { as: 'coordinator' });
  return (body.items ?? []).flatMap((power) =>
    Array.isArray(power['modes']) && power['modes'].length === modes && power['restrictsFreedom'] === false
      ? [String(power['code'])]
      : [],
  );
};

describe('a launch that is refused says which field, and records nothing', () => {
  const soon = { from: '2099-01-01', until: '2099-12-31' };
  test.each<[string, { readonly [field: string]: unknown }, number, string, string]>([
    ['an unknown power', { powers: ['MR-001', 'XX-999'] }, 422, 'unknown-power', '/powers/1'],
    [
      'an unknown sub-district',
      { subDistrict: 'market', powers: ['MR-001'] },
      422,
      'unknown-sub-district',
      '/subDistrict',
    ],
    ['no powers', { powers: [] }, 422, 'no-powers', '/powers'],
    ['501 powers', { powers: Array.from({ length: 501 }, (_, i) => `MR-${i}`) }, 422, 'too-many-powers', '/powers'],
    ['a power twice', { powers: ['MR-001', 'MR-001'] }, 422, 'power-twice', '/powers/1'],
    ['no title', { title: ' ', powers: ['MR-001'] }, 422, 'invalid-content', '/title'],
    ['a field that there is not', { powers: ['MR-001'], colour: 'red' }, 422, 'invalid-content', '/colour'],
    [
      'an effective date in the past',
      { powers: ['MR-001'], plannedEffectiveDate: '2020-01-01' },
      422,
      'effective-date-past',
      '/plannedEffectiveDate',
    ],
    [
      'entrusting without a period',
      { powers: [{ code: 'CU-006', mode: 'entrust' }] },
      422,
      'period-missing',
      '/powers/0',
    ],
    [
      'a period that ends before it begins',
      {
        powers: [
          {
            code: 'CU-006',
            mode: 'entrust',
            period: { from: soon.until, until: soon.from },
          },
        ],
      },
      422,
      'period-invalid',
      '/powers/0/period/until',
    ],
  ])('%s', async (_, body, status, code, field) => {
    expectProblem(await launch(body), status, code, field);
    expect(await count('matter')).toBe(0);
  });

  test('compulsion, however it is asked for', async () => {
    const [code] = await codesOfType('compulsion', 0);
    expectProblem(await launch({ powers: [code] }), 422, 'compulsion-not-named', '/powers/0');
    expectProblem(
      await launch({ powers: [{ code, mode: 'entrust', period: soon }] }),
      422,
      'compulsion-not-entrustable',
      '/powers/0',
    );
  });
  test('entrusting a power that no provision permits to entrust', async () => {
    const [code] = await codesOfType('penalty', 1);
    expectProblem(
      await launch({ powers: [{ code, mode: 'entrust', period: soon }] }),
      422,
      'enabling-provision-missing',
      '/powers/0',
    );
  });
  test('a power that restricts personal freedom', async () => {
    const { body } = await system.ask('GET', '/api/powers?limit=500', {
      as: 'coordinator',
    });
    const code = (body.items ?? []).find((power) => power['restrictsFreedom'] === true)?.['code'];
    expectProblem(await launch({ powers: [code] }), 422, 'freedom-restricting', '/powers/0');
  });
  test('several wrong powers: all of them are named', async () => {
    const reply = await launch({ powers: ['XX-001', 'MR-001', 'XX-002'] });
    expect(reply.body.errors?.map(({ field }) => field)).toEqual(['/powers/0', '/powers/2']);
  });
  test('by anybody but the coordinator', async () => {
    for (const as of ['kaihua-chief', 'market-head', 'auditor', 'admin', 'government'])
      expectProblem(await launch({ powers: ['MR-001'] }, { as }), 403, 'not-your-role');
    expect(await count('matter')).toBe(0);
  });
});

describe('a launch', () => {
  test('has its first tasks when it is answered, and stands in the ledger with what was launched', async () => {
    const reply = await launch({ powers: ['MR-001', 'EE-001'] }, { key: 'one' });
    expect(reply.status).toBe(201);
    expect(reply.body['workflowId']).toBe(reply.body.id);
    const transfer = await system.ask('GET', `/api/transfers/${reply.body.id}`, { as: 'kaihua-chief' });
    expect(transfer.body).toMatchObject({
      state: 'in-progress',
      mode: 'devolve',
      subDistrict: 'kaihua',
      tasks: [{ step: 'declare-need', organisation: 'kaihua' }],
    });
    const history = await system.ask('GET', `/api/transfers/${reply.body.id}/history`, { as: 'kaihua-chief' });
    expect(history.body.items?.[0]).toMatchObject({
      seq: 1,
      kind: 'launch',
      previous: '',
      workflow: reply.body.id,
    });
    expect(
      (await system.ask('GET', `/api/transfers/${reply.body.id}/verification`, { as: 'auditor' })).body['verdict'],
    ).toBe('intact');
  });

  test('sent again with the same key is the same transfer; with other content it is refused', async () => {
    const before = await count('matter');
    const body = { powers: ['MR-002'] };
    const [first, again] = [await launch(body, { key: 'two' }), await launch(body, { key: 'two' })];
    expect(again.status).toBe(201);
    expect(again.body.id).toBe(first.body.id);
    expectProblem(await launch({ powers: ['MR-003'] }, { key: 'two' }), 422, 'idempotency-key-reused');
    expect(await count('matter')).toBe(before + 1);
  });

  test('of a power already in transfer to the sub-district is refused; to another one it is not', async () => {
    expect((await launch({ powers: ['MR-004'] })).status).toBe(201);
    expectProblem(await launch({ powers: ['MR-005', 'MR-004'] }), 409, 'power-in-transfer', '/powers/1');
    expect((await launch({ subDistrict: 'wolong', powers: ['MR-004'] })).status).toBe(201);
  });

  test('of the same power by two at once: one is launched, the other is told why not', async () => {
    const replies = await Promise.all([
      launch({ powers: ['MR-006'] }),
      launch({ powers: ['MR-006'] }),
      launch({ powers: ['MR-006'] }),
    ]);
    expect(replies.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
    for (const reply of replies.filter(({ status }) => status === 409))
      expectProblem(reply, 409, 'power-in-transfer', '/powers/0');
  });

  test('laid down whose process died before the engine was told is started by the sweeper', async () => {
    const { body } = await launch({ powers: ['MR-007'] });
    const { owner } = system.database;
    // as it looks when the process died between the two: laid down, and never heard of by the engine
    const { rows } = await owner.query<{ document: object }>(
      `select document || '{"transfer": "torphan", "subDistrict": {"id": "xinping"}}' as document from matter where id = $1`,
      [body.id],
    );
    await owner.query(
      `with t as (insert into matter (id, procedure, title, launched_by, digest, document, launch, launched)
         select 'torphan', procedure, title, launched_by, digest, $2,
           launch || '{"transfer": "torphan", "subDistrict": "xinping"}', now() - interval '1 minute' from matter where id = $1 returning id),
       h as (insert into head (transfer, state) select id, 'in-progress' from t),
       o as (insert into power_transfer (matter, sub_district, transition, mode)
         select 'torphan', 'xinping', transition, mode from power_transfer where matter = $1),
       i as (insert into item (matter, position, subject, state) select 'torphan', position, subject, 'in-progress' from item where matter = $1)
       insert into power_transfer_item (matter, position, power, department, field, mode, scope, sub_district)
       select 'torphan', position, power, department, field, mode, scope, 'xinping' from power_transfer_item where matter = $1`,
      [body.id, JSON.stringify(signLaunch('torphan', rows[0]?.document ?? {}, Date.now(), system.signingKey))],
    );
    const sweeper = createSweeper({
      database: system.database.app,
      engine: system.engine,
      log: pino({ level: 'silent' }),
    });
    expect(await sweeper.sweep()).toMatchObject({ started: 1, failed: 0 });
    let seq = 0;
    for (let tries = 0; seq === 0 && tries < 500; tries++) {
      const head = await owner.query<{ seq: number }>(`select seq from head where transfer = 'torphan'`);
      seq = head.rows[0]?.seq ?? 0;
    }
    expect(seq).toBe(1);
    expect(await sweeper.sweep()).toMatchObject({ started: 0 });
  });
});

test('the same launch sent six times at once is one transfer and six equal answers', async () => {
  for (const [index, power] of ['TR-001', 'TR-002', 'TR-003', 'TR-004'].entries()) {
    const key = `at-once-${index}-${'x'.repeat(12)}`;
    const replies = await Promise.all(
      Array.from({ length: 6 }, () =>
        system.ask('POST', '/api/transfers', {
          as: 'coordinator',
          body: { title: '同时发起', subDistrict: 'xinping', powers: [power] },
          key,
        }),
      ),
    );
    expect(replies.map(({ status, text }) => (status === 201 ? 201 : text))).toEqual([201, 201, 201, 201, 201, 201]);
    expect(new Set(replies.map(({ text }) => text)).size).toBe(1);
    const { rows } = await system.database.owner.query(
      `select from power_transfer_item where power = $1 and sub_district = 'xinping'`,
      [power],
    );
    expect(rows).toHaveLength(1);
  }
});

test('a day’s length can be set with demonstration data only', async () => {
  expect((await launch({ powers: ['MR-008'], dayMs: 1000 })).status).toBe(201);
  const real = await startSystem({ demonstration: false });
  try {
    const body = {
      title: 'x',
      subDistrict: 'kaihua',
      powers: ['MR-001'],
      dayMs: 1000,
    };
    expectProblem(
      await real.ask('POST', '/api/transfers', { as: 'coordinator', body }),
      422,
      'demonstration-only',
      '/dayMs',
    );
    expectProblem(await real.ask('GET', '/api/demo/accounts'), 404, 'not-found');
  } finally {
    await real.stop();
  }
});
