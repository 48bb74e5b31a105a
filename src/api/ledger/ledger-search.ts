/** The auditor's search through the ledgers of all transfers. */
import { z } from 'zod';
import { searchLedger } from '../../database/ledger-search';
import { codesOfTransfers } from '../../database/transfer-repository';
import { localDate } from '../../domain/local-date';
import { foundAnswer } from '../../contract/ledger';
import { listOf, problems } from '../../contract/shared';
import type { App } from '../http/app';
import { accountWith } from '../http/authentication';
import { pageOf, pageQuery, readCursor } from '../http/cursor';
import type { Inside } from '../dependencies';
import { byPosition } from '../matters/codes';
import { showEntries } from './entry-view';
import { rowNumber } from '../http/parsing';

const place = z.object({ transfer: z.string(), seq: rowNumber });

/** `GET /api/ledger`. */
export function ledgerSearchRoutes(app: App, dependencies: Inside): void {
  const { database } = dependencies;
  app.get(
    '/api/ledger',
    {
      schema: {
        operationId: 'searchLedger',
        tags: ['ledger'],
        summary: 'Search all ledger entries, newest first · 检索全部办理记录',
        querystring: pageQuery.extend({
          limit: z.coerce.number().int().min(1).max(200).default(50),
          q: z.string().trim().min(1).max(100).optional(),
          by: z.string().max(60).optional(),
          kind: z.string().max(20).optional(),
          step: z.string().max(40).optional(),
          organisation: z.string().max(40).optional(),
          transfer: z.string().max(64).optional(),
          procedure: z.string().max(60).optional(),
          from: localDate().optional(),
          until: localDate().optional(),
        }),
        response: { 200: listOf(foundAnswer), ...problems },
      },
    },
    async (request) => {
      accountWith(request, 'auditor', 'coordinator');
      const { limit, cursor, ...question } = request.query;
      const after = readCursor(cursor, place);
      const rows = await searchLedger(database, question, { after, limit: limit + 1 });
      const codes = await codesOfTransfers(database, [...new Set(rows.map(({ transfer }) => transfer))]);
      const byMatter = new Map([...codes].map(([matter, list]) => [matter, byPosition(list)]));
      const entries = await showEntries(
        dependencies,
        rows,
        ({ transfer }) => byMatter.get(transfer) ?? new Map(),
        request.language,
      );
      const matters = new Map(rows.map(({ transfer: id, procedure, title }) => [id, { id, procedure, title }]));
      return pageOf(
        entries,
        limit,
        ({ workflow, seq }) => ({ transfer: workflow, seq }),
        (entry) => {
          const { id, procedure, title } = matters.get(entry.workflow) ?? {
            id: entry.workflow,
            procedure: '',
            title: '',
          };
          return { ...entry, matter: { id, procedure, title }, transfer: { id, title } };
        },
      );
    },
  );
}
