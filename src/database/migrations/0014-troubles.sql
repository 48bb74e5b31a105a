-- What has not got through and is being tried again: what the system says of itself. It is no record of the procedure; a
-- trouble that is over is gone.
create table trouble (
  -- src/domain/troubles.ts has them
  kind text not null check (kind <> ''),
  -- '': of the system as a whole. No reference: the engine may know a transfer that this database has not
  transfer text not null default '',
  -- what the program that failed said, in short: a SQLSTATE, a kind of failure; never anything that people wrote
  code text not null default '',
  detail jsonb not null default '{}' check (jsonb_typeof(detail) = 'object'),
  since timestamptz not null default now(),
  last timestamptz not null default now(),
  times integer not null default 1 check (times > 0),
  primary key (kind, transfer),
  check (since <= last)
);
create index trouble_since on trouble (since, kind, transfer);
grant select, insert, update, delete on trouble to fuquan_app;
