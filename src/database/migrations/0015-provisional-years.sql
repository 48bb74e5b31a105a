-- The first year whose holidays were not announced when a transfer was launched: limits that end there may still move. The
-- launch says so itself; those of before have no weekend worked in such a year.
alter table transfer add column provisional_from integer generated always as (coalesce(
  (launch -> 'calendar' -> 'provisional' ->> 0)::integer,
  left(launch -> 'calendar' -> 'worked' ->> -1, 4)::integer + 1)) stored;
