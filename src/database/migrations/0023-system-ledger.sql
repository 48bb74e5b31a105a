-- The system's ledger: a chain over system_note, written by one process at a time, about once a second.
-- The writer finds notes that were committed since its last look by the transaction that wrote them.
alter table system_note add column written_in xid8 not null default pg_current_xact_id();
create index system_note_written_in on system_note (written_in);
create index system_note_change on system_note (((content ->> 'change')::bigint)) where kind = 'change';
create index system_note_kind on system_note (kind, id);
create index system_note_by on system_note (by_person, id);

create table system_ledger (
  seq integer primary key check (seq > 0),
  note bigint not null unique references system_note,
  -- SHA-256 of the entry before, a newline and the content; content is canonical JSON (RFC 8785)
  previous text not null,
  hash text not null,
  content text not null,
  written timestamptz not null default clock_timestamp()
);
create trigger system_ledger_rows_stay before update or delete on system_ledger for each row execute function refuse_change();
create trigger system_ledger_stays before truncate on system_ledger for each statement execute function refuse_change();

-- Refused sign-ins of the minute that runs: when it is over, each row becomes one note, and goes.
create table sign_in_refused (
  -- the account's name; of a name that nobody has, a keyed digest: people type passwords there
  who text not null,
  known boolean not null,
  address text not null,
  minute timestamptz not null,
  -- wrong name, password, or a closed account
  wrong integer not null default 0,
  -- turned away because there were too many
  limited integer not null default 0,
  primary key (address, minute, who, known)
);
create index sign_in_refused_minute on sign_in_refused (minute);
