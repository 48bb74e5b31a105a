-- What a virus scanner said of a file before it was kept. Infected files are refused, so there is no third value: "none"
-- is what was kept while no scanner was set up.
alter table file
  add column scan text not null default 'none' check (scan in ('clean', 'none')),
  add column scanner text,
  add column scanned timestamptz,
  add constraint file_scan_whole check ((scan = 'clean') = (scanner is not null) and (scan = 'clean') = (scanned is not null));

-- The plan that a transfer was launched with: files of the launching office, named with their digests in the launch
-- document, and here so that who sees the transfer may read them.
create table transfer_plan (
  transfer text not null references transfer,
  position integer not null,
  file text not null references file,
  primary key (transfer, position),
  unique (transfer, file)
);
create index transfer_plan_file on transfer_plan (file);
grant select, insert on transfer_plan to fuquan_app;
