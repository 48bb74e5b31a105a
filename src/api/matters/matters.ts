/** Matters as people read them, whichever procedure they go through. */
import { z } from 'zod';
import { listMatters } from '../../database/matter-repository';
import { matterAnswer, matterFilter, matterInListAnswer } from '../../contract/matters';
import { listOf, problems } from '../../contract/shared';
import type { App } from '../http/app';
import { accountOf } from '../http/authentication';
import { pageOf, pageQuery, readCursor } from '../http/cursor';
import type { Inside } from '../dependencies';
import { idParams } from '../http/parsing';
import { matterAt, mattersAddress } from './addresses';
import { showMatter, showMatters } from './matter-view';

/** `GET /api/matters`, `GET /api/matters/{id}`. */
export function matterRoutes(app: App, dependencies: Inside): void {
  const { database, family } = dependencies;

  app.get(
    mattersAddress.path,
    {
      schema: {
        operationId: 'listMatters',
        tags: [mattersAddress.tag],
        summary: 'The matters of all procedures that you may see · 全部事务列表',
        querystring: pageQuery.extend(matterFilter),
        response: { 200: listOf(matterInListAnswer), ...problems },
      },
    },
    async (request) => {
      const { limit, cursor, ...filter } = request.query;
      if (filter.procedure !== undefined) family.wanted(filter.procedure);
      const after = readCursor(cursor, z.string());
      const page = { limit: limit + 1, after };
      const rows = await listMatters(database, accountOf(request), family.rules, filter, page);
      const shown = await showMatters(dependencies, rows.slice(0, limit), request.language);
      return {
        ...pageOf(
          rows,
          limit,
          ({ id }) => id,
          ({ id }) => id,
        ),
        items: shown,
      };
    },
  );

  app.get(
    `${mattersAddress.path}/:id`,
    {
      schema: {
        operationId: 'getMatter',
        tags: [mattersAddress.tag],
        summary: 'One matter: items, open tasks, where it is · 事务详情',
        params: idParams,
        response: { 200: matterAnswer, ...problems },
      },
    },
    async (request) => {
      const account = accountOf(request);
      const row = await matterAt(database, mattersAddress, account, request.params.id);
      return showMatter(dependencies, row, account, request.language);
    },
  );
}
