/** A step takes effect once, wholly, and only with content that is right. */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { peopleOf } from './people';
import { expectProblem, startSystem, type System } from './system';

let system: System;
let people: ReturnType<typeof peopleOf>;
beforeAll(async () => {
  system = await startSystem({ worker: true });
  people = peopleOf(system);
});
afterAll(() => system.stop());

describe('completing a step', () => {
  test('opens the next one for whoever comes next, and says so', async () => {
    const id = await people.launch(['MR-001', 'EE-001']);
    const reply = await people.step('kaihua-chief', id);
    expect(reply.body).toMatchObject({
      transfer: { id, state: 'in-progress' },
    });
    const market = await people.only('market-assessor', id);
    const ecology = await people.only('ecology-assessor', id);
    expect([...z.array(z.string()).parse(reply.body['opened'])].sort()).toEqual([market.id, ecology.id].sort());
    expect(market.powers).toEqual(['MR-001']);
    expect(market.before).toContainEqual(
      expect.objectContaining({
        step: 'declare-need',
        by: 'kaihua-chief',
        outcome: 'needed',
      }),
    );
  });

  test('in part leaves the task open for the rest', async () => {
    const id = await people.launch(['MR-002', 'MR-003', 'MR-004']);
    const task = await people.only('kaihua-chief', id);
    expect((await people.complete('kaihua-chief', task, people.answer(task, {}, ['MR-003']))).status).toBe(200);
    const rest = await people.only('kaihua-chief', id);
    expect(rest.id).toBe(task.id);
    expect(rest.powers).toEqual(['MR-002', 'MR-004']);
    expectProblem(
      await people.complete('kaihua-chief', task, people.answer(task, {}, ['MR-003'])),
      422,
      'power-not-in-task',
      '/outcomes/0/power',
    );
  });

  test('sent again with the same key takes effect once and is answered alike; with other content it is refused', async () => {
    const id = await people.launch(['MR-005', 'MR-006']);
    const task = await people.only('kaihua-chief', id);
    const first = people.answer(task, {}, ['MR-005']);
    const [once, again] = [
      await people.complete('kaihua-chief', task, first, { key: 'k' }),
      await people.complete('kaihua-chief', task, first, { key: 'k' }),
    ];
    expect(again.status).toBe(200);
    expect(again.body).toEqual(once.body);
    expectProblem(
      await people.complete('kaihua-chief', task, people.answer(task, {}, ['MR-006']), {
        key: 'k',
      }),
      422,
      'idempotency-key-reused',
    );
    // the rest, and then the same again when the task is gone
    const rest = people.answer(task, {}, ['MR-006']);
    const last = await people.complete('kaihua-chief', task, rest, { key: 'l' });
    expect(await people.complete('kaihua-chief', task, rest, { key: 'l' })).toMatchObject({
      status: 200,
      body: last.body,
    });
    const history = await system.ask('GET', `/api/transfers/${id}/history`, {
      as: 'auditor',
    });
    expect(history.body.items?.filter((entry) => entry['kind'] === 'complete')).toHaveLength(2);
  });

  test('by twenty at once takes effect once; the others are told who was first', async () => {
    const id = await people.launch(['MR-007']);
    const task = await people.only('kaihua-chief', id);
    const replies = await Promise.all(Array.from({ length: 20 }, () => people.complete('kaihua-chief', task)));
    expect(replies.filter(({ status }) => status === 200)).toHaveLength(1);
    for (const reply of replies.filter(({ status }) => status !== 200)) {
      expectProblem(reply, 409, 'already-completed');
      expect(reply.body.detail).toContain('kaihua-chief');
    }
  });

  test('with wrong content names every field and changes nothing', async () => {
    const id = await people.launch(['MR-008', 'MR-009', 'MR-010']);
    const task = await people.only('kaihua-chief', id);
    const good = people.answer(task);
    const send = (body: object) => people.complete('kaihua-chief', task, { ...good, ...body });
    const one = (power: string, more: object) => ({
      outcomes: [{ power, outcome: 'needed', ...more }],
    });
    expectProblem(await send({ outcomes: [] }), 422, 'outcome-missing', '/outcomes');
    expectProblem(await send(one('MR-008', { outcome: 'adopted' })), 422, 'unknown-outcome', '/outcomes/0/outcome');
    expectProblem(await send(one('MR-008', { outcome: 'constructor' })), 422, 'unknown-outcome', '/outcomes/0/outcome');
    expectProblem(await send(one('EE-001', {})), 422, 'power-not-in-task', '/outcomes/0/power');
    expectProblem(
      await send(one('MR-008', { outcome: 'notNeeded', reason: '  ' })),
      422,
      'reason-missing',
      '/outcomes/0/reason',
    );
    expectProblem(
      await send({ outcomes: [...good.outcomes, good.outcomes[0]] }),
      422,
      'power-twice',
      '/outcomes/3/power',
    );
    expectProblem(await send({ form: {} }), 422, 'invalid-content', '/form/officers');
    expectProblem(
      await send({ form: { ...good.form, officers: ['nobody'] } }),
      422,
      'officer-unknown',
      '/form/officers/0',
    );
    expectProblem(await send({ evidence: ['none'] }), 422, 'file-unknown', '/evidence/0');
    const several = await send({
      ...one('MR-008', { outcome: 'notNeeded' }),
      evidence: ['none'],
    });
    expect(several.body.errors?.map(({ field }) => field)).toEqual(
      expect.arrayContaining(['/outcomes/0/reason', '/evidence/0']),
    );
    expect((await people.transferOf(id))['entries']).toBe(1);
  });

  test('an officer whose certificate has expired cannot be nominated', async () => {
    const id = await people.launch(['MR-011']);
    const task = await people.only('kaihua-chief', id);
    const { rows } = await system.database.owner.query<{ id: string }>(
      `select o.id from officer o join certificate c on c.officer = o.id where o.organisation = 'kaihua'
        group by o.id having max(c.valid_until) < current_date limit 1`,
    );
    const officer = rows[0]?.id ?? '';
    const body = people.answer(task);
    const officers = z.array(z.string()).parse(Object.entries(body.form).find(([name]) => name === 'officers')?.[1]);
    const reply = await people.complete('kaihua-chief', task, {
      ...body,
      form: { ...body.form, officers: [...officers, officer] },
    });
    expectProblem(reply, 422, 'certificate-expired', `/form/officers/${officers.length}`);
  });

  test('evidence goes into the ledger with its digest', async () => {
    const id = await people.launch(['CU-003']);
    const content = Buffer.from('%PDF-1.7 能力证明');
    const form = new FormData();
    form.append('file', new Blob([content], { type: 'application/pdf' }), '能力证明.pdf');
    const encoded = new Response(form);
    const upload = (as: string) => ({
      as,
      raw: raw,
      headers: { 'content-type': encoded.headers.get('content-type') ?? '' },
    });
    const raw = Buffer.from(await encoded.arrayBuffer());
    const file = await system.ask('POST', '/api/files', upload('kaihua-office'));
    expect(file.status).toBe(201);
    expect(file.body['sha256']).toBe(createHash('sha256').update(content).digest('hex'));
    expectProblem(await system.ask('POST', '/api/files', upload('auditor')), 403, 'not-your-role');
    expectProblem(
      await system.ask('GET', `/api/files/${file.body.id}`, {
        as: 'culture-assessor',
      }),
      404,
      'not-found',
    );
    const task = await people.only('kaihua-chief', id);
    expect(
      (
        await people.complete('kaihua-chief', task, {
          ...people.answer(task),
          evidence: [file.body.id],
        })
      ).status,
    ).toBe(200);
    // cited now, it is seen by whoever sees the transfer
    expect(
      (
        await system.ask('GET', `/api/files/${file.body.id}`, {
          as: 'culture-assessor',
        })
      ).status,
    ).toBe(200);
    expectProblem(
      await system.ask('GET', `/api/files/${file.body.id}/content`, {
        as: 'wolong-chief',
      }),
      404,
      'not-found',
    );
    const { text } = await system.ask('GET', `/api/transfers/${id}/history`, {
      as: 'auditor',
    });
    expect(text).toContain(String(file.body['sha256']));
  });
});

describe('in bulk', () => {
  test('each task is answered for by itself, in the order in which they were sent', async () => {
    const first = await people.launch(['CU-001']);
    const second = await people.launch(['CU-002']);
    const [a, b] = [await people.only('kaihua-chief', first), await people.only('kaihua-chief', second)];
    const tasks = [
      { id: a.id, ...people.answer(a) },
      { id: 'unknown', ...people.answer(a) },
      { id: b.id, ...people.answer(b), form: {} },
      { id: b.id, ...people.answer(b) },
      { id: b.id, outcomes: 5 },
    ];
    const reply = await system.ask('POST', '/api/tasks/complete', {
      as: 'kaihua-chief',
      body: { tasks },
      key: 'bulk',
    });
    const results = z.array(z.looseObject({ id: z.string(), status: z.number() })).parse(reply.body['results']);
    expect(results.map(({ id, status }) => [id, status])).toEqual([
      [a.id, 200],
      ['unknown', 404],
      [b.id, 422],
      [b.id, 200],
      [b.id, 422],
    ]);
    const again = await system.ask('POST', '/api/tasks/complete', {
      as: 'kaihua-chief',
      body: { tasks: tasks.slice(0, 1) },
      key: 'bulk',
    });
    expect(z.array(z.looseObject({ status: z.number() })).parse(again.body['results'])[0]?.status).toBe(200);
  });
});
