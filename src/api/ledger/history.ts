/** What happened, in order, and the proof that it is all there. */
import { z } from 'zod';
import { historyOf } from '../../database/ledger-repository';
import { itemsOf } from '../../database/matter-repository';
import { seesAll } from '../../domain/city/sight';
import { Refusal } from '../../domain/refusal';
import { showReport } from '../../verification/view';
import { historyAnswer, verdictAnswer } from '../../contract/ledger';
import { listOf, problems } from '../../contract/shared';
import type { App } from '../http/app';
import { accountOf } from '../http/authentication';
import { pageOf, pageQuery, readCursor } from '../http/cursor';
import type { Inside } from '../dependencies';
import { addresses, matterAt } from '../matters/addresses';
import { showEntries } from './entry-view';
import { idParams, rowNumber } from '../http/parsing';
import { verifyWith } from './verifying';

const flag = z.enum(['true', 'false']).default('false');

/** `GET /api/matters/{id}/history`, `/verification`, the same of `/api/transfers/{id}`; `GET /api/verification`. */
export function historyRoutes(app: App, dependencies: Inside): void {
  const { database } = dependencies;
  for (const address of addresses) {
    const { path, one, procedure: only } = address;
    app.get(
      `${path}/:id/history`,
      {
        schema: {
          operationId: only === undefined ? 'listHistoryOfMatter' : 'listHistory',
          tags: ['ledger'],
          summary: 'The ledger of a matter, in order · 办理记录',
          params: idParams,
          querystring: pageQuery,
          response: { 200: listOf(historyAnswer), ...problems },
        },
      },
      async (request) => {
        const { id } = request.params;
        const { limit, cursor } = request.query;
        const { procedure, launchedBy } = await matterAt(database, address, accountOf(request), id);
        const after = readCursor(cursor, rowNumber) ?? 0;
        const [found, items] = await Promise.all([
          historyOf(database, id, { after, limit: limit + 1 }),
          itemsOf(database, id),
        ]);
        const codes = new Map(items.map(({ position, code }) => [position, code]));
        const rows = found.map((row) => ({ ...row, procedure, launchedBy }));
        const entries = await showEntries(dependencies, rows, () => codes, request.language);
        return pageOf(
          entries,
          limit,
          ({ seq }) => seq,
          (entry) => entry,
        );
      },
    );

    app.get(
      `${path}/:id/verification`,
      {
        schema: {
          operationId: `verify${one}`,
          tags: ['ledger'],
          summary: 'Verify one matter: its ledger, and all tables that are made of it · 核验一个流程',
          params: idParams,
          response: { 200: verdictAnswer, ...problems },
        },
      },
      async (request) => {
        const { id } = request.params;
        await matterAt(database, address, accountOf(request), id);
        return showReport(await verifyWith(dependencies, { only: id }), request.language);
      },
    );
  }

  app.get(
    '/api/verification',
    {
      // each reads all there is, one after the other: who asks again and again would keep others waiting
      config: { rateLimit: { max: 10, timeWindow: 60_000 } },
      // before it is counted. Of the whole city: for those who see all of it
      onRequest: (request, _, done) => {
        done(seesAll(accountOf(request)) ? undefined : new Refusal('not-your-role'));
      },
      schema: {
        operationId: 'verifyAll',
        tags: ['ledger'],
        summary: 'Verify all ledgers and all tables that are made of them · 核验全部记录',
        querystring: z.strictObject({ signatures: flag, evidence: flag }),
        response: { 200: verdictAnswer, ...problems },
      },
    },
    async (request) => {
      const { signatures, evidence } = request.query;
      const asked = { signatures: signatures === 'true', evidence: evidence === 'true' };
      return showReport(await verifyWith(dependencies, asked), request.language);
    },
  );
}
