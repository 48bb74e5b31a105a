/** The coordinator's acts upon a transfer: suspend, resume, withdraw, recall. */
import { powersOfTransfers, type TransferPowerRow } from '../../database/transfer-repository';
import { endings, handedOverStates, type PowerState } from '../../domain/power-transfer/states';
import { pack } from '../../domain/procedure/ranges';
import { Refusal, type FieldError } from '../../domain/refusal';
import { problems } from '../../contract/shared';
import { transferAnswer } from '../../contract/transfers';
import { actRequest, recallRequest, withdrawRequest } from '../../contract/requests';
import type { App } from '../http/app';
import { accountOf, accountWith } from '../http/authentication';
import { createActing } from './acting';
import { commandKey } from '../engine/command-key';
import { personOf, send } from '../engine/commands';
import type { Dependencies } from '../dependencies';
import { idParams } from '../http/parsing';

const includes = (states: readonly PowerState[], state: PowerState): boolean => states.includes(state);

/**
 * The positions that an act takes back: those listed, or all to which it can apply.
 *
 * @throws Refusal `handed-over` or `not-handed-over` (each names the right call), `power-ended`, `power-not-in-task`
 */
function takenBack(rows: readonly TransferPowerRow[], listed: readonly string[] | undefined, recall: boolean): string {
  const wrong = recall ? 'not-handed-over' : 'handed-over';
  const fits = ({ state }: TransferPowerRow) => includes(handedOverStates, state) === recall;
  const living = rows.filter(({ state }) => !includes(endings, state));
  if (!listed) {
    const fitting = living.filter(fits);
    if (living.length === 0) throw new Refusal('closed');
    if (fitting.length === 0)
      throw new Refusal(wrong, {
        params: { powers: living.map(({ code }) => code).join(', ') },
      });
    return pack(fitting.map(({ position }) => position));
  }
  const errors: FieldError[] = [];
  const positions = new Set<number>();
  listed.forEach((code, index) => {
    const row = rows.find((candidate) => candidate.code === code);
    const field = `/powers/${index}`;
    const params = { powers: code };
    if (!row) errors.push({ field, code: 'power-not-in-task', params });
    else if (positions.has(row.position)) errors.push({ field, code: 'power-twice', params });
    else if (includes(endings, row.state)) errors.push({ field, code: 'power-ended', params });
    else if (!fits(row)) errors.push({ field, code: wrong, params });
    else positions.add(row.position);
  });
  const [first] = errors;
  if (first) throw new Refusal(first.code, { params: first.params ?? {}, errors });
  return pack(positions);
}

/** `POST /api/transfers/{id}/suspend | resume | withdraw | recall`. */
export function actRoutes(app: App, dependencies: Dependencies): void {
  const { database } = dependencies;
  const { shown, transferOf, once } = createActing(database);

  for (const [path, name, summary] of [
    ['suspend', 'suspendTransfer', 'Suspend: time stops, nothing can be completed · 中止'],
    ['resume', 'resumeTransfer', 'Resume · 恢复'],
  ] as const) {
    app.post(
      `/api/transfers/:id/${path}`,
      {
        schema: {
          operationId: name,
          tags: ['transfers'],
          summary,
          params: idParams,
          body: actRequest,
          response: { 200: transferAnswer, ...problems },
        },
      },
      async (request) => {
        const { id } = request.params;
        const seen = await transferOf(accountOf(request), id);
        const account = accountWith(request, 'coordinator');
        const command = commandKey(request, request.body);
        await once(seen.id, command, (sent, mayRepeat) =>
          send(
            dependencies,
            name,
            id,
            {
              ...sent,
              person: personOf(account),
              detail: { reason: request.body.reason },
            },
            mayRepeat,
            { powers: [] },
          ),
        );
        return shown(account, id, request.language);
      },
    );
  }

  app.post(
    '/api/transfers/:id/withdraw',
    {
      schema: {
        operationId: 'withdrawPowers',
        tags: ['transfers'],
        summary: 'Withdraw what is not handed over · 撤回',
        params: idParams,
        body: withdrawRequest,
        response: { 200: transferAnswer, ...problems },
      },
    },
    async (request) => {
      const { id } = request.params;
      await transferOf(accountOf(request), id);
      const account = accountWith(request, 'coordinator');
      const command = commandKey(request, request.body);
      await once(id, command, async (sent, mayRepeat) => {
        const rows = await powersOfTransfers(database, [id]);
        const powers = takenBack(rows, request.body.powers, false);
        const detail = { reason: request.body.reason };
        return send(
          dependencies,
          'withdrawPowers',
          id,
          { ...sent, person: personOf(account), detail, powers },
          mayRepeat,
          { powers: rows.map(({ code }) => code) },
        );
      });
      return shown(account, id, request.language);
    },
  );

  app.post(
    '/api/transfers/:id/recall',
    {
      schema: {
        operationId: 'recallPowers',
        tags: ['transfers'],
        summary: 'Recall what is handed over: opens the decision on it · 收回',
        params: idParams,
        body: recallRequest,
        response: { 200: transferAnswer, ...problems },
      },
    },
    async (request) => {
      const { id } = request.params;
      await transferOf(accountOf(request), id);
      const account = accountWith(request, 'coordinator');
      const command = commandKey(request, request.body);
      await once(id, command, async (sent, mayRepeat) => {
        const rows = await powersOfTransfers(database, [id]);
        const powers = takenBack(rows, request.body.powers, true);
        const { code } = request.body;
        const detail = { reason: request.body.reason };
        return send(
          dependencies,
          'recallPowers',
          id,
          { ...sent, person: personOf(account), detail, powers, code },
          mayRepeat,
          { powers: rows.map((row) => row.code) },
        );
      });
      return shown(account, id, request.language);
    },
  );
}
