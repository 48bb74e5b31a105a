/**
 * Two procedures at one server: the city's transfer of powers, and one unlike it in all that a declaration allows. What is
 * before people, what they answer, what is recorded and where it is: all of it through the same addresses.
 */
import { z } from 'zod';

import { matterSchema, petitionsOf, startPetitions, taskSchema } from './petitions';
import { expectProblem, type System } from './system';

let system: System;
let people: ReturnType<typeof petitionsOf>;
beforeAll(async () => {
  system = await startPetitions();
  people = petitionsOf(system);
});
afterAll(() => system.stop());

test('a matter of another procedure is launched, is before people with its forms, and comes to its end', async () => {
  const matter = await people.launched(['P-1', 'P-2', 'P-3']);
  const [lodging] = await people.tasksOf('kaihua-office', matter);
  expect(lodging).toMatchObject({
    step: 'lodge',
    title: 'Lodge',
    matter: { id: matter, procedure: 'petition', title: 'Petitions of the week' },
    powers: ['P-1', 'P-2', 'P-3'],
  });
  expect(lodging?.transfer).toBeUndefined();
  expect((await people.matterOf(matter)).tasks).toMatchObject([{ step: 'lodge', organisation: 'kaihua' }]);
  expect((await people.matterOf(matter)).steers).toBe(true);
  expect((await people.matterOf(matter, 'kaihua-office')).steers).toBe(false);
  await people.done('kaihua-office', matter);

  const [assigning] = await people.tasksOf('coordinator', matter);
  const { formSchema } = await people.detailOf('coordinator', assigning?.id ?? '');
  expect(formSchema.properties?.['office']?.enum).toContain('market');
  expect(formSchema.properties?.['office']?.enum).not.toContain('wolong');
  // an office that there is not, and one that cannot be it
  for (const office of ['nowhere', 'wolong'])
    expectProblem(
      await people.answered('coordinator', matter, { form: { office } }),
      422,
      'invalid-content',
      '/form/office',
    );
  await people.done('coordinator', matter, { form: { office: 'culture' } });
  expect(await people.tasksOf('market-assessor', matter)).toEqual([]);
  await people.done('culture-assessor', matter);
  await people.done('coordinator', matter);
  // four eyes
  expect(await people.tasksOf('kaihua-office', matter)).toEqual([]);
  await people.done('kaihua-second', matter);
  await people.done('government', matter, { outcome: 'refused', items: ['P-2'] });
  await people.done('government', matter);
  const over = await people.matterOf(matter);
  expect(over.items.map(({ code, state }) => [code, state])).toEqual([
    ['P-1', 'upheld'],
    ['P-2', 'refused'],
    ['P-3', 'upheld'],
  ]);
  expect(over).toMatchObject({ state: 'over', stateTitle: 'over', procedureTitle: 'Petition', tasks: [] });

  const history = await system.ask('GET', `/api/matters/${matter}/history`, { as: 'auditor' });
  const titles = history.body.items?.map(({ title }) => title);
  expect(titles).toEqual(expect.arrayContaining(['Lodge', 'Assign', 'Conclude', 'Announce']));
  const verdict = await system.ask('GET', `/api/matters/${matter}/verification`, { as: 'auditor' });
  expect(verdict.body).toMatchObject({ verdict: 'intact' });
});

test('a list is assembled by its steward, of what waits for it and of nothing else', async () => {
  const matter = await people.launched(['P-1', 'P-2', 'P-3']);
  const assembling = (body: object, as = 'coordinator') =>
    system.ask('POST', `/api/matters/${matter}/assemble`, { as, body });
  expectProblem(await assembling({ step: 'conclude', expected: ['P-1'] }), 409, 'nothing-to-assemble');
  await people.handled(matter, ['P-1', 'P-2']);
  expect((await people.matterOf(matter)).items.map(({ state }) => state)).toEqual(['gathering', 'gathering', 'open']);
  expectProblem(await assembling({ step: 'conclude', expected: ['P-1'] }), 409, 'list-changed');
  expectProblem(await assembling({ step: 'conclude', expected: ['P-9'] }), 422, 'power-not-in-task', '/expected/0');
  expectProblem(await assembling({ step: 'conclude', expected: ['P-1', 'P-2'] }, 'government'), 403, 'not-your-role');
  // no step that assembles, and a step of the other procedure
  for (const step of ['handle', 'decide'])
    expectProblem(await assembling({ step, expected: ['P-1'] }), 422, 'assembles-nothing', '/step');
  const closed = await assembling({ step: 'conclude', expected: ['P-1', 'P-2'], reason: 'the week is over' });
  expect(closed.status).toBe(200);
  expect(closed.body).toMatchObject({ step: 'conclude', organisation: 'government', powers: ['P-1', 'P-2'] });
  expect((await people.tasksOf('government', matter)).map(({ powers }) => powers)).toEqual([['P-1', 'P-2']]);
  await people.done('government', matter);

  // nothing is left that could wait
  const withdrawn = await system.ask('POST', `/api/matters/${matter}/withdraw`, {
    as: 'coordinator',
    body: { reason: 'it was a mistake' },
  });
  expect(withdrawn.status).toBe(200);
  expect(matterSchema.parse(withdrawn.body).items.map(({ state }) => state)).toEqual(['upheld', 'upheld', 'withdrawn']);
  expectProblem(await assembling({ step: 'conclude', expected: ['P-3'] }), 409, 'closed');
});

test('a matter is suspended and resumed by its steward; its list says so', async () => {
  const matter = await people.launched(['P-1']);
  const act = (name: string, as = 'coordinator') =>
    system.ask('POST', `/api/matters/${matter}/${name}`, { as, body: { reason: 'to see' } });
  expectProblem(await act('suspend', 'kaihua-office'), 403, 'not-your-role');
  expect((await act('suspend')).body).toMatchObject({ id: matter, suspended: true });
  expect(await people.tasksOf('kaihua-office', matter)).toEqual([]);
  expectProblem(await act('suspend'), 409, 'suspended');
  expect((await act('resume')).body).toMatchObject({ id: matter, suspended: false });
  // it is no transfer of powers
  expectProblem(await system.ask('GET', `/api/transfers/${matter}`, { as: 'coordinator' }), 404, 'not-found');
  expectProblem(await system.ask('GET', `/api/transfers/${matter}/history`, { as: 'coordinator' }), 404, 'not-found');
});

test('all matters are in one list, and that of one procedure is part of it', async () => {
  const petitions = await people.launched(['P-1']);
  const transfer = await system.ask('POST', '/api/matters', {
    as: 'coordinator',
    body: { procedure: 'power-transfer', title: '开化街道赋权', subDistrict: 'kaihua', powers: ['TR-004'] },
  });
  expect(transfer.status).toBe(201);
  const listed = async (query: string, as = 'coordinator') =>
    z
      .array(z.looseObject({ id: z.string(), procedure: z.string(), counts: z.looseObject({}) }))
      .parse((await system.ask('GET', `/api/matters?limit=500${query}`, { as })).body.items);
  const all = await listed('');
  expect(all.find(({ id }) => id === petitions)).toMatchObject({
    procedure: 'petition',
    counts: { items: 1, tasks: 1 },
  });
  expect(all.find(({ id }) => id === transfer.body.id)).toMatchObject({ procedure: 'power-transfer' });
  expect(new Set((await listed('&procedure=petition')).map(({ procedure }) => procedure))).toEqual(
    new Set(['petition']),
  );
  // who takes part in neither
  const others = (await listed('', 'wolong-office')).map(({ id }) => id);
  expect(others).not.toContain(petitions);
  expectProblem(
    await system.ask('GET', '/api/matters?procedure=none', { as: 'coordinator' }),
    404,
    'unknown-procedure',
  );
  // the inbox has both, each by its own procedure
  const inbox = z
    .array(taskSchema)
    .parse((await system.ask('GET', '/api/tasks?scope=office', { as: 'kaihua-office' })).body.items);
  expect(new Set(inbox.map(({ matter }) => matter.procedure))).toEqual(new Set(['petition', 'power-transfer']));
});

test('what may not be launched is refused: the role, the procedure, what it does not take', async () => {
  const body = { procedure: 'petition', title: 'Petitions', lodger: 'kaihua', petitions: ['P-1'] };
  const launch = (more: object, as = 'coordinator') =>
    system.ask('POST', '/api/matters', { as, body: { ...body, ...more } });
  expectProblem(await launch({}, 'kaihua-office'), 403, 'not-your-role');
  expectProblem(await launch({ procedure: 'none' }), 404, 'unknown-procedure');
  expectProblem(await launch({ petitions: [] }), 422, 'invalid-content', '/petitions');
  expectProblem(await launch({ lodger: 'market' }), 422, 'unknown-sub-district', '/lodger');
  expectProblem(await launch({ subDistrict: 'kaihua' }), 422, 'invalid-content', '/subDistrict');
});
