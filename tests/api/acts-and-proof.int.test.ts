/** The coordinator’s acts, the proof of what happened, and the news of it. */
import { createHash } from 'node:crypto';
import pino from 'pino';
import { z } from 'zod';
import { createSweeper } from '../../src/api/engine/sweeper';
import { listen } from './listening';
import { peopleOf } from './people';
import { expectProblem, startSystem, type Ask, type System } from './system';

let system: System;
let people: ReturnType<typeof peopleOf>;
beforeAll(async () => {
  system = await startSystem({ worker: true });
  people = peopleOf(system);
});
afterAll(() => system.stop());

describe('the coordinator’s acts', () => {
  const act = (id: string, path: string, body: object = {}, more: Ask = {}) =>
    system.ask('POST', `/api/transfers/${id}/${path}`, {
      as: 'coordinator',
      body: { reason: '调整', ...body },
      ...more,
    });

  test('what is suspended cannot be completed until it is resumed', async () => {
    const id = await people.launch(['AG-001']);
    const task = await people.only('kaihua-chief', id);
    expect((await act(id, 'suspend')).body.state).toBe('suspended');
    expect(await people.tasksOf('kaihua-chief', id)).toEqual([]);
    expectProblem(await people.complete('kaihua-chief', task), 409, 'suspended');
    expectProblem(await act(id, 'suspend'), 409, 'suspended');
    expect((await act(id, 'resume')).body.state).toBe('in-progress');
    expectProblem(await act(id, 'resume'), 409, 'not-suspended');
    expect((await people.complete('kaihua-chief', task)).status).toBe(200);
  });

  test('what is withdrawn ends alone, and who still holds its task is told that it is closed', async () => {
    const id = await people.launch(['AG-002', 'AG-003']);
    const task = await people.only('kaihua-chief', id);
    expectProblem(await act(id, 'recall', { code: 'unused' }), 409, 'not-handed-over');
    expectProblem(await act(id, 'recall', { code: 'bored' }), 422, 'invalid-content', '/code');
    expectProblem(await act(id, 'withdraw', { powers: ['AG-002', 'XX-1'] }), 422, 'power-not-in-task', '/powers/1');
    const part = await act(id, 'withdraw', { powers: ['AG-002'] }, { key: 'part' });
    expect(part.body).toMatchObject({
      state: 'in-progress',
      powers: [
        { code: 'AG-002', state: 'withdrawn' },
        { code: 'AG-003', state: 'in-progress' },
      ],
    });
    expect((await act(id, 'withdraw', { powers: ['AG-002'] }, { key: 'part' })).status).toBe(200);
    expectProblem(await act(id, 'withdraw', { powers: ['AG-002'] }), 409, 'power-ended', '/powers/0');
    expect((await act(id, 'withdraw')).body.state).toBe('withdrawn');
    expectProblem(await people.complete('kaihua-chief', task), 409, 'closed');
    expectProblem(await act(id, 'suspend'), 409, 'closed');
    expect(
      (
        await system.ask('GET', `/api/transfers/${id}/verification`, {
          as: 'auditor',
        })
      ).body['verdict'],
    ).toBe('intact');
    // withdrawn, it may be launched again
    await people.launch(['AG-002']);
  });

  test('the pace can be set, questions are answered, and all of it is in the ledger', async () => {
    const id = await people.launch(['AG-004']);
    expect((await act(id, 'pace', { reason: undefined, dayMs: 60_000 })).body['dayMs']).toBe(60_000);
    const note = (as: string, body: object) => system.ask('POST', `/api/transfers/${id}/notes`, { as, body });
    const question = await note('kaihua-office', {
      code: 'question',
      text: '谁来送达？',
      powers: ['AG-004'],
    });
    expect(question.status).toBe(201);
    const reply = await note('agriculture-assessor', {
      code: 'answer',
      text: '由街道送达。',
      inReplyTo: question.body['seq'],
    });
    expect(reply.body).toMatchObject({
      code: 'answer',
      inReplyTo: question.body['seq'],
      organisation: 'agriculture',
    });
    expectProblem(
      await note('kaihua-office', { code: 'answer', text: 'x', inReplyTo: 1 }),
      422,
      'invalid-content',
      '/inReplyTo',
    );
    const notes = await system.ask('GET', `/api/transfers/${id}/notes`, {
      as: 'auditor',
    });
    expect(notes.body.items).toHaveLength(2);
    const history = await system.ask('GET', `/api/transfers/${id}/history?limit=2`, { as: 'auditor' });
    expect(history.body.items?.map((entry) => entry['kind'])).toEqual(['launch', 'pace']);
    expect(history.body.next).toBeTruthy();
  });
});

describe('proof', () => {
  test('each hash can be computed anew from what the history shows', async () => {
    const id = await people.launch(['AG-005']);
    await people.step('kaihua-chief', id);
    const { body } = await system.ask('GET', `/api/transfers/${id}/history`, {
      as: 'auditor',
    });
    const entries = z
      .array(
        z.looseObject({
          hash: z.string(),
          previous: z.string(),
          content: z.string(),
        }),
      )
      .parse(body.items);
    let previous = '';
    for (const entry of entries) {
      expect(entry.previous).toBe(previous);
      previous = createHash('sha256').update(`${previous}\n${entry.content}`).digest('hex');
      expect(entry.hash).toBe(previous);
    }
    const whole = await system.ask('GET', '/api/verification', {
      as: 'auditor',
    });
    expect(whole.body['verdict']).toBe('intact');
    expectProblem(await system.ask('GET', '/api/verification', { as: 'kaihua-chief' }), 403, 'not-your-role');
  });

  test('a head that nobody acted on is confirmed by the sweeper', async () => {
    const sweeper = createSweeper(
      {
        database: system.database.app,
        engine: system.engine,
        log: pino({ level: 'silent' }),
      },
      { settledMs: 0 },
    );
    expect((await sweeper.sweep()).failed).toBe(0);
    const { rows } = await system.database.owner.query('select from head where confirmed < seq');
    expect(rows).toHaveLength(0);
  });
});

describe('events', () => {
  test('end with the session: at a new password nothing more is told', async () => {
    const ears = await listen(system, address, 'xinping-office');
    await ears.until(/retry/);
    const reply = await system.ask('PATCH', '/api/accounts/xinping-office', {
      as: 'security',
      body: { password: 'another-password-1' },
    });
    expect(reply.status).toBe(200);
    await expect(ears.until(/never told/)).rejects.toThrow('the stream ended');
  });

  let address = '';
  beforeAll(async () => {
    address = await system.app.listen({ port: 0, host: '127.0.0.1' });
  });

  test('are told to those who see the transfer, and what was missed is told to who comes back', async () => {
    const mine = await listen(system, address, 'kaihua-office');
    const other = await listen(system, address, 'wolong-office');
    await mine.until(/retry/);
    await other.until(/retry/);
    const id = await people.launch(['AG-006']);
    const wolong = await people.launch(['AG-006'], { subDistrict: 'wolong' });
    const heard = await mine.until(new RegExp(`"transfer":"${id}"`));
    expect(heard).not.toContain(wolong);
    expect(await other.until(new RegExp(`"transfer":"${wolong}"`))).not.toContain(id);
    const last = new RegExp(`id: (\\d+\\.${id}\\.1)`).exec(heard)?.[1] ?? '';
    mine.stop();
    other.stop();
    await people.step('kaihua-chief', id);
    const back = await listen(system, address, 'kaihua-office', last);
    expect(await back.until(new RegExp(`"transfer":"${id}","seq":2`))).toContain('declare-need');
    back.stop();
  });
});
