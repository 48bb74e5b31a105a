-- What the system's ledger is made of: edits, settings, roles, keys, rebuilds, sign-ins. Each is noted in the transaction of
-- the act itself; the ledger takes them in the order of their numbers.
create table system_note (
  id bigint generated always as identity primary key,
  at timestamptz not null default clock_timestamp(),
  -- src/domain/system-notes.ts has them
  kind text not null check (kind <> ''),
  -- whose doing; null: the system's own, or somebody at the machine itself
  by_person text,
  content jsonb not null check (jsonb_typeof(content) = 'object')
);
grant select, insert on system_note to fuquan_app;
revoke update, delete, truncate on system_note from fuquan_app;
grant usage on all sequences in schema public to fuquan_app;
create trigger system_note_rows_stay before update or delete on system_note for each row execute function refuse_change();
create trigger system_note_stays before truncate on system_note for each statement execute function refuse_change();
