/** The figures of the whole city, each counted by PostgreSQL in one pass. */
import type { Calendar, LocalDate } from '../domain/procedure/calendar';
import type { Queryable } from './queryable';

/**
 * For the rest of the transaction PostgreSQL compiles no query: for these it takes longer than it saves (measured: 0.65 of
 * 1.15 s over 100,000 closed tasks).
 */
export async function withoutCompiling(database: Queryable): Promise<void> {
  await database.query('set local jit = off');
}

export interface MatrixCell {
  readonly subDistrict: string;
  readonly field: string;
  readonly state: string;
  readonly powers: number;
}

/** Powers by sub-district, field and state. */
export async function powersByCell(database: Queryable): Promise<MatrixCell[]> {
  const { rows } = await database.query<MatrixCell>(
    `select p.sub_district as "subDistrict", p.field, i.state, count(*)::int as powers
       from power_transfer_item p join item i on i.matter = p.matter and i.position = p.position
      group by p.sub_district, p.field, i.state order by p.sub_district, p.field, i.state`,
  );
  return rows;
}

// ranges are merged before they are counted: a power never becomes a row (measured: five times as fast)
const sizeOf = (powers: string): string => `(select coalesce(sum(upper(r) - lower(r)), 0) from unnest(${powers}) r)`;

export interface FunnelStep {
  readonly step: string;
  readonly tasks: number;
  readonly overdue: number;
  readonly powers: number;
}

/** What is open at each step of a procedure. An item that two offices have before them counts once. */
export async function openBySteps(database: Queryable, procedure: string): Promise<FunnelStep[]> {
  const { rows } = await database.query<FunnelStep>(
    `select step, sum(tasks)::int as tasks, sum(overdue)::int as overdue, sum(${sizeOf('powers')})::int as powers
       from (select transfer, step, count(*) as tasks, count(*) filter (where overdue) as overdue, range_agg(powers) as powers
         from task where transfer in (select m.id from matter m where m.procedure = $1) group by transfer, step) k group by step`,
    [procedure],
  );
  return rows;
}

export interface OverdueOffice {
  readonly organisation: string;
  readonly tasks: number;
  readonly powers: number;
  readonly oldestDue: Date | null;
}

/** Who is late, the most first. */
export async function overdueByOrganisation(database: Queryable): Promise<OverdueOffice[]> {
  const { rows } = await database.query<OverdueOffice>(
    `select organisation, sum(tasks)::int as tasks, sum(${sizeOf('powers')})::int as powers, min(oldest) as "oldestDue"
       from (select transfer, organisation, count(*) as tasks, min(due) as oldest, range_agg(powers) as powers
         from task where overdue group by transfer, organisation) k
      group by organisation order by tasks desc, organisation`,
  );
  return rows;
}

export interface StepDuration {
  readonly step: string;
  readonly count: number;
  readonly median: number;
  readonly p90: number;
}

/**
 * Working days from a task's opening to the answer that closed it, by step; what was withdrawn or ran out does not count. A real task is counted in the days of the calendar
 * (the day of opening not counted); one of a paced transfer by the length of its days.
 *
 * @param days first and last date that can occur; the calendar must know the years between
 */
export async function durationsByStep(
  database: Queryable,
  calendar: Calendar,
  days: { readonly from: LocalDate; readonly until: LocalDate },
  procedure: string,
): Promise<StepDuration[]> {
  const { rows } = await database.query<StepDuration>(
    `with day as (
        select d::date as date, count(*) filter (where case when extract(isodow from d) >= 6 then d::date = any($2::date[])
            else d::date <> all($1::date[]) end) over (order by d) as number
          from generate_series($3::date, $4::date, interval '1 day') d),
      done as (
        select k.step, k.opened, k.day_ms, k.closed from closed_task k
         where k.opened >= $3::date and k.transfer in (select m.id from matter m where m.procedure = $5)
           and exists (select from completion c where c.transfer = k.transfer and c.task = k.id)),
      spent as (
        select d.step, case when d.day_ms is not null then extract(epoch from d.closed - d.opened) * 1000 / d.day_ms
            else b.number - a.number end as days
          from done d
          left join day a on a.date = (d.opened at time zone 'Asia/Shanghai')::date
          left join day b on b.date = (d.closed at time zone 'Asia/Shanghai')::date)
     select step, count(*)::int as count, percentile_disc(0.5) within group (order by days)::float8 as median,
        percentile_disc(0.9) within group (order by days)::float8 as p90
       from spent where days is not null group by step`,
    [calendar.off, calendar.worked, days.from, days.until, procedure],
  );
  return rows;
}

export interface TrendWeek {
  /** Monday. */
  readonly week: LocalDate;
  readonly launched: number;
  readonly handedOver: number;
  readonly ended: number;
  readonly completed: number;
}

/** Weeks from Monday to Sunday in Shanghai: powers launched, entered in the register and ended; steps completed. */
export async function trendByWeek(
  database: Queryable,
  weeks: { readonly from: LocalDate; readonly until: LocalDate },
  endings: readonly string[],
): Promise<TrendWeek[]> {
  const monday = (instant: string) => `date_trunc('week', ${instant} at time zone 'Asia/Shanghai')::date`;
  const { rows } = await database.query<TrendWeek>(
    `with start as (select $1::date::timestamp at time zone 'Asia/Shanghai' as at),
      launched as (select ${monday('t.launched')} as week, count(*)::int as n from matter t join power_transfer_item p on p.matter = t.id
        where t.launched >= (select at from start) group by 1),
      held as (select ${monday('r.since')} as week, count(*)::int as n from register r where r.since >= (select at from start) group by 1),
      ended as (select ${monday('i.since')} as week, count(*)::int as n from item i join power_transfer_item p on p.matter = i.matter and p.position = i.position
        where i.state = any($3) and i.since >= (select at from start) group by 1),
      completed as (select ${monday('l.written')} as week, count(*)::int as n from ledger l
        where l.kind = 'complete' and l.written >= (select at from start) group by 1)
     select w::date as week, coalesce(launched.n, 0) as launched, coalesce(held.n, 0) as "handedOver",
        coalesce(ended.n, 0) as ended, coalesce(completed.n, 0) as completed
       from generate_series($1::date, $2::date, interval '7 days') w
       left join launched on launched.week = w left join held on held.week = w
       left join ended on ended.week = w left join completed on completed.week = w
      order by w`,
    [weeks.from, weeks.until, endings],
  );
  return rows;
}
