/** What people do with the API, in a word each. */
import { z } from 'zod';
import { formFromSchema } from '../../src/client/form-recipe';
import type { JsonSchema } from '../../src/domain/json-schema';
import type { Ask, Reply, System } from './system';

const schema = z.custom<JsonSchema>((value) => typeof value === 'object' && value !== null);
const taskSchema = z.looseObject({
  id: z.string(),
  step: z.string(),
  organisation: z.string(),
  transfer: z.object({ id: z.string(), title: z.string() }),
  powers: z.array(z.string()),
  outcomes: z.array(z.looseObject({ code: z.string() })),
});
const detailSchema = taskSchema.extend({
  formSchema: schema,
  mayComplete: z.boolean(),
  why: z.string().optional(),
  before: z.array(z.looseObject({})),
});
export type Detail = z.output<typeof detailSchema>;

/** People of a system. */
export function peopleOf(system: System) {
  async function launch(powers: readonly unknown[], more: { readonly [field: string]: unknown } = {}): Promise<string> {
    const reply = await system.ask('POST', '/api/transfers', {
      as: 'coordinator',
      body: { title: '开化街道赋权', subDistrict: 'kaihua', powers, ...more },
    });
    expect(reply.status).toBe(201);
    return reply.body.id ?? '';
  }
  const tasksOf = async (as: string, transfer: string, query = ''): Promise<z.output<typeof taskSchema>[]> =>
    z
      .array(taskSchema)
      .parse((await system.ask('GET', `/api/tasks?state=open&transfer=${transfer}${query}`, { as })).body.items);
  async function detail(as: string, id: string): Promise<Detail> {
    const reply = await system.ask('GET', `/api/tasks/${id}`, { as });
    expect({ status: reply.status, text: reply.status === 200 ? '' : reply.text }).toEqual({ status: 200, text: '' });
    return detailSchema.parse(reply.body);
  }
  async function only(as: string, transfer: string): Promise<Detail> {
    const [task, ...others] = await tasksOf(as, transfer);
    expect(others).toEqual([]);
    return detail(as, task?.id ?? '');
  }
  type Choice = {
    readonly [power: string]: { readonly [field: string]: unknown };
  };
  /** The first outcome for all powers, unless said otherwise. */
  const answer = (task: Detail, choice: Choice = {}, powers: readonly string[] = task.powers) => ({
    outcomes: powers.map((power) => ({
      power,
      outcome: task.outcomes[0]?.code,
      ...choice[power],
    })),
    form: formFromSchema(task.formSchema),
  });
  const complete = (as: string, task: Detail, body: unknown = answer(task), more: Ask = {}): Promise<Reply> =>
    system.ask('POST', `/api/tasks/${task.id}/complete`, { as, body, ...more });
  async function step(as: string, transfer: string, choice: Choice = {}): Promise<Reply> {
    const task = await only(as, transfer);
    const reply = await complete(as, task, answer(task, choice));
    expect({
      step: task.step,
      status: reply.status,
      text: reply.status === 200 ? '' : reply.text,
    }).toEqual({ step: task.step, status: 200, text: '' });
    return reply;
  }
  const transferOf = async (id: string, as = 'coordinator') =>
    (await system.ask('GET', `/api/transfers/${id}`, { as })).body;
  return { launch, tasksOf, detail, only, answer, complete, step, transferOf };
}
