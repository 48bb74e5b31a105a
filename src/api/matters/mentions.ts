/** Being mentioned in a note: who can be, and where one was. */
import { z } from 'zod';
import { markRead, mentionsOf, peopleOf, unreadMentions, type MentionPlace } from '../../database/mention-repository';
import { refusalOf, type FieldError } from '../../domain/refusal';
import { listOf, problems } from '../../contract/shared';
import { readMentionsRequest } from '../../contract/requests';
import { mentionAnswer, transferPersonAnswer, unreadAnswer } from '../../contract/transfers';
import type { App } from '../http/app';
import { accountOf } from '../http/authentication';
import { showPerson } from '../tasks/claim-view';
import { pageOf, pageQuery, readCursor } from '../http/cursor';
import type { Dependencies } from '../dependencies';
import { flag } from '../../contract/filters';
import { addresses, matterAt } from './addresses';
import { namesFor, showNote } from './note-view';
import { idParams, rowNumber } from '../http/parsing';

const place: z.ZodType<MentionPlace> = z.object({
  read: z.boolean(),
  at: z.iso.datetime(),
  transfer: z.string(),
  seq: rowNumber,
});

/** `GET /api/matters/{id}/people`, the same of `/api/transfers/{id}`; `GET /api/me/mentions`, `POST /api/me/mentions/read`. */
export function mentionRoutes(app: App, { database }: Dependencies): void {
  for (const address of addresses)
    app.get(
      `${address.path}/:id/people`,
      {
        schema: {
          operationId: `list${address.one}People`,
          tags: [address.tag],
          summary: 'Who else may see it, and can be mentioned in a note · 可提及的人员',
          params: idParams,
          querystring: pageQuery.extend({ q: z.string().trim().max(100).optional() }),
          response: { 200: listOf(transferPersonAnswer), ...problems },
        },
      },
      async (request) => {
        const account = accountOf(request);
        const { language } = request;
        const { limit, cursor, q } = request.query;
        await matterAt(database, address, account, request.params.id);
        const after = readCursor(cursor, z.string()) ?? '';
        const rows = await peopleOf(
          database,
          request.params.id,
          { q: q === '' ? undefined : q, but: account.username },
          { after, limit: limit + 1 },
        );
        return pageOf(
          rows,
          limit,
          ({ username }) => username,
          (row) => ({
            ...showPerson(row, language),
            organisation: row.organisation,
            organisationName: language === 'zh' ? row.organisationZh : row.organisationEn,
            role: row.role,
          }),
        );
      },
    );

  app.get(
    '/api/me/mentions',
    {
      schema: {
        operationId: 'listMentions',
        tags: ['transfers'],
        summary: 'Notes in which you are mentioned, unread ones first · 提到我的',
        querystring: pageQuery.extend({ unread: flag.default(false) }),
        response: { 200: listOf(mentionAnswer).extend(unreadAnswer.shape), ...problems },
      },
    },
    async (request) => {
      const account = accountOf(request);
      const { limit, cursor } = request.query;
      const after = readCursor(cursor, place);
      const [rows, count] = await Promise.all([
        mentionsOf(database, account, request.query.unread, { after, limit: limit + 1 }),
        unreadMentions(database, account),
      ]);
      const names = await namesFor(database, rows);
      const page = pageOf(
        rows,
        limit,
        ({ read, at, transfer, seq }): MentionPlace => ({ read, at: at.toISOString(), transfer, seq }),
        (row) => {
          const { inReplyTo: _, ...note } = showNote(row, names, request.language);
          return { transfer: { id: row.transfer, title: row.title }, ...note, read: row.read };
        },
      );
      return { ...page, unread: count };
    },
  );

  app.post(
    '/api/me/mentions/read',
    {
      schema: {
        operationId: 'markMentionsRead',
        tags: ['transfers'],
        summary: 'Mark mentions as read · 标为已读',
        body: readMentionsRequest,
        response: { 200: unreadAnswer, ...problems },
      },
    },
    async (request) => {
      const account = accountOf(request);
      const { mentions } = request.body;
      const marked = await markRead(database, account, mentions);
      const errors = mentions.flatMap(({ transfer, seq }, index): FieldError[] =>
        marked.some((one) => one.transfer === transfer && one.seq === seq)
          ? []
          : [{ field: `/mentions/${index}`, code: 'not-found' }],
      );
      if (errors.length > 0) throw refusalOf(errors);
      return { unread: await unreadMentions(database, account) };
    },
  );
}
