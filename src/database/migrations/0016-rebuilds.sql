-- Runs of the engine that could not go on, ended and started anew from the ledger: by the system itself, or by
-- `fuquan rebuild` after the engine lost its store. It is no record of the procedure: the ledger is the same before and after.
create table rebuild (
  id bigint generated always as identity primary key,
  transfer text not null references transfer,
  -- the run that was ended; '': the engine had none
  run text not null default '',
  -- what the worker said of it; never anything that people wrote
  why text not null,
  begun timestamptz not null default now(),
  -- when the new run knew all that the ledger has; null: under way, and taken up again by whoever sweeps next
  finished timestamptz,
  check (finished >= begun)
);
create unique index rebuild_run on rebuild (transfer, run) where run <> '';
create index rebuild_under_way on rebuild (begun) where finished is null;
create index rebuild_begun on rebuild (begun);
grant select, insert, update (finished) on rebuild to fuquan_app;
