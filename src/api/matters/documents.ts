/** The documents of a transfer, and the notices that the public may read. */
import { z } from 'zod';
import { listNotices, noticeById, type Notice } from '../../database/notice-repository';
import { transferById, type TransferRow } from '../../database/transfer-repository';
import { documentsOf, type DocumentEntry } from '../../documents/power-transfer/documents';
import { formats } from '../../documents/layout/model';
import { noticeBody, publicNotice } from '../../documents/power-transfer/notice';
import type { Account } from '../../database/account-repository';
import { powerTransfer } from '../../domain/power-transfer/procedure';
import { dateAt } from '../../domain/procedure/calendar';
import { markedName } from '../../domain/procedure/name';
import { Refusal, type Language } from '../../domain/refusal';
import { listOf, problems } from '../../contract/shared';
import { documentAnswer, noticeAnswer } from '../../contract/documents';
import type { App } from '../http/app';
import { accountOf } from '../http/authentication';
import { pageOf, pageQuery, readCursor } from '../http/cursor';
import type { Inside } from '../dependencies';
import { downloadQuery, sendDocument } from '../http/document-reply';
import { idParams } from '../http/parsing';

/** `<id>.pdf` or `<id>.docx`: an address that is neither leads nowhere. */
const fileName = z
  .string()
  .max(100)
  .regex(/^[\w-]+\.(pdf|docx)$/);
const documentTypes = Object.values(formats);
const partsOf = (file: string) => {
  const dot = file.lastIndexOf('.');
  return { id: file.slice(0, dot), format: file.endsWith('.pdf') ? ('pdf' as const) : ('docx' as const) };
};

function showNotice(notice: Notice, language: Language): z.output<typeof noticeAnswer> {
  const body = noticeBody(notice);
  const named = (id: string) => markedName(notice.nameOf(id))[language];
  return {
    id: notice.id,
    step: notice.step,
    title: notice.title[language],
    subDistrict: notice.subDistrict,
    subDistrictName: named(notice.subDistrict),
    published: notice.published.toISOString(),
    filingDue: notice.filingDue,
    publishers: body.publishers,
    publisherNames: body.publishers.map(named),
    ...(body.decision ? { decision: body.decision } : {}),
    powers: body.powers.map(({ code, name, department, mode, scope, period }) => ({
      code,
      name: name[language],
      department,
      departmentName: named(department),
      mode,
      scope: { territory: scope.territory ?? '', reserved: scope.reserved ?? [] },
      ...(period ? { period } : {}),
    })),
    ...(notice.entry ? { entry: notice.entry } : {}),
    pdf: `/api/notices/${notice.id}.pdf`,
    docx: `/api/notices/${notice.id}.docx`,
  };
}

function showDocument(transfer: string, entry: DocumentEntry, language: Language): z.output<typeof documentAnswer> {
  const path = `/api/transfers/${transfer}/documents/${entry.id}`;
  return {
    id: entry.id,
    kind: entry.kind,
    title: entry.title[language],
    status: entry.status,
    date: entry.date,
    organisations: [...entry.organisations],
    powers: [...entry.powers],
    pdf: `${path}.pdf`,
    docx: `${path}.docx`,
    ...(entry.notice === undefined ? {} : { notice: `/api/notices/${entry.notice}` }),
  };
}

/** `GET /api/transfers/{id}/documents` and the files below it; `GET /api/notices`, public. */
export function documentRoutes(app: App, { database, family }: Inside): void {
  const stepTitle = (code: string) => family.step(powerTransfer.code, code).title;
  async function seen(account: Account, id: string): Promise<TransferRow> {
    const transfer = await transferById(database, account, id);
    if (!transfer) throw new Refusal('not-found');
    return transfer;
  }

  app.get(
    '/api/transfers/:id/documents',
    {
      schema: {
        operationId: 'listDocuments',
        tags: ['documents'],
        summary: 'Confirmations of handover, instruments of entrustment, notices · 文书列表',
        params: idParams,
        response: { 200: z.object({ items: z.array(documentAnswer) }), ...problems },
      },
    },
    async (request) => {
      const transfer = await seen(accountOf(request), request.params.id);
      const entries = await documentsOf(database, transfer, stepTitle);
      return { items: entries.map((entry) => showDocument(transfer.id, entry, request.language)) };
    },
  );

  app.get(
    '/api/transfers/:id/documents/:file',
    {
      schema: {
        operationId: 'downloadDocument',
        tags: ['documents'],
        summary: 'One document as PDF or DOCX, laid out by GB/T 9704-2012 · 下载文书',
        params: idParams.extend({ file: fileName }),
        querystring: downloadQuery,
        produces: documentTypes,
      },
    },
    async (request, reply) => {
      const transfer = await seen(accountOf(request), request.params.id);
      const { id, format } = partsOf(request.params.file);
      const entry = (await documentsOf(database, transfer, stepTitle)).find((one) => one.id === id);
      if (!entry) throw new Refusal('not-found');
      const { language = request.language, inline } = request.query;
      return sendDocument(reply, entry.make(), { title: entry.title[language], format, language, inline });
    },
  );

  const open = { open: true, rateLimit: { max: 1_200, timeWindow: 60_000 } } as const;
  app.get(
    '/api/notices',
    {
      config: open,
      schema: {
        operationId: 'listNotices',
        tags: ['register'],
        summary: 'Notices to the public · 公告',
        security: [],
        querystring: pageQuery.extend({ subDistrict: z.string().max(40).optional() }),
        response: { 200: listOf(noticeAnswer), ...problems },
      },
    },
    async ({ query, language }) => {
      const { limit, cursor, subDistrict } = query;
      const after = readCursor(cursor, z.string());
      const rows = await listNotices(database, { after, limit: limit + 1, subDistrict });
      return pageOf(
        rows,
        limit,
        ({ id }) => id,
        (notice) => showNotice(notice, language),
      );
    },
  );

  app.get(
    '/api/notices/:id',
    {
      // laying a document out costs more than reading a list
      config: { open: true, rateLimit: { max: 240, timeWindow: 60_000 } },
      schema: {
        operationId: 'getNotice',
        tags: ['register'],
        summary: 'One notice; with .pdf or .docx after its id, as a document · 公告详情',
        security: [],
        params: idParams,
        querystring: downloadQuery,
        produces: documentTypes,
        response: { 200: { content: { 'application/json': { schema: noticeAnswer } } }, ...problems },
      },
    },
    async (request, reply) => {
      const { language = request.language, inline } = request.query;
      const file = fileName.safeParse(request.params.id);
      const { id, format } = file.success ? partsOf(file.data) : { id: request.params.id, format: null };
      const notice = await noticeById(database, id);
      if (!notice) throw new Refusal('not-found');
      if (format === null) return reply.send(showNotice(notice, language));
      const title = `${notice.title[language]} ${dateAt(notice.published.getTime())}`;
      return sendDocument(reply, publicNotice(notice), { title, format, language, inline });
    },
  );
}
