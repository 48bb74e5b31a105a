/** Guidance visits, questions, answers and comments beside the steps. */
import type { Queryable } from './queryable';

/** A note; `powers` a multirange as PostgreSQL writes it. */
export interface NoteRow {
  readonly seq: number;
  readonly code: 'guidance-visit' | 'question' | 'answer' | 'comment';
  readonly organisation: string;
  readonly by: string;
  readonly at: Date;
  readonly powers: string;
  readonly body: unknown;
}

/** A page of a transfer's notes, in order. */
export async function notesOf(
  database: Queryable,
  transfer: string,
  page: { readonly after: number; readonly limit: number },
): Promise<NoteRow[]> {
  const { rows } = await database.query<NoteRow>(
    `select seq, code, organisation, by_person as by, at, powers::text as powers, body
       from note where transfer = $1 and seq > $2 order by seq limit $3`,
    [transfer, page.after, page.limit],
  );
  return rows;
}

/** Whether a note of this number is a question of the transfer. */
export async function isQuestion(database: Queryable, transfer: string, seq: number): Promise<boolean> {
  const { rows } = await database.query(`select from note where transfer = $1 and seq = $2 and code = 'question'`, [
    transfer,
    seq,
  ]);
  return rows.length > 0;
}
