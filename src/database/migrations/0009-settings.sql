-- What the place sets for itself: a launch carries it, and a transfer keeps what it was launched with. One row, made here;
-- what it was before, when and by whom, stands in change_log.
create table place_settings (
  only_one boolean primary key default true check (only_one),
  -- counts the changes: who saves says which one they saw
  version integer not null default 0 check (version >= 0),
  -- what differs from the defaults; bounds are checked by src/domain/power-transfer/settings.ts
  own jsonb not null default '{}' check (jsonb_typeof(own) = 'object'),
  by_person text references account,
  at timestamptz,
  check ((version = 0) = (by_person is null) and (version = 0) = (at is null))
);
insert into place_settings default values;
grant select, update on place_settings to fuquan_app;

-- Days that the place sets beside the State Council's notice: autonomous areas have days off for their festivals (national
-- holidays law, art. 4).
create table local_day (
  date date primary key,
  kind text not null check (kind in ('off', 'worked')),
  name_zh text not null check (name_zh <> ''),
  name_en text not null check (name_en <> '')
);
grant select, insert, delete on local_day to fuquan_app;

alter table change_log
  drop constraint change_log_kind_check,
  add constraint change_log_kind_check
    check (kind in ('power', 'organisation', 'account', 'officer', 'certificate', 'settings', 'calendar'));
