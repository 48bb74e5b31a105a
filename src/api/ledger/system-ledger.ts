/** What was done to the system itself: edits, roles, keys, sign-ins. For the auditor and the security officer. */
import { z } from 'zod';
import { namesThen } from '../../database/name-repository';
import { listSystemLedger } from '../../database/system-ledger-search';
import { localDate } from '../../domain/local-date';
import { saidOfNote } from '../../domain/system-note-words';
import { systemNoteKindNames, titleOfNote } from '../../domain/system-notes';
import { listOf, problems } from '../../contract/shared';
import { systemEntryAnswer } from '../../contract/ledger';
import type { App } from '../http/app';
import { accountWith } from '../http/authentication';
import { pageOf, pageQuery, readCursor } from '../http/cursor';
import type { Dependencies } from '../dependencies';
import { doneBy } from '../http/said-by';

/** `GET /api/system-ledger`. */
export function systemLedgerRoutes(app: App, { database }: Dependencies): void {
  app.get(
    '/api/system-ledger',
    {
      schema: {
        operationId: 'listSystemLedger',
        tags: ['ledger'],
        summary: 'What was done to the system: edits, roles, keys, sign-ins; newest first · 系统台账',
        querystring: pageQuery.extend({
          kind: z.enum(systemNoteKindNames).optional(),
          by: z.string().max(60).optional(),
          from: localDate().optional(),
          until: localDate().optional(),
        }),
        response: { 200: listOf(systemEntryAnswer), ...problems },
      },
    },
    async (request) => {
      accountWith(request, 'auditor', 'security');
      const { language } = request;
      const { limit, cursor, ...question } = request.query;
      const before = readCursor(cursor, z.int32().positive());
      const rows = await listSystemLedger(database, question, { before, limit: limit + 1 });
      const names = await namesThen(
        database,
        rows.flatMap(({ by }) => by ?? []),
      );
      return pageOf(
        rows,
        limit,
        ({ seq }) => seq,
        ({ seq, hash, at, kind, by, content }): z.output<typeof systemEntryAnswer> => ({
          ...{ seq, hash, at: at.toISOString(), kind, by },
          title: titleOfNote(kind)[language],
          byName: doneBy(by, at, names, language),
          text: saidOfNote(kind, content)[language],
          content: { ...content },
        }),
      );
    },
  );
}
