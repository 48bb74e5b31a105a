/** Names as they were: of offices and of people at an instant (`organisation_name`, `account_name`). */
import { groupBy } from '../domain/procedure/group-by';
import type { Name } from '../domain/procedure/name';
import type { Queryable } from './queryable';

/** Who had which name when. Instants are milliseconds since 1970; `Infinity` is today. */
export interface Names {
  /** An office's name; its id where it is not known. */
  organisation(id: string, at: number): Name;
  /** A person's name; the user name where it is not known. */
  person(username: string, at: number): Name;
}

interface NameRow {
  readonly id: string;
  readonly zh: string;
  readonly en: string;
  readonly kept: boolean;
  /** Milliseconds since 1970; `-Infinity` for the first. */
  readonly since: number;
}

/** The name that held at an instant, of rows by `since`. */
function nameAt(id: string, rows: readonly NameRow[], at: number): Name {
  const row = rows.findLast(({ since }) => since <= at) ?? rows[0];
  if (!row) return { zh: id, en: id };
  const { zh, en, kept } = row;
  return kept ? { zh, en } : { zh, en, unkept: true };
}

const sinceMs = `(extract(epoch from since) * 1000)::float8 as since`;
const byId = (rows: readonly NameRow[]): ReadonlyMap<string, readonly NameRow[]> => groupBy(rows, ({ id }) => id);

/** The names of all offices, and of these people. */
export async function namesThen(database: Queryable, usernames: Iterable<string> = []): Promise<Names> {
  const people = [...new Set(usernames)];
  const offices = await database.query<NameRow>(
    `select organisation as id, zh, en, kept, ${sinceMs} from organisation_name order by organisation, since`,
  );
  const persons =
    people.length === 0
      ? []
      : (
          await database.query<NameRow>(
            `select username as id, zh, en, kept, ${sinceMs} from account_name where username = any($1) order by username, since`,
            [people],
          )
        ).rows;
  const [ofOffices, ofPeople] = [byId(offices.rows), byId(persons)];
  return {
    organisation: (id, at) => nameAt(id, ofOffices.get(id) ?? [], at),
    person: (username, at) => nameAt(username, ofPeople.get(username) ?? [], at),
  };
}
