/** Refused sign-ins of the minute that runs. When it is over they become notes of the system's ledger, one a name and address. */
import type { Queryable } from './queryable';
import { noteInSystem } from './system-note-repository';

/** Who tried, as far as it may be kept. */
export interface RefusedSignIn {
  /** An account's name; of a name that nobody has, a keyed digest. */
  readonly who: string;
  readonly known: boolean;
  readonly address: string;
}

/** Counts a refused sign-in: a `wrong` one, or one that was turned away because there were too many (`limited`). */
export async function countRefusedSignIn(
  database: Queryable,
  { who, known, address }: RefusedSignIn,
  why: 'wrong' | 'limited',
): Promise<void> {
  await database.query(
    `insert into sign_in_refused as r (who, known, address, minute, wrong, limited)
     values ($1, $2, $3, date_trunc('minute', clock_timestamp()), $4, $5)
     on conflict (address, minute, who, known) do update set wrong = r.wrong + excluded.wrong, limited = r.limited + excluded.limited`,
    [who, known, address, why === 'wrong' ? 1 : 0, why === 'limited' ? 1 : 0],
  );
}

/** Wrong sign-ins from an address in the minute that runs, whatever the names. */
export async function wrongSignInsFrom(database: Queryable, address: string): Promise<number> {
  const { rows } = await database.query<{ count: number }>(
    `select coalesce(sum(wrong), 0)::int as count from sign_in_refused
      where address = $1 and minute = date_trunc('minute', clock_timestamp())`,
    [address],
  );
  return rows[0]?.count ?? 0;
}

interface Over extends RefusedSignIn {
  readonly minute: string;
  readonly wrong: number;
  readonly limited: number;
}

/** Notes those of minutes that are over at this instant, in the caller's transaction. */
export async function takeRefusedSignIns(database: Queryable, now: Date): Promise<void> {
  const { rows } = await database.query<Over>(
    `with over as (delete from sign_in_refused where minute + interval '1 minute' <= $1 returning *)
     select who, known, address, to_char(minute at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as minute, wrong, limited
       from over order by minute, address, who`,
    [now],
  );
  for (const { who, known, address, minute, wrong, limited } of rows)
    await noteInSystem(database, {
      kind: 'sign-in-refused',
      content: { [known ? 'name' : 'unknown']: who, address, minute, wrong, limited },
    });
}
