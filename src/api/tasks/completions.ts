/** Completing tasks, one or many. */
import type { FastifyRequest } from 'fastify';
import { type z } from 'zod';
import { transfersOfTasks } from '../../database/task-repository';
import { refusalOf } from '../../domain/refusal';
import { zodIssues } from '../../domain/zod-issues';
import { problems } from '../../contract/shared';
import { bulkAnswer, completedAnswer } from '../../contract/tasks';
import { bulkRequest, completionRequest } from '../../contract/requests';
import type { App } from '../http/app';
import { accountOf } from '../http/authentication';
import { completeTask } from './completion';
import type { Inside } from '../dependencies';
import { idParams } from '../http/parsing';
import { answerTo } from '../http/problems';

/** Commands that one procedure is sent at once: the engine admits ten in flight, and gathers what arrives together. */
const inFlight = 8;
/** Procedures that a bulk speaks to at once. */
const atOnce = 4;

/** Runs work over items, so many at a time; results in the order of the items. */
async function several<T, R>(items: readonly T[], limit: number, work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  let next = 0;
  await Promise.all(
    Array.from({ length: Math.min(limit, items.length) }, async () => {
      for (let index = next++; index < items.length; index = next++) {
        const item = items[index];
        if (item !== undefined) results[index] = await work(item);
      }
    }),
  );
  return results;
}

/** `POST /api/tasks/{id}/complete`, `POST /api/tasks/complete`. */
export function completionRoutes(app: App, dependencies: Inside): void {
  app.post(
    '/api/tasks/:id/complete',
    {
      schema: {
        operationId: 'completeTask',
        tags: ['tasks'],
        summary: 'Complete a task for all its powers or a part · 办理任务',
        params: idParams,
        body: completionRequest,
        response: { 200: completedAnswer, ...problems },
      },
    },
    (request) => completeTask(dependencies, request, request.params.id, request.body),
  );

  type One = z.output<typeof bulkRequest>['tasks'][number];

  async function one(
    request: FastifyRequest,
    { id, ...sent }: One,
    part: string,
  ): Promise<{ id: string; status: number; body: unknown }> {
    try {
      // each by itself: one that is wrong must not hold up the others
      const parsed = completionRequest.safeParse(sent, { reportInput: true });
      if (!parsed.success) throw refusalOf(zodIssues(parsed.error.issues));
      return {
        id,
        status: 200,
        body: await completeTask(dependencies, request, id, parsed.data, part),
      };
    } catch (error) {
      return { id, ...answerTo(error, request) };
    }
  }

  app.post(
    '/api/tasks/complete',
    {
      schema: {
        operationId: 'completeTasks',
        tags: ['tasks'],
        summary: 'Complete tasks in bulk; each is answered for by itself · 批量办理',
        body: bulkRequest,
        response: { 200: bulkAnswer, ...problems },
      },
    },
    async (request) => {
      accountOf(request);
      const { tasks } = request.body;
      const transfers = await transfersOfTasks(
        dependencies.database,
        tasks.map(({ id }) => id),
      );
      const groups = new Map<string, { task: One; index: number }[]>();
      tasks.forEach((task, index) => {
        const transfer = transfers.get(task.id) ?? '';
        groups.set(transfer, [...(groups.get(transfer) ?? []), { task, index }]);
      });
      const results: { id: string; status: number; body: unknown }[] = [];
      await several([...groups.values()], atOnce, (group) =>
        several(group, inFlight, async ({ task, index }) => {
          // the same task twice in one bulk is two commands: the second finds it done
          const nth = tasks.slice(0, index).filter(({ id }) => id === task.id).length;
          results[index] = await one(request, task, `${task.id} ${nth}`);
        }),
      );
      return { results };
    },
  );
}
