/** Transfers as people read them. */
import { z } from 'zod';
import { listTransfers, transferById } from '../../database/transfer-repository';
import { Refusal } from '../../domain/refusal';
import { listOf, problems } from '../../contract/shared';
import { transferAnswer } from '../../contract/transfers';
import type { App } from '../http/app';
import { accountOf } from '../http/authentication';
import { pageOf, pageQuery, readCursor } from '../http/cursor';
import type { Inside } from '../dependencies';
import { transferFilter } from '../../contract/filters';
import { transferFilterOf } from '../http/filters';
import { idParams } from '../http/parsing';
import { showTransfers } from './transfer-view';

/** `GET /api/transfers`, `GET /api/transfers/{id}`. */
export function transferRoutes(app: App, dependencies: Inside): void {
  const { database } = dependencies;
  app.get(
    '/api/transfers',
    {
      schema: {
        operationId: 'listTransfers',
        tags: ['transfers'],
        summary: 'The transfers that you may see · 赋权流程列表',
        querystring: pageQuery.extend({
          limit: z.coerce.number().int().min(1).max(100).default(20),
          ...transferFilter,
        }),
        response: { 200: listOf(transferAnswer), ...problems },
      },
    },
    async (request) => {
      const { limit, cursor, ...filter } = request.query;
      const after = readCursor(cursor, z.string());
      const rows = await listTransfers(database, accountOf(request), transferFilterOf(filter), {
        limit: limit + 1,
        after,
      });
      const shown = await showTransfers(dependencies, rows.slice(0, limit), request.language);
      const page = pageOf(
        rows,
        limit,
        ({ id }) => id,
        ({ id }) => id,
      );
      return { ...page, items: shown };
    },
  );

  app.get(
    '/api/transfers/:id',
    {
      schema: {
        operationId: 'getTransfer',
        tags: ['transfers'],
        summary: 'One transfer: powers, open tasks, where it is · 流程详情',
        params: idParams,
        response: { 200: transferAnswer, ...problems },
      },
    },
    async (request) => {
      const row = await transferById(database, accountOf(request), request.params.id);
      const [shown] = row ? await showTransfers(dependencies, [row], request.language) : [];
      if (!shown) throw new Refusal('not-found');
      return shown;
    },
  );
}
