-- Documents, the overview, the search of all ledgers, and the history of what people edit.

-- The name that addresses know a task by (activities/tasks.ts makes the same), so that a notice can be found by it.
create function public_task_id(transfer text, task text) returns text language sql immutable parallel safe as $$
  select substr(translate(encode(sha256(convert_to(transfer || e'\n' || task, 'UTF8')), 'base64'), '+/', '-_'), 1, 22)
$$;
create unique index publication_public on publication (public_task_id(transfer, task));
create index publication_published on publication (published desc, transfer desc, task desc);

-- How long steps take: a closed task remembers when it was opened and at which pace.
alter table closed_task
  add column opened timestamptz,
  add column due timestamptz,
  add column overdue boolean not null default false,
  add column day_ms double precision;
create index closed_task_step on closed_task (step, closed);

create or replace function remember_closed_tasks() returns trigger language plpgsql as $$
begin
  insert into closed_task (public_id, transfer, id, step, organisation, about, opened, due, overdue, day_ms)
  select g.public_id, g.transfer, g.id, g.step, g.organisation, g.about, g.opened, g.due, g.overdue, h.day_ms
  from gone g left join head h on h.transfer = g.transfer
  on conflict do nothing;
  return null;
end $$;

-- What an entry says of itself, taken out of the hashed text once, so that all ledgers can be searched by it. A text that
-- is no JSON can only have come from outside; it must still be storable, so that verification can find it.
create function entry_of(content text) returns jsonb language plpgsql immutable parallel safe as $$
begin
  return content::jsonb -> 'entry';
exception when others then
  return null;
end $$;
alter table ledger add column entry jsonb generated always as (entry_of(content)) stored;
create index ledger_by on ledger ((entry ->> 'by'), written desc, transfer desc, seq desc);
create index ledger_kind on ledger ((entry ->> 'kind'), written desc, transfer desc, seq desc);
create index ledger_office on ledger ((entry ->> 'office'), written desc, transfer desc, seq desc);

create index transfer_power_since on transfer_power (state, since);
create index register_since on register (since);

-- Edits of the catalogue, of people and of organisations: who changed what, and what it was before.
create table change_log (
  id bigint generated always as identity primary key,
  kind text not null check (kind in ('power', 'organisation', 'account', 'officer', 'certificate')),
  subject text not null,
  by_person text not null references account,
  at timestamptz not null default now(),
  via text not null check (via in ('edit', 'import')),
  -- null: it was made by this change. No secrets in either: of a password and an ID number only that they changed
  before jsonb,
  after jsonb not null
);
create index change_log_subject on change_log (kind, subject, id desc);
create index change_log_by on change_log (by_person, id desc);
grant select, insert on change_log to fuquan_app;
revoke update, delete, truncate on change_log from fuquan_app;
grant usage on all sequences in schema public to fuquan_app;
create trigger change_log_rows_stay before update or delete on change_log for each row execute function refuse_change();
create trigger change_log_stays before truncate on change_log for each statement execute function refuse_change();
