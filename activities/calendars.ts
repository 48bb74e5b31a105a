/** What days of offices a transfer was told. */
import type { NumberedLine } from './line';
import type { Part } from './statement';

/** The last calendar of a batch prevails: one statement cannot touch a row twice. */
export const calendarPart = (lines: readonly NumberedLine[]): Part => ({
  name: 'calendar',
  sql: `calendar_rows as (insert into told_calendar (transfer, seq, calendar)
    select $1, x.seq, x.calendar from json_to_recordset($n) x(seq int, calendar jsonb)
    where exists (select from swapped)
    on conflict (transfer) do update set seq = excluded.seq, calendar = excluded.calendar)`,
  rows: lines
    .flatMap(({ entry, seq }) => (entry.kind === 'calendar' ? [{ seq, calendar: entry.calendar }] : []))
    .slice(-1),
});
