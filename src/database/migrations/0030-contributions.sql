-- What people without an account said to something that lay open. Rows are added and never changed, but for one thing: what was
-- said can be removed, for good; digest and time stay, so that the root that a ledger holds still comes out.
create table contribution (
  -- of what was said: SHA-256 of its canonical form
  digest text primary key check (digest ~ '^[0-9a-f]{64}$'),
  matter text not null,
  -- the task that lay open
  task text not null,
  -- digests of the form that it was written on, which is good once, and of the code by which its author comes back to it
  form text not null unique,
  receipt text not null unique,
  received timestamptz not null,
  -- all that was said, under the key of personal data; null: removed
  sealed bytea,
  removed timestamptz,
  -- null: by its author
  removed_by text references account,
  removal_reason text,
  check ((sealed is null) = (removed is not null)),
  check ((removed_by is null) = (removal_reason is null))
);
create index contribution_task on contribution (matter, task, received, digest);
create index contribution_received on contribution (matter, received);

-- Whoever counts a task's contributions holds this lock alone, so all that came before are there, and none comes after.
create function contribution_lock(matter text, task text) returns bigint language sql immutable as $$
  select hashtextextended('contributions ' || $1 || ' ' || $2, 0)
$$;

-- Whether it comes in time is decided here, by the one clock that all processes share.
create function contribution_comes() returns trigger language plpgsql as $$
declare
  open_until timestamptz;
begin
  perform pg_advisory_xact_lock_shared(contribution_lock(new.matter, new.task));
  select k.open_until into open_until from task k where k.transfer = new.matter and k.id = new.task;
  -- as exact as what reads it
  new.received := date_trunc('milliseconds', clock_timestamp());
  if open_until is null or new.received >= open_until then
    raise exception 'it does not lie open, or no longer' using errcode = 'check_violation', constraint = 'contribution_in_time';
  end if;
  return new;
end $$;
create trigger contribution_comes before insert on contribution for each row execute function contribution_comes();

create function contribution_stays() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and old.sealed is not null and new.sealed is null
    and to_jsonb(new) - '{sealed,removed,removed_by,removal_reason}'::text[]
      = to_jsonb(old) - '{sealed,removed,removed_by,removal_reason}'::text[] then
    new.removed := clock_timestamp();
    return new;
  end if;
  raise exception 'of a contribution nothing changes but that what was said is removed: % is refused', tg_op
    using errcode = 'insufficient_privilege';
end $$;
create trigger contribution_rows_stay before update or delete on contribution for each row execute function contribution_stays();
create trigger contributions_stay before truncate on contribution for each statement execute function contribution_stays();
