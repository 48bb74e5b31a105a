/** Which working days the procedures that run know. */
import type { Calendar } from '../domain/procedure/calendar';
import type { Queryable } from './queryable';

export interface KnownCalendar {
  readonly transfer: string;
  readonly calendar: Calendar;
  /** Number of the entry that told it; 0: it was launched with it. */
  readonly seq: number;
}

/** The next few that run by real days, by their ids: what they were told last, or launched with. */
export async function calendarsAfter(database: Queryable, after: string, limit: number): Promise<KnownCalendar[]> {
  const { rows } = await database.query<KnownCalendar>(
    `select h.transfer, coalesce(c.calendar, t.launch -> 'calendar') as calendar, coalesce(c.seq, 0) as seq
       from head h join matter t on t.id = h.transfer left join told_calendar c on c.transfer = h.transfer
      where h.transfer > $1 and h.day_ms is null and not h.over order by h.transfer limit $2`,
    [after, limit],
  );
  return rows;
}
