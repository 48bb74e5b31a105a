-- Names as they were: of offices and of people, each from its instant on, so that what was signed or published keeps the names
-- of its time. Written by the statement that changes a name, whichever that is; rows are inserted and read, never changed.
create table organisation_name (
  organisation text not null,
  since timestamptz not null,
  zh text not null,
  en text not null,
  -- false: nobody kept what the name was then; this is the one that was found when names began to be kept
  kept boolean not null default true,
  primary key (organisation, since)
);
create table account_name (
  username text not null,
  since timestamptz not null,
  zh text not null,
  en text not null,
  kept boolean not null default true,
  primary key (username, since)
);

-- what the record of edits has: the name before the first change, then each that was given
insert into organisation_name (organisation, since, zh, en)
select subject, '-infinity', coalesce(before -> 'name', after -> 'name') ->> 'zh', coalesce(before -> 'name', after -> 'name') ->> 'en'
from (select distinct on (subject) subject, before, after from change_log where kind = 'organisation' and after ? 'name' order by subject, id) f;
insert into organisation_name (organisation, since, zh, en)
select distinct on (subject, at) subject, at, after -> 'name' ->> 'zh', after -> 'name' ->> 'en'
from change_log where kind = 'organisation' and after ? 'name' and before is not null order by subject, at, id desc;
insert into account_name (username, since, zh, en)
select subject, '-infinity', coalesce(before -> 'name', after -> 'name') ->> 'zh', coalesce(before -> 'name', after -> 'name') ->> 'en'
from (select distinct on (subject) subject, before, after from change_log where kind = 'account' and after ? 'name' order by subject, id) f;
insert into account_name (username, since, zh, en)
select distinct on (subject, at) subject, at, after -> 'name' ->> 'zh', after -> 'name' ->> 'en'
from change_log where kind = 'account' and after ? 'name' and before is not null order by subject, at, id desc;

-- of all others nobody has changed the name since the record of edits began: from then on it is known, before that only today's
insert into organisation_name (organisation, since, zh, en, kept)
select o.id, b.since, o.name_zh, o.name_en, b.kept from organisation o
cross join (select '-infinity'::timestamptz as since, false as kept union all select applied, true from migration.applied where number = 7) b
where not exists (select from organisation_name n where n.organisation = o.id);
insert into account_name (username, since, zh, en, kept)
select a.username, b.since, a.name_zh, a.name_en, b.kept from account a
cross join (select '-infinity'::timestamptz as since, false as kept union all select applied, true from migration.applied where number = 7) b
where not exists (select from account_name n where n.username = a.username);

-- from now on all are kept, also those that were changed past the record of edits
insert into organisation_name (organisation, since, zh, en)
select o.id, now(), o.name_zh, o.name_en from organisation o
cross join lateral (select zh, en, kept from organisation_name n where n.organisation = o.id order by since desc limit 1) n
where not n.kept or (n.zh, n.en) <> (o.name_zh, o.name_en);
insert into account_name (username, since, zh, en)
select a.username, now(), a.name_zh, a.name_en from account a
cross join lateral (select zh, en, kept from account_name n where n.username = a.username order by since desc limit 1) n
where not n.kept or (n.zh, n.en) <> (a.name_zh, a.name_en);

create function keep_organisation_name() returns trigger language plpgsql as $$
begin
  insert into organisation_name (organisation, since, zh, en)
  values (new.id, case when exists (select from organisation_name n where n.organisation = new.id) then clock_timestamp() else '-infinity' end,
    new.name_zh, new.name_en);
  return null;
end $$;
create function keep_account_name() returns trigger language plpgsql as $$
begin
  insert into account_name (username, since, zh, en)
  values (new.username, case when exists (select from account_name n where n.username = new.username) then clock_timestamp() else '-infinity' end,
    new.name_zh, new.name_en);
  return null;
end $$;
create trigger organisation_named after insert on organisation for each row execute function keep_organisation_name();
create trigger organisation_renamed after update on organisation for each row
  when ((old.name_zh, old.name_en) is distinct from (new.name_zh, new.name_en)) execute function keep_organisation_name();
create trigger account_named after insert on account for each row execute function keep_account_name();
create trigger account_renamed after update on account for each row
  when ((old.name_zh, old.name_en) is distinct from (new.name_zh, new.name_en)) execute function keep_account_name();

grant select, insert on organisation_name, account_name to fuquan_app;
revoke update, delete, truncate on organisation_name, account_name from fuquan_app;
create trigger organisation_name_rows_stay before update or delete on organisation_name for each row execute function refuse_change();
create trigger account_name_rows_stay before update or delete on account_name for each row execute function refuse_change();

-- Claims of people who cannot act on the task any more: their account was closed, or they went to another office.
update task_claim c set by_person = null, since = now()
from account a
where a.username = c.by_person
  and (not a.active or exists (select from task k where k.transfer = c.transfer and k.id = c.task and k.organisation <> a.organisation));
