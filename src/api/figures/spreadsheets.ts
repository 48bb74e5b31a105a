/** Lists as files, and empty ones to fill in. */
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { headings } from '../../documents/tables/cells';
import { launchColumns, officerColumns, powerColumns } from '../../documents/power-transfer/columns';
import type { TableColumn } from '../../documents/tables/sheet-reader';
import { sheetFormats, sheetStream, type Sheet, type SheetFormat } from '../../documents/tables/sheet-writer';
import { officerFilter, powerFilter, registerFilter, transferFilter } from '../../contract/filters';
import { dateAt } from '../../domain/procedure/calendar';
import { Refusal } from '../../domain/refusal';
import type { App } from '../http/app';
import { accountOf } from '../http/authentication';
import type { Dependencies } from '../dependencies';
import { sendDownload } from '../http/document-reply';
import { begun } from '../http/paging';
import { officerFilterOf, transferFilterOf } from '../http/filters';
import { officersSheet, powersSheet, registerSheet, transferSheets } from './sheet-tables';

const common = {
  language: z.enum(['zh', 'en']).optional(),
  // a list's own address may be turned into its file's: what only pages it is passed over
  limit: z.string().optional(),
  cursor: z.string().optional(),
};
const templates: { readonly [name: string]: readonly TableColumn[] } = {
  launch: launchColumns,
  powers: powerColumns,
  officers: officerColumns.filter((column: TableColumn) => !column.exported),
};

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

/** `GET /api/{transfers,powers,officers,register}.{xlsx,csv}` with the lists' own filters, `GET /api/templates/{file}`. */
export function spreadsheetRoutes(app: App, dependencies: Dependencies): void {
  const { now } = dependencies;
  const summary = (what: string) => `${what}, as many as the list's filters leave (XLSX or CSV)`;
  async function send(
    reply: FastifyReply,
    format: SheetFormat,
    [first, ...others]: readonly [Sheet, ...Sheet[]],
  ): Promise<FastifyReply> {
    return sendDownload(
      reply,
      { name: `${first.name} ${dateAt(now())}.${format}`, type: sheetFormats[format] },
      sheetStream(format, [{ ...first, rows: await begun(first.rows) }, ...others]),
    );
  }

  for (const format of ['xlsx', 'csv'] as const) {
    const operationIdOf = (verb: string, table: string) => `${verb}${capital(table)}${capital(format)}`;

    app.get(
      `/api/transfers.${format}`,
      {
        schema: {
          operationId: operationIdOf('export', 'transfers'),
          tags: ['transfers'],
          summary: summary('Transfers and their powers · 导出流程'),
          // CSV has room for one table: which one
          querystring: z.strictObject({
            ...transferFilter,
            ...common,
            sheet: z.enum(['transfers', 'powers']).optional(),
          }),
          produces: [sheetFormats[format]],
        },
      },
      async (request, reply) => {
        const {
          language = request.language,
          limit: _limit,
          cursor: _cursor,
          sheet = 'transfers',
          ...filter
        } = request.query;
        const [transfers, powers] = await transferSheets(
          dependencies,
          accountOf(request),
          transferFilterOf(filter),
          language,
        );
        return send(reply, format, sheet === 'powers' ? [powers] : [transfers, powers]);
      },
    );

    app.get(
      `/api/powers.${format}`,
      {
        schema: {
          operationId: operationIdOf('export', 'powers'),
          tags: ['reference data'],
          summary: summary('Powers of the catalogue · 导出行政执法事项目录'),
          querystring: z.strictObject({ ...powerFilter, ...common }),
          produces: [sheetFormats[format]],
        },
      },
      async (request, reply) => {
        const { language = request.language, limit: _limit, cursor: _cursor, ...filter } = request.query;
        return send(reply, format, [await powersSheet(dependencies, filter, language)]);
      },
    );

    app.get(
      `/api/officers.${format}`,
      {
        schema: {
          operationId: operationIdOf('export', 'officers'),
          tags: ['people'],
          summary: summary('Officers and certificates · 导出执法人员'),
          querystring: z.strictObject({ ...officerFilter, ...common }),
          produces: [sheetFormats[format]],
        },
      },
      async (request, reply) => {
        const account = accountOf(request);
        const { language = request.language, limit: _limit, cursor: _cursor, ...filter } = request.query;
        // a sub-district sees its own
        const own = account.organisationKind === 'sub-district' ? account.organisation : filter.organisation;
        if (filter.organisation !== undefined && own !== filter.organisation) throw new Refusal('not-found');
        const narrowed = { ...officerFilterOf(filter, now()), organisation: own };
        return send(reply, format, [await officersSheet(dependencies, narrowed, language)]);
      },
    );

    app.get(
      `/api/register.${format}`,
      {
        config: { open: true, rateLimit: { max: 60, timeWindow: 60_000 } },
        schema: {
          operationId: operationIdOf('export', 'register'),
          tags: ['register'],
          summary: summary('The public register · 导出赋权事项'),
          security: [],
          querystring: z.strictObject({ ...registerFilter, ...common }),
          produces: [sheetFormats[format]],
        },
      },
      async (request, reply) => {
        const { language = request.language, limit: _limit, cursor: _cursor, ...question } = request.query;
        return send(reply, format, [registerSheet(dependencies, question, language)]);
      },
    );

    for (const [name, columns] of Object.entries(templates))
      app.get(
        `/api/templates/${name}.${format}`,
        {
          schema: {
            operationId: operationIdOf('template', name),
            tags: ['reference data'],
            summary: `An empty table to fill in and import · 导入模板`,
            querystring: z.strictObject({ language: common.language }),
            produces: [sheetFormats[format]],
          },
        },
        async (request, reply) => {
          accountOf(request);
          const { language = request.language } = request.query;
          return send(reply, format, [{ name, columns: headings(columns, language), rows: [] }]);
        },
      );
  }
}
