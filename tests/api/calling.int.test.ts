/** A matter that calls another: launched for its task, it is suspended, withdrawn and seen as its caller is, and its ending is the answer. */
import pino from 'pino';
import { createErrands } from '../../src/api/engine/errands';
import type { Engine } from '../../src/api/engine/engine';
import { createSweeper } from '../../src/api/engine/sweeper';
import { served } from '../../src/api/family';
import { Refusal } from '../../src/domain/refusal';
import { family, petitionsOf, startPetitions } from './petitions';
import type { System } from './system';

let system: System;
let people: ReturnType<typeof petitionsOf>;
beforeAll(async () => {
  system = await startPetitions();
  people = petitionsOf(system);
});
afterAll(() => system.stop());

const errandsBy = (engine: Engine) =>
  createErrands({
    ...{ database: system.database.app, engine, signingKey: system.signingKey, now: Date.now },
    ...{ demonstration: true, dayMs: 20, log: pino({ level: 'silent' }), family: served(family) },
  });
/** Until there is nothing left to do. */
async function look(engine: Engine = system.engine): Promise<number> {
  const errands = errandsBy(engine);
  let all = 0;
  for (let done = await errands.look(); done > 0; done = await errands.look()) all += done;
  return all;
}
/** Until the engine has recorded its first task. */
async function begun(matter: string): Promise<void> {
  while ((await people.matterOf(matter)).tasks.length === 0);
}
/** A petition that waits for the opinion that it called, and that opinion. */
async function calling(): Promise<{ readonly matter: string; readonly opinion: string }> {
  const matter = await people.launched(['P-1', 'P-2'], { hears: true });
  await people.handled(matter);
  expect(await look()).toBe(1);
  const { rows } = await system.database.owner.query<{ matter: string }>(
    'select matter from called_matter where caller = $1',
    [matter],
  );
  expect(rows).toHaveLength(1);
  const opinion = rows[0]?.matter ?? '';
  await begun(opinion);
  return { matter, opinion };
}
const act = (matter: string, name: string) =>
  system.ask('POST', `/api/matters/${matter}/${name}`, { as: 'coordinator', body: { reason: 'to see' } });
const verdictOf = async (matter: string) =>
  (await system.ask('GET', `/api/matters/${matter}/verification`, { as: 'auditor' })).body['verdict'];

test('given a step that calls, then a matter of the other procedure is launched once, and its ending is the answer', async () => {
  const { matter, opinion } = await calling();
  expect((await people.matterOf(opinion)).procedure).toBe('opinion');
  // who takes part in the calling matter sees what it waits for; who takes part in neither does not
  expect((await people.matterOf(opinion, 'kaihua-office')).id).toBe(opinion);
  expect((await system.ask('GET', `/api/matters/${opinion}`, { as: 'wolong-office' })).status).toBe(404);
  expect((await people.matterOf(matter)).items.map(({ state }) => state)).toEqual(['open', 'open']);
  expect(await look()).toBe(0);
  await people.done('culture-assessor', opinion);
  expect(await look()).toBe(1);
  expect((await people.matterOf(matter)).items.map(({ state }) => state)).toEqual(['gathering', 'gathering']);
  await people.done('government', matter);
  expect((await people.matterOf(matter)).state).toBe('over');
  expect(await look()).toBe(0);
  expect(await verdictOf(matter)).toBe('intact');
  expect(await verdictOf(opinion)).toBe('intact');
});

test('an ending that says no sends the caller back, which calls anew', async () => {
  const { matter, opinion } = await calling();
  await people.done('culture-assessor', opinion, { outcome: 'unfavourable' });
  expect(await look()).toBe(1);
  expect(await people.tasksOf('coordinator', matter)).toMatchObject([{ step: 'assign' }]);
  await people.done('coordinator', matter, { form: { office: 'market' } });
  await people.done('market-assessor', matter);
  await people.done('coordinator', matter);
  await people.done('kaihua-second', matter, { step: 'look-at' });
  expect(await look()).toBe(1);
  const { rows } = await system.database.owner.query('select matter from called_matter where caller = $1', [matter]);
  expect(rows).toHaveLength(2);
});

test('suspended, resumed and withdrawn: what happens to the caller happens to what it called', async () => {
  const { matter, opinion } = await calling();
  const suspended = async () => (await people.matterOf(opinion))['suspended'];
  expect((await act(matter, 'suspend')).status).toBe(200);
  expect(await look()).toBe(1);
  expect(await suspended()).toBe(true);
  expect((await act(matter, 'resume')).status).toBe(200);
  expect(await look()).toBe(1);
  expect(await suspended()).toBe(false);
  // a second time is another act
  expect((await act(matter, 'suspend')).status).toBe(200);
  expect(await look()).toBe(1);
  expect(await suspended()).toBe(true);
  expect((await act(matter, 'resume')).status).toBe(200);
  expect((await act(matter, 'withdraw')).status).toBe(200);
  await look();
  expect((await people.matterOf(opinion)).items.map(({ state }) => state)).toEqual(['withdrawn']);
  expect(await look()).toBe(0);
  expect(await verdictOf(opinion)).toBe('intact');
});

test('an errand that was cut off is found again, and is done once', async () => {
  const matter = await people.launched(['P-1'], { hears: true });
  await people.handled(matter);
  const away = () => Promise.reject(new Refusal('engine-unavailable'));
  // laid down, and the engine was not told
  expect(await look({ ...system.engine, start: away })).toBe(0);
  const { rows } = await system.database.owner.query<{ matter: string; started: Date | null }>(
    'select c.matter, m.started from called_matter c join matter m on m.id = c.matter where c.caller = $1',
    [matter],
  );
  const [called] = rows;
  expect(rows).toHaveLength(1);
  expect(called?.started).toBeNull();
  const sweeper = createSweeper(
    { ...{ database: system.database.app, engine: system.engine, dossiers: family }, log: pino({ level: 'silent' }) },
    { notStartedMs: 0 },
  );
  expect(await sweeper.sweep()).toMatchObject({ started: 1, failed: 0 });
  await begun(called?.matter ?? '');
  await people.done('culture-assessor', called?.matter ?? '');
  // recorded, and the answer was lost on the way: told again, it is the same command
  const update: Engine['update'] = async (...sent) => {
    await system.engine.update(...sent);
    throw new Refusal('engine-unavailable');
  };
  expect(await look({ ...system.engine, update })).toBe(0);
  expect(await look()).toBe(0);
  expect((await people.matterOf(matter)).items.map(({ state }) => state)).toEqual(['gathering']);
});
