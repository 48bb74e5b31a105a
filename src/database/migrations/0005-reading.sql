-- What the reading side needs: indexes of its hot queries, and the memory of tasks that are closed.

create index transfer_sub_district on transfer (sub_district, launched desc, id);
create index transfer_power_department on transfer_power (department, transfer);
create index file_organisation on file (organisation, uploaded desc, id);
create index completed_form_evidence on completed_form using gin (evidence jsonb_path_ops) where evidence is not null;
create index register_entry on register (sub_district, power, id);

-- A task that is done has no row any more; whoever still holds its address is told so, and told who did it, instead of
-- "unknown". Written by the statement that removes the task, whichever that is, so it cannot be forgotten.
create table closed_task (
  public_id text primary key,
  transfer text not null,
  id text not null,
  step text not null,
  organisation text not null,
  about text,
  closed timestamptz not null default now()
);
grant select, insert on closed_task to fuquan_app;

create function remember_closed_tasks() returns trigger language plpgsql as $$
begin
  insert into closed_task (public_id, transfer, id, step, organisation, about)
  select public_id, transfer, id, step, organisation, about from gone
  on conflict do nothing;
  return null;
end $$;
create trigger task_closed after delete on task
  referencing old table as gone for each statement execute function remember_closed_tasks();

-- the order of every inbox: what is due first, and what has no limit last
create index task_due on task (coalesce(due, 'infinity'), transfer, id);
