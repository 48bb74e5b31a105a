/** Who takes care of a task: said, seen, taken over, and in nobody's way. */
import pino from 'pino';
import { z } from 'zod';
import { demonstrationPassword } from '../../src/database/seed/accounts';
import { createSweeper } from '../../src/api/engine/sweeper';
import { listen } from './listening';
import { peopleOf } from './people';
import { expectProblem, startSystem, type Reply, type System } from './system';

let system: System;
let people: ReturnType<typeof peopleOf>;
beforeAll(async () => {
  system = await startSystem({ worker: true });
  people = peopleOf(system);
  // a colleague of the chief's: the demonstration has one person a role
  const { owner } = system.database;
  await owner.query(
    `insert into account (username, password_hash, name_zh, name_en, organisation, role, demonstration)
     select 'kaihua-deputy', password_hash, '副主任', 'Deputy', organisation, role, true from account where username = 'kaihua-chief'`,
  );
});
afterAll(() => system.stop());

const claimed = z.object({
  claimedBy: z.object({ username: z.string(), name: z.string() }).nullable(),
  claimedSince: z.string().nullable(),
  claimOld: z.boolean(),
  takenFrom: z.object({ username: z.string() }).optional(),
});
const claimIn = ({ body }: Reply) => claimed.parse(body);
const claim = (as: string, id: string, body?: unknown): Promise<Reply> =>
  system.ask('POST', `/api/tasks/${id}/claim`, { as, body });
const release = (as: string, id: string): Promise<Reply> => system.ask('DELETE', `/api/tasks/${id}/claim`, { as });
const seenBy = async (as: string, id: string) => claimIn(await system.ask('GET', `/api/tasks/${id}`, { as }));

describe('a claim', () => {
  test('is seen by all who see the task, stays when it is made again, and goes when it is released', async () => {
    const id = await people.launch(['TR-001']);
    const task = await people.only('kaihua-chief', id);
    expect(await seenBy('auditor', task.id)).toEqual({ claimedBy: null, claimedSince: null, claimOld: false });
    const first = await claim('kaihua-chief', task.id);
    expect(first.status).toBe(200);
    const { claimedBy, claimedSince, takenFrom } = claimIn(first);
    expect(claimedBy?.username).toBe('kaihua-chief');
    expect(takenFrom).toBeUndefined();
    expect(claimIn(await claim('kaihua-chief', task.id))).toMatchObject({ claimedSince });
    expect(await seenBy('auditor', task.id)).toMatchObject({ claimedBy: { username: 'kaihua-chief' }, claimedSince });
    expect(claimIn(await release('kaihua-chief', task.id)).claimedBy).toBeNull();
    expect(claimIn(await release('kaihua-chief', task.id)).claimedBy).toBeNull();
    expect(await seenBy('kaihua-deputy', task.id)).toMatchObject({ claimedBy: null, claimedSince: null });
  });

  test('is only for those who may complete the task', async () => {
    const id = await people.launch(['TR-002']);
    const task = await people.only('kaihua-chief', id);
    expectProblem(await claim('kaihua-office', task.id), 403, 'not-your-role');
    expectProblem(await claim('auditor', task.id), 403, 'not-your-role');
    expectProblem(await claim('transport-head', task.id), 404, 'not-yours');
    expectProblem(await claim('wolong-chief', task.id), 404, 'not-found');
    expectProblem(await claim('kaihua-chief', 'knowhere'), 404, 'not-found');
    expectProblem(await claim('kaihua-chief', task.id, { takeOver: 'yes' }), 422, 'invalid-content', '/takeOver');
    expect(await seenBy('kaihua-chief', task.id)).toMatchObject({ claimedBy: null });
  });

  test('of a colleague is refused with their name, and taken over when that is said', async () => {
    const id = await people.launch(['TR-003']);
    const task = await people.only('kaihua-chief', id);
    await claim('kaihua-deputy', task.id);
    const refused = await claim('kaihua-chief', task.id);
    expectProblem(refused, 409, 'claimed-by-another');
    expect(refused.body.detail).toContain('副主任（kaihua-deputy）');
    expectProblem(await release('kaihua-chief', task.id), 409, 'claimed-by-another');
    expect((await seenBy('kaihua-chief', task.id)).claimedBy?.username).toBe('kaihua-deputy');
    const taken = claimIn(await claim('kaihua-chief', task.id, { takeOver: true }));
    expect(taken).toMatchObject({ claimedBy: { username: 'kaihua-chief' }, takenFrom: { username: 'kaihua-deputy' } });
    expectProblem(await release('kaihua-deputy', task.id), 409, 'claimed-by-another');
  });

  test('of two who claim at once, one has it and the other is told', async () => {
    const id = await people.launch(['TR-004']);
    const task = await people.only('kaihua-chief', id);
    const replies = await Promise.all(
      ['kaihua-chief', 'kaihua-deputy', 'kaihua-chief', 'kaihua-deputy'].map((as) => claim(as, task.id)),
    );
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 200, 409, 409]);
  });

  test('that has grown old is shown as such, and stays', async () => {
    const id = await people.launch(['TR-005']);
    const task = await people.only('kaihua-chief', id);
    await claim('kaihua-chief', task.id);
    expect((await seenBy('kaihua-chief', task.id)).claimOld).toBe(false);
    const { owner } = system.database;
    await owner.query(`update task_claim set since = since - interval '20 days' where transfer = $1`, [id]);
    expect((await seenBy('kaihua-chief', task.id)).claimOld).toBe(true);
    expect((await seenBy('kaihua-chief', task.id)).claimedBy?.username).toBe('kaihua-chief');
  });
});

test('completing what a colleague has claimed is refused until it is taken over; in bulk each is told by itself', async () => {
  const [one = '', other = ''] = [await people.launch(['MR-001']), await people.launch(['MR-002'])];
  const [first, second] = [await people.only('kaihua-chief', one), await people.only('kaihua-chief', other)];
  await claim('kaihua-deputy', first.id);
  await claim('kaihua-chief', second.id);
  const refused = await people.complete('kaihua-chief', first);
  expectProblem(refused, 409, 'claimed-by-another');
  expect(refused.body.detail).toContain('kaihua-deputy');
  const bulk = await system.ask('POST', '/api/tasks/complete', {
    as: 'kaihua-chief',
    body: { tasks: [first, second].map((task) => ({ id: task.id, ...people.answer(task) })) },
  });
  const results = z
    .array(z.looseObject({ status: z.number(), body: z.looseObject({ code: z.string().optional() }) }))
    .parse(bulk.body['results']);
  expect(results.map(({ status, body }) => [status, body.code])).toEqual([
    [409, 'claimed-by-another'],
    [200, undefined],
  ]);
  expect((await people.transferOf(one))['entries']).toBe(1);
  await claim('kaihua-chief', first.id, { takeOver: true });
  expect((await people.complete('kaihua-chief', first)).status).toBe(200);
  expectProblem(await claim('kaihua-chief', first.id), 409, 'already-completed');

  // nothing of the claims is in the ledger, and none outlives its task for long
  const history = await system.ask('GET', `/api/transfers/${one}/history`, { as: 'auditor' });
  expect(history.body.items?.map((entry) => entry['kind'])).toEqual(['launch', 'complete']);
  const claims = async () =>
    (await system.database.owner.query('select from task_claim where transfer = any($1)', [[one, other]])).rowCount;
  expect(await claims()).toBe(2);
  const parts = { database: system.database.app, engine: system.engine, log: pino({ level: 'silent' }) };
  await createSweeper(parts).sweep();
  expect(await claims()).toBe(0);
});

test('a repeat of an answer that was recorded is answered, whoever has claimed the rest of the task', async () => {
  const id = await people.launch(['MR-003', 'MR-004']);
  const task = await people.only('kaihua-chief', id);
  const part = people.answer(task, {}, ['MR-003']);
  expect((await people.complete('kaihua-chief', task, part, { key: 'part' })).status).toBe(200);
  await claim('kaihua-deputy', task.id);
  expect((await people.complete('kaihua-chief', task, part, { key: 'part' })).status).toBe(200);
  expectProblem(
    await people.complete('kaihua-chief', task, people.answer(task, {}, ['MR-004'])),
    409,
    'claimed-by-another',
  );
});

test('the list can be narrowed to mine, free, and those of others', async () => {
  const launched = [await people.launch(['CU-001']), await people.launch(['CU-002']), await people.launch(['CU-003'])];
  const [mine, others, free] = await Promise.all(launched.map((id) => people.only('kaihua-chief', id)));
  await claim('kaihua-chief', mine?.id ?? '');
  await claim('kaihua-deputy', others?.id ?? '');
  const narrowed = async (query: string) => {
    const reply = await system.ask('GET', `/api/tasks?limit=500&${query}`, { as: 'kaihua-chief' });
    const ids = reply.body.items?.map(({ id }) => id) ?? [];
    return [mine, others, free].map((task) => ids.includes(task?.id));
  };
  expect(await narrowed('claim=mine')).toEqual([true, false, false]);
  expect(await narrowed('claim=others')).toEqual([false, true, false]);
  expect(await narrowed('claim=free')).toEqual([false, false, true]);
  expect(await narrowed('claim=others&scope=office')).toEqual([false, true, false]);
  expect(await narrowed('')).toEqual([true, true, true]);
  const wrong = await system.ask('GET', '/api/tasks?claim=all', { as: 'kaihua-chief' });
  expectProblem(wrong, 422, 'invalid-content', '/claim');
});

test('who watches is told of a claim and of a release, who does not see the transfer is not', async () => {
  const address = await system.app.listen({ port: 0, host: '127.0.0.1' });
  const id = await people.launch(['EE-001']);
  const wolong = await people.launch(['EE-001'], { subDistrict: 'wolong' });
  const [task, elsewhere] = [await people.only('kaihua-chief', id), await people.only('wolong-chief', wolong)];
  const [colleague, stranger] = [
    await listen(system, address, 'kaihua-deputy'),
    await listen(system, address, 'wolong-chief'),
  ];
  await colleague.until(/retry/);
  await stranger.until(/retry/);
  await claim('kaihua-chief', task.id);
  await claim('wolong-chief', elsewhere.id);
  expect(await colleague.until(/event: claimed\ndata: .*\n/)).toContain(
    `"transfer":"${id}","task":"${task.id}","by":"kaihua-chief"`,
  );
  expect(await stranger.until(new RegExp(`"task":"${elsewhere.id}"`))).not.toContain(task.id);
  await release('kaihua-chief', task.id);
  await colleague.until(new RegExp(`"task":"${task.id}","by":null`));
  colleague.stop();
  stranger.stop();
});

describe('given an account that is closed, or goes elsewhere', () => {
  const change = (username: string, body: unknown, as = 'admin') =>
    system.ask('PATCH', `/api/accounts/${username}`, { as, body });
  const leavingSchema = z.object({
    lastOfRole: z.boolean(),
    count: z.number(),
    tasks: z.array(z.looseObject({ id: z.string(), title: z.string(), powers: z.array(z.string()) })),
  });
  const leaving = async (username: string) =>
    leavingSchema.parse((await system.ask('GET', `/api/accounts/${username}/leaving`, { as: 'admin' })).body);
  const leftBy = ({ body }: Reply) => z.object({ leaves: leavingSchema.optional() }).parse(body).leaves;

  test('then what it had claimed is free, and colleagues go on without a word', async () => {
    const task = await people.only('kaihua-chief', await people.launch(['AG-001']));
    await claim('kaihua-deputy', task.id);
    expect(await leaving('kaihua-deputy')).toEqual({ lastOfRole: false, count: 0, tasks: [] });
    // a name is no reason
    expect(leftBy(await change('kaihua-deputy', { name: { zh: '副主任', en: 'Deputy chief' } }))).toBeUndefined();
    expect(await seenBy('auditor', task.id)).toMatchObject({ claimedBy: { username: 'kaihua-deputy' } });
    expect(leftBy(await change('kaihua-deputy', { active: false }))).toEqual({
      lastOfRole: false,
      count: 0,
      tasks: [],
    });
    expect(await seenBy('auditor', task.id)).toMatchObject({ claimedBy: null, claimedSince: null });
    expect((await system.ask('GET', '/api/tasks?claim=free', { as: 'kaihua-chief' })).text).toContain(task.id);
    await change('kaihua-deputy', { active: true }, 'security');
    await claim('kaihua-deputy', task.id);
    expect((await change('kaihua-deputy', { role: 'office' })).status).toBe(200);
    expect(await seenBy('auditor', task.id)).toMatchObject({ claimedBy: null });
    expect((await change('kaihua-deputy', { role: 'chief' })).status).toBe(200);
    await people.complete('kaihua-chief', task);
  });

  test('then a claim made in the same moment is not left behind', async () => {
    const id = await people.launch(['TR-006']);
    const task = await people.only('kaihua-chief', id);
    const body = { username: 'kaihua-deputy', password: demonstrationPassword };
    for (let round = 0; round < 6; round++) {
      expect((await change('kaihua-deputy', { active: true }, 'security')).status).toBe(200);
      const { token = '' } = (await system.ask('POST', '/api/sessions', { body })).body;
      const [said, closed] = await Promise.all([
        system.ask('POST', `/api/tasks/${task.id}/claim`, { token, body: {} }),
        change('kaihua-deputy', { active: false }),
      ]);
      expect([closed.status, [200, 401].includes(said.status)]).toEqual([200, true]);
      expect((await seenBy('kaihua-chief', task.id)).claimedBy).toBeNull();
    }
    expect((await change('kaihua-deputy', { active: true }, 'security')).status).toBe(200);
    await people.complete('kaihua-chief', task);
  });

  test('then whoever closes the last one of a role is told which tasks nobody can complete, before and after', async () => {
    const id = await people.launch(['AG-002', 'AG-003'], { subDistrict: 'xinping' });
    const task = await people.only('xinping-chief', id);
    const left = {
      lastOfRole: true,
      count: 1,
      tasks: [
        {
          id: task.id,
          title: '需求申报',
          about: null,
          transfer: { id, title: '开化街道赋权' },
          powers: ['AG-002', 'AG-003'],
        },
      ],
    };
    expect(await leaving('xinping-chief')).toEqual(left);
    expectProblem(
      await system.ask('GET', '/api/accounts/xinping-chief/leaving', { as: 'coordinator' }),
      403,
      'not-your-role',
    );
    expectProblem(await system.ask('GET', '/api/accounts/nobody/leaving', { as: 'admin' }), 404, 'not-found');
    expect(leftBy(await change('xinping-chief', { active: false }))).toEqual(left);
    // closed once more is no news
    expect(leftBy(await change('xinping-chief', { active: false }))).toBeUndefined();
    expect((await change('xinping-chief', { active: true }, 'security')).status).toBe(200);
    expect(leftBy(await change('xinping-chief', { organisation: 'wolong' }))).toEqual(left);
    expect((await change('xinping-chief', { organisation: 'xinping' })).status).toBe(200);
  });

  test('then a colleague whom four eyes keep from a task does not count', async () => {
    const id = await people.launch(['AG-004']);
    await people.step('kaihua-chief', id);
    await people.step('agriculture-assessor', id);
    const assessor = { name: { zh: '评估员二', en: 'second assessor' }, organisation: 'agriculture' };
    // whoever assessed may not approve: as a head now, the assessor is a head who cannot
    expect((await change('agriculture-assessor', { ...assessor, role: 'head' })).status).toBe(200);
    expect(await leaving('agriculture-head')).toMatchObject({
      lastOfRole: false,
      count: 1,
      tasks: [{ powers: ['AG-004'] }],
    });
    expect((await change('agriculture-assessor', { role: 'assessor' })).status).toBe(200);
  });
});
