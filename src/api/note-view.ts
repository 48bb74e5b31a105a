/** What stands in a note: its text, what it answers, whom it mentions. */
import type { Pool } from 'pg';
import { z } from 'zod';
import type { PersonNames } from '../database/claim-repository';
import { namesOf } from '../database/mention-repository';
import type { Language } from '../domain/refusal';
import { showPerson } from './claim-view';

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
export function textIn(body: unknown): { text: string; inReplyTo?: number } {
  const { text = '', inReplyTo } = formOf(body) ?? {};
  return inReplyTo === undefined ? { text } : { text, inReplyTo };
}

/** User names of those whom a note mentions. */
export const mentionsIn = (body: unknown): readonly string[] => formOf(body)?.mentions ?? [];

/** Names of everybody whom these notes mention. */
export const namesFor = (database: Pool, notes: readonly { readonly body: unknown }[]) =>
  namesOf(database, [...new Set(notes.flatMap(({ body }) => mentionsIn(body)))]);

/** Those who are mentioned, in the reader's language. */
export const showMentions = (
  usernames: readonly string[],
  names: ReadonlyMap<string, PersonNames>,
  language: Language,
) =>
  usernames.map((username) => {
    const named = names.get(username);
    return named ? showPerson(named, language) : { username, name: username };
  });
