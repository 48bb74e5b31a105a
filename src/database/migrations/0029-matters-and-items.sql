-- Matters and their items, whichever procedure they go through. What only a transfer of powers has stands in tables of its
-- own beside them, a row a row (decision 45).
alter table transfer rename to matter;
alter table matter rename constraint transfer_pkey to matter_pkey;
alter table matter rename constraint transfer_title_check to matter_title_check;
alter table matter rename constraint transfer_launched_by_fkey to matter_launched_by_fkey;
alter index transfer_launched rename to matter_launched;
alter index transfer_not_started rename to matter_not_started;
-- by which it is launched, and runs; all of before are transfers of powers
alter table matter add column procedure text not null default 'power-transfer' check (procedure <> '');
alter table matter alter column procedure drop default;

create table power_transfer (
  matter text primary key references matter,
  sub_district text not null references organisation,
  transition text not null check (transition in ('after', 'before')),
  mode text not null check (mode in ('devolve', 'entrust', 'mixed')),
  planned_effective_date date
);
insert into power_transfer select id, sub_district, transition, mode, planned_effective_date from matter;
create index power_transfer_sub_district on power_transfer (sub_district, matter);
alter table matter
  drop column sub_district,
  drop column transition,
  drop column mode,
  drop column planned_effective_date;

-- What a matter is about: where each of it stands, and what it was called when it was launched.
create table item (
  matter text not null references matter,
  position integer not null,
  subject text not null check (subject <> ''),
  name_zh text,
  name_en text,
  -- of the procedure's declaration
  state text not null,
  -- when it entered the state
  since timestamptz not null default now(),
  primary key (matter, position)
);
insert into item select transfer, position, power, name_zh, name_en, state, since from transfer_power;
create index item_since on item (state, since);

alter table transfer_power rename to power_transfer_item;
alter table power_transfer_item rename column transfer to matter;
-- The rule "one power, one sub-district, one transfer at a time" needs to know which are over. States are the declaration's,
-- so the record says it here in the statement by which the item ends.
alter table power_transfer_item add column living boolean not null default true;
update power_transfer_item set living = false
  where state in ('not-needed', 'not-capable', 'refused', 'unlawful', 'not-adopted', 'recalled', 'expired', 'withdrawn');
alter table power_transfer_item
  drop column state,
  drop column since,
  drop column name_zh,
  drop column name_en,
  drop constraint transfer_power_transfer_fkey,
  add foreign key (matter, position) references item;
create unique index power_transfer_item_living on power_transfer_item (sub_district, power) where living;
alter table power_transfer_item rename constraint transfer_power_pkey to power_transfer_item_pkey;
alter table power_transfer_item rename constraint transfer_power_transfer_power_key to power_transfer_item_matter_power_key;
alter table power_transfer_item rename constraint transfer_power_mode_check to power_transfer_item_mode_check;
alter table power_transfer_item rename constraint transfer_power_check to power_transfer_item_check;
alter table power_transfer_item rename constraint transfer_power_power_fkey to power_transfer_item_power_fkey;
alter table power_transfer_item rename constraint transfer_power_department_fkey to power_transfer_item_department_fkey;
alter table power_transfer_item rename constraint transfer_power_field_fkey to power_transfer_item_field_fkey;
alter table power_transfer_item rename constraint transfer_power_sub_district_fkey to power_transfer_item_sub_district_fkey;
alter index transfer_power_power rename to power_transfer_item_power;
alter index transfer_power_department rename to power_transfer_item_department;

-- How the whole stands is called by each procedure's own names, so whether it is over stands beside.
alter table head
  drop constraint head_state_check,
  alter column state drop default,
  add column over boolean not null default false;
update head set over = true where state in ('ended', 'withdrawn');

-- Nobody may answer it before.
alter table task add column open_until timestamptz;

-- Files that a matter was launched with.
alter table transfer_plan rename to launch_file;
alter table launch_file rename column transfer to matter;
alter table launch_file rename constraint transfer_plan_pkey to launch_file_pkey;
alter table launch_file rename constraint transfer_plan_transfer_file_key to launch_file_matter_file_key;
alter table launch_file rename constraint transfer_plan_transfer_fkey to launch_file_matter_fkey;
alter table launch_file rename constraint transfer_plan_file_fkey to launch_file_file_fkey;
alter index transfer_plan_file rename to launch_file_file;

create or replace function file_stays() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and new.content is not distinct from old.content
    and to_jsonb(new) - '{wanted,content}'::text[] = to_jsonb(old) - '{wanted,content}'::text[] then
    return new;
  end if;
  if tg_op = 'DELETE' and not exists (select from launch_file p where p.file = old.id)
    and not exists (select from completed_form c where c.evidence @> jsonb_build_array(jsonb_build_object('id', old.id))) then
    return old;
  end if;
  raise exception 'a file stays as it was kept: % is refused', tg_op using errcode = 'insufficient_privilege';
end $$;
