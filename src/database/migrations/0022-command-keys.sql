-- Keys with which the API signs commands: the public halves; the private one is a file that only the API reads. Whoever
-- makes, retires or loses one does it as the owner, with a note for the system's ledger.
create table command_key (
  -- src/ledger/checkpoint.ts, keyIdOf
  id text primary key check (id ~ '^[0-9a-f]{16}$'),
  -- SubjectPublicKeyInfo, PEM
  public_key text not null,
  made timestamptz not null default clock_timestamp(),
  -- what is on its way is taken for fifteen minutes longer
  retired timestamptz check (retired >= made),
  -- nothing that it signed is taken from then on
  lost timestamptz check (lost >= made)
);
create trigger command_key_stays before delete or truncate on command_key for each statement execute function refuse_change();
grant select on command_key to fuquan_app;

-- Since when everybody's acts must be signed, in all transfers; no row: not yet.
create table signatures_required (
  once boolean primary key default true check (once),
  since timestamptz not null default clock_timestamp()
);
create trigger signatures_required_rows_stay before update or delete on signatures_required for each row execute function refuse_change();
create trigger signatures_required_stay before truncate on signatures_required for each statement execute function refuse_change();
grant select on signatures_required to fuquan_app;

-- The last entry that may be without a signature; null: any may.
alter table head add column unsigned_until integer check (unsigned_until >= 0);
-- The engine's run whose launch and memory were checked against document and ledger; it alone records. Null: none was yet.
alter table head add column run text;

-- a transfer that is laid down when signatures are required has no entry without one
create function require_signatures() returns trigger language plpgsql as $$
begin
  if exists (select from signatures_required) then new.unsigned_until := coalesce(new.unsigned_until, 0); end if;
  return new;
end $$;
create trigger head_signatures before insert on head for each row execute function require_signatures();
