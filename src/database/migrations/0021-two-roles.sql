-- The API and the worker work as two roles that own nothing (src/database/rights.ts has what each may do). What rights alone
-- cannot say is said here, to everybody.

-- A head begins at nothing, whoever lays it down.
alter table head alter column seq set default 0, alter column hash set default '';

-- Names are kept by the trigger alone: who may change a name need not be able to write what names there were.
alter function keep_organisation_name() security definer set search_path = public, pg_temp;
alter function keep_account_name() security definer set search_path = public, pg_temp;

-- An entry of the register ends, once. Nothing else of it changes, and it is never removed.
create function register_ends_once() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and old.until is null and new.until is not null
    and to_jsonb(new) - '{until,answers_for_earlier}'::text[] = to_jsonb(old) - '{until,answers_for_earlier}'::text[] then
    return new;
  end if;
  raise exception 'an entry of the register ends once and does not change otherwise: % is refused', tg_op
    using errcode = 'insufficient_privilege';
end $$;
create trigger register_rows_stay before update or delete on register for each row execute function register_ends_once();
create trigger register_stays before truncate on register for each statement execute function register_ends_once();

-- A file is kept as it came. One that an answer or a launch names is never removed.
create function file_stays() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and new.content is not distinct from old.content
    and to_jsonb(new) - '{wanted,content}'::text[] = to_jsonb(old) - '{wanted,content}'::text[] then
    return new;
  end if;
  if tg_op = 'DELETE' and not exists (select from transfer_plan p where p.file = old.id)
    and not exists (select from completed_form c where c.evidence @> jsonb_build_array(jsonb_build_object('id', old.id))) then
    return old;
  end if;
  raise exception 'a file stays as it was kept: % is refused', tg_op using errcode = 'insufficient_privilege';
end $$;
create trigger file_rows_stay before update or delete on file for each row execute function file_stays();
create trigger file_stay before truncate on file for each statement execute function file_stays();
