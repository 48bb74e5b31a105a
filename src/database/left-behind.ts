/** What stays behind in an office when one of its people cannot act for it any more. */
import type { Queryable } from './queryable';
import { asked, blocked } from './task-repository';

/** A person at a place: what their role answers there, as `TaskFilter` has it. */
export interface Place {
  readonly username: string;
  readonly organisation: string;
  readonly role: string;
  readonly asks: readonly string[];
}

/** An open task that nobody else could complete. `powers` a multirange as PostgreSQL writes it. */
export interface LeftTask {
  readonly publicId: string;
  readonly procedure: string;
  readonly step: string;
  readonly about: string | null;
  readonly transfer: string;
  readonly title: string;
  readonly powers: string;
}

export interface LeftBehind {
  /** Whether no other open account has that role in that office. */
  readonly lastOfRole: boolean;
  readonly count: number;
  /** The first of them, by their limits. */
  readonly tasks: readonly LeftTask[];
}

const colleague = `a.active and a.organisation = $2 and a.role = $3 and a.username <> $1`;

/**
 * The open tasks of a person's place that no colleague of the same role could complete, not even in part.
 *
 * @param fourEyes as `TaskRules` has them
 */
export async function leftBehind(
  database: Queryable,
  { username, organisation, role, asks }: Place,
  fourEyes: readonly string[],
  limit: number,
): Promise<LeftBehind> {
  const place = [username, organisation, role];
  const { rows: last } = await database.query<{ lastOfRole: boolean }>(
    `select not exists (select from account a where ${colleague}) as "lastOfRole"`,
    place,
  );
  const { rows } = await database.query<LeftTask & { readonly count: number }>(
    `select k.public_id as "publicId", t.procedure, k.step, k.about, k.transfer, t.title, k.powers::text as powers, (count(*) over ())::integer as count
       from task k join matter t on t.id = k.transfer
      where k.organisation = $2 and ${asked} = any($4)
        and not exists (select from account a where ${colleague} and k.powers - ${blocked('a.username', '$5')} <> '{}')
      order by coalesce(k.due, 'infinity'), k.transfer, k.id limit $6`,
    [...place, asks, fourEyes, limit],
  );
  return {
    lastOfRole: last[0]?.lastOfRole ?? true,
    count: rows[0]?.count ?? 0,
    tasks: rows.map(({ count: _, ...task }) => task),
  };
}
