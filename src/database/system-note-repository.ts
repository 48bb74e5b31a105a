import type { SystemNoteKind } from '../domain/system-notes';
import type { Queryable } from './queryable';

/** What is to stand in the system's ledger. */
export interface SystemNote {
  readonly kind: SystemNoteKind;
  /** Whose doing; left out: the system's own, or somebody's at the machine itself. */
  readonly by?: string | undefined;
  /** Nothing secret, and of people only what may stay for good. */
  readonly content: object;
}

/** Notes it in the transaction of whatever it tells of: both are there, or neither. */
export async function noteInSystem(database: Queryable, { kind, by, content }: SystemNote): Promise<void> {
  await database.query('insert into system_note (kind, by_person, content) values ($1, $2, $3)', [
    kind,
    by ?? null,
    JSON.stringify(content),
  ]);
}
