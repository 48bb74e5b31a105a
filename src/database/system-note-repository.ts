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

/**
 * Names of the keys for a purpose that were put to use, and neither retired nor lost since, by the notes of them; the one that
 * was put to use last comes first.
 */
export async function keysInUse(database: Queryable, purpose: string): Promise<string[]> {
  const { rows } = await database.query<{ key: string }>(
    `select key from (
       select distinct on (content ->> 'key') id, kind, content ->> 'key' as key from system_note
        where kind in ('key-made', 'key-retired', 'key-lost') and content ->> 'for' = $1
        order by content ->> 'key', id desc) newest
      where kind = 'key-made' order by id desc`,
    [purpose],
  );
  return rows.map(({ key }) => key);
}
