/** Closing the list of what goes into one task. */
import { itemsOf } from '../../database/matter-repository';
import { publicTaskId } from '../../database/task-id';
import { Refusal, refusalOf, type FieldError } from '../../domain/refusal';
import { pack, type Ranges } from '../../domain/procedure/ranges';
import { assembleRequest } from '../../contract/matters';
import { problems } from '../../contract/shared';
import { taskAnswer } from '../../contract/tasks';
import type { App } from '../http/app';
import { createActing } from './acting';
import { addresses } from './addresses';
import type { Codes } from './codes';
import { commandKey } from '../engine/command-key';
import { personOf, send } from '../engine/commands';
import type { Inside } from '../dependencies';
import { idParams } from '../http/parsing';
import { createTaskView } from '../tasks/task-view';

/** The positions of the items that the sender takes to wait. @throws Refusal for each that is none, or comes twice */
function expectedIn(codes: Codes, expected: readonly string[]): Ranges {
  const positionOf = new Map([...codes].map(([position, code]) => [code, position]));
  const errors: FieldError[] = [];
  const positions = new Set<number>();
  expected.forEach((code, index) => {
    const position = positionOf.get(code);
    const field = `/expected/${index}`;
    if (position === undefined) errors.push({ field, code: 'power-not-in-task', params: { powers: code } });
    else if (positions.has(position)) errors.push({ field, code: 'power-twice', params: { powers: code } });
    else positions.add(position);
  });
  if (errors.length > 0) throw refusalOf(errors);
  return pack(positions);
}

/** `POST /api/matters/{id}/assemble`, `POST /api/transfers/{id}/assemble`. */
export function assemblingRoutes(app: App, dependencies: Inside): void {
  const { database, family } = dependencies;
  const { steered, once } = createActing(dependencies);
  const tasks = createTaskView(dependencies);

  for (const address of addresses)
    app.post(
      `${address.path}/:id/assemble`,
      {
        schema: {
          operationId: `assemble${address.one}`,
          tags: [address.tag],
          summary: 'Close the list of what goes into one task of an assembling step · 汇总成一批',
          params: idParams,
          body: assembleRequest,
          response: { 200: taskAnswer, ...problems },
        },
      },
      async (request) => {
        const { id } = request.params;
        const { account, matter } = await steered(request, address, id);
        const { step, expected, reason } = request.body;
        const declared = family.dossier(matter.procedure).procedure.steps.find(({ code }) => code === step);
        if (!declared?.assembles) throw new Refusal('assembles-nothing', { field: '/step', params: { step } });
        const receipt = await once(id, commandKey(request, request.body), async (sent, mayRepeat) => {
          const items = await itemsOf(database, id);
          const codes = new Map(items.map(({ position, code }) => [position, code]));
          const powers = expectedIn(codes, expected);
          const detail = reason === undefined ? {} : { reason };
          const command = { ...sent, person: personOf(account), detail, step, powers };
          return send(dependencies, 'assembleList', id, command, mayRepeat, { powers: items.map(({ code }) => code) });
        });
        const [opened] = receipt.opened;
        if (opened === undefined) throw new Error(`assembling ${step} of ${id} opened no task`);
        return tasks.one(account, publicTaskId(id, opened), request.language);
      },
    );
}
