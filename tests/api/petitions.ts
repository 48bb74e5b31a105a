/** A server that serves the procedures of `petition.ts` and `opinion.ts` beside the city's, and people who take their steps. */
import { join } from 'node:path';
import { z } from 'zod';
import { formFromSchema } from '../../src/client/form-recipe';
import { dossiers } from '../../src/domain/dossiers';
import type { JsonSchema } from '../../src/domain/json-schema';
import { stories, storyOf } from '../../src/verification/prose';
import { opinionCourse } from '../builders/opinion';
import { petitionCourse } from '../builders/petition';
import { opinionDossier, petitionDossier } from '../builders/petition-dossier';
import { startSystem, type Reply, type System } from './system';

const schema = z.custom<JsonSchema>((value) => typeof value === 'object' && value !== null);
export const taskSchema = z.looseObject({
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
export const matterSchema = z.looseObject({
  id: z.string(),
  procedure: z.string(),
  procedureTitle: z.string(),
  state: z.string(),
  steers: z.boolean(),
  items: z.array(z.looseObject({ code: z.string(), state: z.string(), stateTitle: z.string() })),
  tasks: z.array(z.looseObject({ step: z.string(), organisation: z.string() })),
});

/** All that is served. */
export const family = [...dossiers, petitionDossier, opinionDossier];

/** A system with a worker that runs all of them, and a colleague in the sub-district: who has lodged may not look at it afterwards. */
export async function startPetitions(): Promise<System> {
  const system = await startSystem({
    worker: true,
    workflowsPath: join(__dirname, '..', 'builders', 'both-workflows.ts'),
    dossiers: family,
    stories: [...stories, storyOf(petitionCourse, petitionDossier), storyOf(opinionCourse, opinionDossier)],
    dayMs: 20,
  });
  await system.database.owner.query(
    `insert into account (username, password_hash, name_zh, name_en, organisation, role, demonstration)
     select 'kaihua-second', password_hash, '何二', 'He Er', organisation, role, true from account where username = 'kaihua-office'`,
  );
  return system;
}

interface Answer {
  /** Which task is meant where somebody has several. */
  readonly step?: string;
  readonly outcome?: string;
  readonly items?: readonly string[];
  readonly form?: object;
}

/** What people do with petitions. */
export function petitionsOf(system: System) {
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
  return { launched, tasksOf, matterOf, detailOf, answered, done, handled };
}
