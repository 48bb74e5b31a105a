/** How long a working day lasts in a transfer: in demonstrations it can be shortened, so that a year can be watched. */
import { Refusal } from '../../domain/refusal';
import { createActing } from './acting';
import { matterAt, transfersAddress } from './addresses';
import { problems } from '../../contract/shared';
import { paceRequest } from '../../contract/requests';
import { paceAnswer, transferAnswer } from '../../contract/transfers';
import type { App } from '../http/app';
import { accountOf, accountWith } from '../http/authentication';
import { commandKey } from '../engine/command-key';
import { personOf, send } from '../engine/commands';
import type { Inside } from '../dependencies';
import { idParams } from '../http/parsing';

/** `GET` and `POST /api/transfers/{id}/pace`. */
export function paceRoutes(app: App, dependencies: Inside): void {
  const { database } = dependencies;
  const { shownTransfer, once } = createActing(dependencies);
  const { demonstration } = dependencies;

  app.get(
    '/api/transfers/:id/pace',
    {
      schema: {
        operationId: 'getPace',
        tags: ['transfers'],
        summary: 'How long a working day lasts in this transfer · 工作日长度',
        params: idParams,
        response: {
          200: paceAnswer,
          ...problems,
        },
      },
    },
    async (request) => ({
      dayMs: (await matterAt(database, transfersAddress, accountOf(request), request.params.id)).dayMs,
    }),
  );

  app.post(
    '/api/transfers/:id/pace',
    {
      schema: {
        operationId: 'setPace',
        tags: ['transfers'],
        summary:
          'Set the length of a working day in milliseconds, null for a real one; demonstration only · 设定演示节奏',
        params: idParams,
        body: paceRequest,
        response: { 200: transferAnswer, ...problems },
      },
    },
    async (request) => {
      const { id } = request.params;
      await matterAt(database, transfersAddress, accountOf(request), id);
      const account = accountWith(request, 'coordinator', 'admin');
      if (!demonstration) throw new Refusal('demonstration-only', { field: '/dayMs' });
      const command = commandKey(request, request.body);
      await once(id, command, (sent, mayRepeat) =>
        send(
          dependencies,
          'setPace',
          id,
          {
            ...sent,
            person: personOf(account),
            detail: {},
            dayMs: request.body.dayMs,
          },
          mayRepeat,
          { powers: [] },
        ),
      );
      return shownTransfer(account, id, request.language);
    },
  );
}
