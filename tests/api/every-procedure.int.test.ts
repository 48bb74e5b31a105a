/**
 * Two procedures at one server: the city's transfer of powers, and one unlike it in all that a declaration allows. What is
 * before people, what they answer, what is recorded and where it is: all of it through the same addresses.
 */
import { join } from 'node:path';
import { z } from 'zod';
import { formFromSchema } from '../../src/client/form-recipe';
import { dossiers } from '../../src/domain/dossiers';
import type { JsonSchema } from '../../src/domain/json-schema';
import { stories, storyOf } from '../../src/verification/prose';
import { opinionCourse } from '../builders/opinion';
import { petitionCourse } from '../builders/petition';
import { opinionDossier, petitionDossier } from '../builders/petition-dossier';
import { expectProblem, startSystem, type Reply, type System } from './system';

const schema = z.custom<JsonSchema>((value) => typeof value === 'object' && value !== null);
const taskSchema = z.looseObject({
  id: z.string(),
  step: z.string(),
  title: z.string(),
  matter: z.object({ id: z.string(), procedure: z.string(), title: z.string() }),
  transfer: z.unknown().optional(),
  powers: z.array(z.string()),
  outcomes: z.array(z.looseObject({ code: z.string() })),
});
const detailSchema = taskSchema.extend({
  formSchema: schema,
  mayComplete: z.boolean(),
  items: z.array(z.looseObject({ code: z.string(), state: z.string() })),
});
const matterSchema = z.looseObject({
  id: z.string(),
  procedure: z.string(),
  procedureTitle: z.string(),
  state: z.string(),
  steers: z.boolean(),
  items: z.array(z.looseObject({ code: z.string(), state: z.string(), stateTitle: z.string() })),
  tasks: z.array(z.looseObject({ step: z.string(), organisation: z.string() })),
});

let system: System;
beforeAll(async () => {
  system = await startSystem({
    worker: true,
    workflowsPath: join(__dirname, '..', 'builders', 'both-workflows.ts'),
    dossiers: [...dossiers, petitionDossier, opinionDossier],
    stories: [...stories, storyOf(petitionCourse, petitionDossier), storyOf(opinionCourse, opinionDossier)],
    dayMs: 20,
  });
  // a colleague: who has lodged may not look at it afterwards
  await system.database.owner.query(
    `insert into account (username, password_hash, name_zh, name_en, organisation, role, demonstration)
     select 'kaihua-second', password_hash, '何二', 'He Er', organisation, role, true from account where username = 'kaihua-office'`,
  );
});
afterAll(() => system.stop());

async function launched(petitions: readonly string[], more: object = {}): Promise<string> {
  const reply = await system.ask('POST', '/api/matters', {
    as: 'coordinator',
    body: { procedure: 'petition', title: 'Petitions of the week', lodger: 'kaihua', petitions, ...more },
  });
  expect({ status: reply.status, text: reply.status === 201 ? '' : reply.text }).toEqual({ status: 201, text: '' });
  return reply.body.id ?? '';
}
const tasksOf = async (as: string, matter: string) =>
  z.array(taskSchema).parse((await system.ask('GET', `/api/tasks?matter=${matter}`, { as })).body.items);
const matterOf = async (id: string, as = 'coordinator') =>
  matterSchema.parse((await system.ask('GET', `/api/matters/${id}`, { as })).body);
const detailOf = async (as: string, id: string) =>
  detailSchema.parse((await system.ask('GET', `/api/tasks/${id}`, { as })).body);

interface Answer {
  /** Which task is meant where somebody has several. */
  readonly step?: string;
  readonly outcome?: string;
  readonly items?: readonly string[];
  readonly form?: object;
}

/** Answers the only task of somebody's; while the step lies open to others, again. */
async function answered(as: string, matter: string, { step, outcome, items, form }: Answer = {}): Promise<Reply> {
  const before = await tasksOf(as, matter);
  const [first, ...others] = before.filter((task) => step === undefined || task.step === step);
  if (!first) throw new Error(`nothing is before ${as}`);
  expect(others).toEqual([]);
  const task = await detailOf(as, first.id);
  for (;;) {
    const reply = await system.ask('POST', `/api/tasks/${task.id}/complete`, {
      as,
      body: {
        outcomes: (items ?? task.powers).map((power) => ({
          power,
          outcome: outcome ?? task.outcomes[0]?.code,
          reason: 'because',
        })),
        form: form ?? formFromSchema(task.formSchema),
      },
    });
    if (reply.body.code !== 'still-open') return reply;
  }
}
async function done(as: string, matter: string, how: Answer = {}): Promise<void> {
  const reply = await answered(as, matter, how);
  expect({ status: reply.status, text: reply.status === 200 ? '' : reply.text }).toEqual({ status: 200, text: '' });
}
/** Up to where petitions wait for the list that the government concludes on. */
async function handled(matter: string, items?: readonly string[]): Promise<void> {
  const some = items ? { items } : {};
  await done('kaihua-office', matter, { ...some, step: 'lodge' });
  await done('coordinator', matter, { ...some, form: { office: 'market' } });
  await done('market-assessor', matter, some);
  await done('coordinator', matter, some);
  await done('kaihua-second', matter, { ...some, step: 'look-at' });
}

test('a matter of another procedure is launched, is before people with its forms, and comes to its end', async () => {
  const matter = await launched(['P-1', 'P-2', 'P-3']);
  const [lodging] = await tasksOf('kaihua-office', matter);
  expect(lodging).toMatchObject({
    step: 'lodge',
    title: 'Lodge',
    matter: { id: matter, procedure: 'petition', title: 'Petitions of the week' },
    powers: ['P-1', 'P-2', 'P-3'],
  });
  expect(lodging?.transfer).toBeUndefined();
  expect((await matterOf(matter)).tasks).toMatchObject([{ step: 'lodge', organisation: 'kaihua' }]);
  expect((await matterOf(matter)).steers).toBe(true);
  expect((await matterOf(matter, 'kaihua-office')).steers).toBe(false);
  await done('kaihua-office', matter);

  const [assigning] = await tasksOf('coordinator', matter);
  const { formSchema } = await detailOf('coordinator', assigning?.id ?? '');
  expect(formSchema.properties?.['office']?.enum).toContain('market');
  expect(formSchema.properties?.['office']?.enum).not.toContain('wolong');
  // an office that there is not, and one that cannot be it
  for (const office of ['nowhere', 'wolong'])
    expectProblem(await answered('coordinator', matter, { form: { office } }), 422, 'invalid-content', '/form/office');
  await done('coordinator', matter, { form: { office: 'culture' } });
  expect(await tasksOf('market-assessor', matter)).toEqual([]);
  await done('culture-assessor', matter);
  await done('coordinator', matter);
  // four eyes
  expect(await tasksOf('kaihua-office', matter)).toEqual([]);
  await done('kaihua-second', matter);
  await done('government', matter, { outcome: 'refused', items: ['P-2'] });
  await done('government', matter);
  const over = await matterOf(matter);
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
  const matter = await launched(['P-1', 'P-2', 'P-3']);
  const assembling = (body: object, as = 'coordinator') =>
    system.ask('POST', `/api/matters/${matter}/assemble`, { as, body });
  expectProblem(await assembling({ step: 'conclude', expected: ['P-1'] }), 409, 'nothing-to-assemble');
  await handled(matter, ['P-1', 'P-2']);
  expect((await matterOf(matter)).items.map(({ state }) => state)).toEqual(['gathering', 'gathering', 'open']);
  expectProblem(await assembling({ step: 'conclude', expected: ['P-1'] }), 409, 'list-changed');
  expectProblem(await assembling({ step: 'conclude', expected: ['P-9'] }), 422, 'power-not-in-task', '/expected/0');
  expectProblem(await assembling({ step: 'conclude', expected: ['P-1', 'P-2'] }, 'government'), 403, 'not-your-role');
  // no step that assembles, and a step of the other procedure
  for (const step of ['handle', 'decide'])
    expectProblem(await assembling({ step, expected: ['P-1'] }), 422, 'assembles-nothing', '/step');
  const closed = await assembling({ step: 'conclude', expected: ['P-1', 'P-2'], reason: 'the week is over' });
  expect(closed.status).toBe(200);
  expect(closed.body).toMatchObject({ step: 'conclude', organisation: 'government', powers: ['P-1', 'P-2'] });
  expect((await tasksOf('government', matter)).map(({ powers }) => powers)).toEqual([['P-1', 'P-2']]);
  await done('government', matter);

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
  const matter = await launched(['P-1']);
  const act = (name: string, as = 'coordinator') =>
    system.ask('POST', `/api/matters/${matter}/${name}`, { as, body: { reason: 'to see' } });
  expectProblem(await act('suspend', 'kaihua-office'), 403, 'not-your-role');
  expect((await act('suspend')).body).toMatchObject({ id: matter, suspended: true });
  expect(await tasksOf('kaihua-office', matter)).toEqual([]);
  expectProblem(await act('suspend'), 409, 'suspended');
  expect((await act('resume')).body).toMatchObject({ id: matter, suspended: false });
  // it is no transfer of powers
  expectProblem(await system.ask('GET', `/api/transfers/${matter}`, { as: 'coordinator' }), 404, 'not-found');
  expectProblem(await system.ask('GET', `/api/transfers/${matter}/history`, { as: 'coordinator' }), 404, 'not-found');
});

test('all matters are in one list, and that of one procedure is part of it', async () => {
  const petitions = await launched(['P-1']);
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
