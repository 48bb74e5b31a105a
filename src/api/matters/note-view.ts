/** What stands in a note: its text, what it answers, whom it mentions. */
import type { Pool } from 'pg';
import { z } from 'zod';
import { namesThen, type Names } from '../../database/name-repository';
import type { NoteRow } from '../../database/note-repository';
import { markedName } from '../../domain/procedure/name';
import type { Language } from '../../domain/refusal';
import { saidBy } from '../http/said-by';

// written by the record from what was sent, through many versions: what is not understood is not there
const noteBody = z.object({
  form: z.object({
    text: z.string().catch(''),
    inReplyTo: z.number().optional().catch(undefined),
    mentions: z.array(z.string()).catch([]),
  }),
});

const formOf = (body: unknown) => noteBody.safeParse(body).data?.form;

/** A note's text, and the number of the question that it answers. */
function textIn(body: unknown): { text: string; inReplyTo?: number } {
  const { text = '', inReplyTo } = formOf(body) ?? {};
  return inReplyTo === undefined ? { text } : { text, inReplyTo };
}

/** User names of those whom a note mentions. */
const mentionsIn = (body: unknown): readonly string[] => formOf(body)?.mentions ?? [];

/** Names of everybody who wrote these notes or is mentioned in them. */
export const namesFor = (
  database: Pool,
  notes: readonly { readonly body: unknown; readonly by: string }[],
): Promise<Names> =>
  namesThen(
    database,
    notes.flatMap(({ body, by }) => [by, ...mentionsIn(body)]),
  );

/** A note's text, who wrote it and whom it mentions, by what they were called then. */
export const showNote = (
  note: Pick<NoteRow, 'seq' | 'code' | 'organisation' | 'by' | 'at' | 'body'>,
  names: Names,
  language: Language,
) => ({
  seq: note.seq,
  code: note.code,
  ...saidBy(note, names, language),
  at: note.at.toISOString(),
  ...textIn(note.body),
  mentions: mentionsIn(note.body).map((username) => ({
    username,
    name: markedName(names.person(username, note.at.getTime()))[language],
  })),
});
