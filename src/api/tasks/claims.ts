/** Who takes care of a task: said by a person of its office, so that colleagues see it. It decides nothing. */
import type { Account } from '../../database/account-repository';
import { claimTask, releaseTask, type PersonNames } from '../../database/claim-repository';
import { taskByPublicId, type TaskRow } from '../../database/task-repository';
import { Refusal, type Language } from '../../domain/refusal';
import { problems } from '../../contract/shared';
import { claimAnswer } from '../../contract/tasks';
import { claimRequest } from '../../contract/requests';
import type { App } from '../http/app';
import { accountOf } from '../http/authentication';
import { claimedByAnother, claimerOf, showClaim, showPerson } from './claim-view';
import type { Inside } from '../dependencies';
import { whyGone } from './gone-task';
import { idParams } from '../http/parsing';
import { standsAgainst } from './task-rights';

/** `POST` and `DELETE /api/tasks/{id}/claim`. */
export function claimRoutes(app: App, { database, family, now }: Inside): void {
  /** An open task of a person's step. Throws Refusal where there is none that the account sees. */
  async function taskOf(account: Account, id: string): Promise<TaskRow> {
    const task = await taskByPublicId(database, account, family.rules, id);
    if (!task) throw await whyGone(database, account, id);
    if (!family.dossier(task.procedure).forms.has(task.step)) throw new Refusal('not-found');
    return task;
  }

  const show = (id: string, task: TaskRow, language: Language, before?: PersonNames) => ({
    task: id,
    ...showClaim(task, language, now()),
    ...(before ? { takenFrom: showPerson(before, language) } : {}),
  });

  app.post(
    '/api/tasks/:id/claim',
    {
      schema: {
        operationId: 'claimTask',
        tags: ['tasks'],
        summary: 'Say that you take care of a task; with takeOver also one that a colleague has · 认领、接手任务',
        params: idParams,
        body: claimRequest,
        response: { 200: claimAnswer, ...problems },
      },
    },
    async (request) => {
      const account = accountOf(request);
      const task = await taskOf(account, request.params.id);
      const against = standsAgainst(account, task, family.step(task.procedure, task.step));
      if (against) throw new Refusal(against, { params: { by: account.username } });
      const { takeOver } = request.body;
      const before = await claimTask(database, task, account, takeOver);
      const another = before?.username === account.username ? undefined : before;
      if (another && !takeOver) throw claimedByAnother(another);
      const { id } = request.params;
      return show(id, await taskOf(account, id), request.language, another);
    },
  );

  app.delete(
    '/api/tasks/:id/claim',
    {
      schema: {
        operationId: 'releaseTask',
        tags: ['tasks'],
        summary: 'Say that you do not take care of a task any more · 放弃认领',
        params: idParams,
        response: { 200: claimAnswer, ...problems },
      },
    },
    async (request) => {
      const account = accountOf(request);
      const { id } = request.params;
      const task = await taskOf(account, id);
      // whoever changed posts meanwhile may still give back what was theirs
      await releaseTask(database, task, account.username);
      const after = await taskOf(account, id);
      const left = claimerOf(after);
      if (left) throw claimedByAnother(left);
      return show(id, after, request.language);
    },
  );
}
