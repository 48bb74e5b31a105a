-- Signed checkpoints over all chains. `content` is the canonical JSON (RFC 8785) that was signed with Ed25519.
create table checkpoint (
  number integer primary key check (number > 0),
  content text not null,
  signature text not null,
  key_id text not null check (key_id ~ '^[0-9a-f]{16}$'),
  written timestamptz not null default now()
);
grant select, insert on checkpoint to fuquan_app;
revoke update, delete, truncate on checkpoint from fuquan_app;
create trigger checkpoint_rows_stay before update or delete on checkpoint for each row execute function refuse_change();
create trigger checkpoint_stays before truncate on checkpoint for each statement execute function refuse_change();
