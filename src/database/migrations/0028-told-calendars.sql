-- The working days that a transfer was told after its launch: a year's notice came out, or the place changed its own days. The
-- last one holds for the days after the one on which it was told.
create table told_calendar (
  transfer text primary key references transfer,
  seq integer not null,
  calendar jsonb not null,
  -- the first year whose holidays are not announced; null: all that it knows are
  provisional_from integer generated always as ((calendar -> 'provisional' ->> 0)::integer) stored
);
