/** The steward's acts upon a matter, at its own address and, for a transfer of powers, at the one that it always had. */
import { itemsOf } from '../../database/matter-repository';
import { problems } from '../../contract/shared';
import { actRequest, recallRequest, withdrawRequest } from '../../contract/requests';
import type { App } from '../http/app';
import { createActing } from './acting';
import { commandKey } from '../engine/command-key';
import { personOf, send } from '../engine/commands';
import type { Inside } from '../dependencies';
import { idParams } from '../http/parsing';
import { takenBack } from './taken-back';

/** `POST /api/matters/{id}/suspend | resume | withdraw`, the same of `/api/transfers/{id}`, and its `/recall`. */
export function actRoutes(app: App, dependencies: Inside): void {
  const { database, family } = dependencies;
  const { atTransfers, atMatters, shownTransfer, steered, once } = createActing(dependencies);

  for (const { address, answer, shown } of [atTransfers, atMatters]) {
    for (const { path, message, summary } of [
      { path: 'suspend', message: 'suspendTransfer', summary: 'Suspend: time stops, nothing can be completed · 中止' },
      { path: 'resume', message: 'resumeTransfer', summary: 'Resume · 恢复' },
    ] as const)
      app.post(
        `${address.path}/:id/${path}`,
        {
          schema: {
            operationId: `${path}${address.one}`,
            tags: [address.tag],
            summary,
            params: idParams,
            body: actRequest,
            response: { 200: answer, ...problems },
          },
        },
        async (request) => {
          const { id } = request.params;
          const { account } = await steered(request, address, id);
          await once(id, commandKey(request, request.body), (sent, mayRepeat) => {
            const detail = { reason: request.body.reason };
            const command = { ...sent, person: personOf(account), detail };
            return send(dependencies, message, id, command, mayRepeat, { powers: [] });
          });
          return shown(account, id, request.language);
        },
      );

    app.post(
      `${address.path}/:id/withdraw`,
      {
        schema: {
          operationId: address.procedure === undefined ? 'withdrawItems' : 'withdrawPowers',
          tags: [address.tag],
          summary: 'Withdraw what is not handed over · 撤回',
          params: idParams,
          body: withdrawRequest,
          response: { 200: answer, ...problems },
        },
      },
      async (request) => {
        const { id } = request.params;
        const { account, matter } = await steered(request, address, id);
        await once(id, commandKey(request, request.body), async (sent, mayRepeat) => {
          const items = await itemsOf(database, id);
          const powers = takenBack(family.dossier(matter.procedure).procedure, items, request.body.powers, false);
          const detail = { reason: request.body.reason };
          const command = { ...sent, person: personOf(account), detail, powers };
          return send(dependencies, 'withdrawPowers', id, command, mayRepeat, {
            powers: items.map(({ code }) => code),
          });
        });
        return shown(account, id, request.language);
      },
    );
  }

  const { address, answer } = atTransfers;
  app.post(
    `${address.path}/:id/recall`,
    {
      schema: {
        operationId: 'recallPowers',
        tags: [address.tag],
        summary: 'Recall what is handed over: opens the decision on it · 收回',
        params: idParams,
        body: recallRequest,
        response: { 200: answer, ...problems },
      },
    },
    async (request) => {
      const { id } = request.params;
      const { account, matter } = await steered(request, address, id);
      await once(id, commandKey(request, request.body), async (sent, mayRepeat) => {
        const items = await itemsOf(database, id);
        const powers = takenBack(family.dossier(matter.procedure).procedure, items, request.body.powers, true);
        const { code, reason } = request.body;
        const command = { ...sent, person: personOf(account), detail: { reason }, powers, code };
        return send(dependencies, 'recallPowers', id, command, mayRepeat, { powers: items.map((item) => item.code) });
      });
      return shownTransfer(account, id, request.language);
    },
  );
}
