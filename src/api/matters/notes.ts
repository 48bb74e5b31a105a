/** Guidance visits, questions, answers and comments: beside the steps, and in the ledger too. */
import { type z } from 'zod';
import { rangesOf } from '../../database/multirange';
import { mayBeMentioned } from '../../database/mention-repository';
import type { Names } from '../../database/name-repository';
import { isQuestion, notesOf, type NoteRow } from '../../database/note-repository';
import { itemsOf } from '../../database/matter-repository';
import { pack } from '../../domain/procedure/ranges';
import { isOfTrust } from '../../domain/city/account-roles';
import { Refusal, refusalOf, type FieldError, type Language } from '../../domain/refusal';
import { listOf, problems } from '../../contract/shared';
import { noteAnswer } from '../../contract/transfers';
import { noteRequest } from '../../contract/requests';
import type { App } from '../http/app';
import { accountOf } from '../http/authentication';
import { commandKey } from '../engine/command-key';
import { personOf, recordedBefore, send } from '../engine/commands';
import { pageOf, pageQuery, readCursor } from '../http/cursor';
import type { Dependencies } from '../dependencies';
import { addresses, matterAt } from './addresses';
import { namesFor, showNote } from './note-view';
import { idParams, rowNumber } from '../http/parsing';
import { codesIn, type Codes } from './codes';

const show = (row: NoteRow, codes: Codes, names: Names, language: Language): z.output<typeof noteAnswer> => ({
  ...showNote(row, names, language),
  powers: row.powers === '{}' || rangesOf(row.powers) === '' ? [] : codesIn(row.powers, codes),
});

/** `GET` and `POST /api/matters/{id}/notes`, the same of `/api/transfers/{id}`. */
export function noteRoutes(app: App, dependencies: Dependencies): void {
  const { database } = dependencies;

  for (const address of addresses) {
    app.get(
      `${address.path}/:id/notes`,
      {
        schema: {
          operationId: address.procedure === undefined ? 'listNotesOfMatter' : 'listNotes',
          tags: [address.tag],
          summary: 'Guidance visits, questions, answers, comments · 指导、提问、答复',
          params: idParams,
          querystring: pageQuery,
          response: { 200: listOf(noteAnswer), ...problems },
        },
      },
      async (request) => {
        const { id } = request.params;
        const { limit, cursor } = request.query;
        await matterAt(database, address, accountOf(request), id);
        const after = readCursor(cursor, rowNumber) ?? 0;
        const [rows, powers] = await Promise.all([
          notesOf(database, id, { after, limit: limit + 1 }),
          itemsOf(database, id),
        ]);
        const codes = new Map(powers.map(({ position, code }) => [position, code]));
        const names = await namesFor(database, rows);
        return pageOf(
          rows,
          limit,
          ({ seq }) => seq,
          (row) => show(row, codes, names, request.language),
        );
      },
    );

    app.post(
      `${address.path}/:id/notes`,
      {
        schema: {
          operationId: address.procedure === undefined ? 'addNoteToMatter' : 'addNote',
          tags: [address.tag],
          summary: 'Add a guidance visit, a question, an answer or a comment · 登记指导、提问、答复',
          params: idParams,
          body: noteRequest,
          response: { 201: noteAnswer, ...problems },
        },
      },
      async (request, reply) => {
        const { id } = request.params;
        const account = accountOf(request);
        await matterAt(database, address, account, id);
        // the auditor sees all and changes nothing; administrators keep accounts
        if (isOfTrust(account.role)) throw new Refusal('not-your-role');
        const { code, text, powers: listed = [], inReplyTo, mentions = [] } = request.body;
        const rows = await itemsOf(database, id);
        const codes = new Map(rows.map((row) => [row.position, row.code]));
        const command = commandKey(request, request.body);
        const before = command.mayRepeat ? await recordedBefore(database, id, command) : undefined;
        let seq = before?.seq;
        if (seq === undefined) {
          const errors: FieldError[] = [];
          const positions = listed.flatMap((power, index): number[] => {
            const row = rows.find((candidate) => candidate.code === power);
            if (row) return [row.position];
            errors.push({
              field: `/powers/${index}`,
              code: 'power-not-in-task',
              params: { powers: power },
            });
            return [];
          });
          if (inReplyTo !== undefined && !(await isQuestion(database, id, inReplyTo)))
            errors.push({ field: '/inReplyTo', code: 'invalid' });
          // who is unknown and who may not see it are refused alike: nobody learns here who has an account
          const may = mentions.length > 0 ? await mayBeMentioned(database, id, mentions) : new Set<string>();
          mentions.forEach((person, index) => {
            if (!may.has(person))
              errors.push({ field: `/mentions/${index}`, code: 'cannot-be-mentioned', params: { person } });
          });
          if (errors.length > 0) throw refusalOf(errors);
          const form = {
            text,
            ...(inReplyTo === undefined ? {} : { inReplyTo }),
            ...(mentions.length === 0 ? {} : { mentions: [...new Set(mentions)] }),
          };
          const { mayRepeat, ...keyed } = command;
          const sent = {
            ...keyed,
            person: personOf(account),
            detail: { form },
            code,
            powers: pack(new Set(positions)),
          };
          seq = (
            await send(dependencies, 'addNote', id, sent, mayRepeat, {
              powers: rows.map((row) => row.code),
            })
          ).seq;
        }
        const [note] = await notesOf(database, id, { after: seq - 1, limit: 1 });
        if (!note || note.seq !== seq) throw new Error(`note ${seq} of ${id} was recorded and is not there`);
        return reply.code(201).send(show(note, codes, await namesFor(database, [note]), request.language));
      },
    );
  }
}
