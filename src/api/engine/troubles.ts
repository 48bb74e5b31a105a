/** What does not get through, for those who can have it mended. */
import { z } from 'zod';
import { listTroubles, type TroublePlace } from '../../database/trouble-repository';
import { troubleKinds } from '../../domain/troubles';
import { listOf, problems } from '../../contract/shared';
import { troubleAnswer } from '../../contract/operations';
import type { App } from '../http/app';
import { accountWith } from '../http/authentication';
import { pageOf, pageQuery, readCursor } from '../http/cursor';
import type { Dependencies } from '../dependencies';
import { mebibytes } from '../http/problems';

const place: z.ZodType<TroublePlace> = z.object({ since: z.int(), kind: z.string(), transfer: z.string() });

/** `GET /api/troubles`. */
export function troubleRoutes(app: App, { database, lowStorage }: Dependencies): void {
  app.get(
    '/api/troubles',
    {
      schema: {
        operationId: 'listTroubles',
        tags: ['operations'],
        summary: 'What has not got through, since when, and what to do · 系统待处理的问题',
        querystring: pageQuery,
        response: { 200: listOf(troubleAnswer), ...problems },
      },
    },
    async (request) => {
      accountWith(request, 'coordinator', 'admin');
      const { language } = request;
      const { limit, cursor } = request.query;
      const low = cursor === undefined ? await lowStorage?.() : undefined;
      const rows = await listTroubles(database, { after: readCursor(cursor, place), limit: limit + 1 });
      const page = pageOf(
        rows,
        limit,
        (row) => row.place,
        ({ kind, transfer, title, code, since, last, times }) => ({
          transfer: transfer === '' ? null : { id: transfer, title },
          kind,
          title: troubleKinds[kind].title[language],
          code,
          since: since.toISOString(),
          last: last.toISOString(),
          times,
          todo: troubleKinds[kind].todo[language],
        }),
      );
      if (!low) return page;
      const { title, todo } = troubleKinds['storage-low'];
      const since = low.since.toISOString();
      const disk = {
        transfer: null,
        kind: 'storage-low' as const,
        code: `${mebibytes(low.free)}`,
        since,
        last: since,
        times: 1,
      };
      // not a row: a disk that is full takes none
      return { ...page, items: [{ ...disk, title: title[language], todo: todo[language] }, ...page.items] };
    },
  );
}
