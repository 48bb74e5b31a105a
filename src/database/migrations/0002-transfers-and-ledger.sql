-- Transfers of powers, their tasks, and the ledger. Everything here but `transfer` itself is written by the record alone.

create table transfer (
  id text primary key,
  title text not null check (title <> ''),
  sub_district text not null references organisation,
  transition text not null check (transition in ('after', 'before')),
  mode text not null check (mode in ('devolve', 'entrust', 'mixed')),
  planned_effective_date date,
  launched_by text not null references account,
  launched timestamptz not null default now(),
  -- idempotency: the digest of the request's body
  digest text not null,
  -- the document that the ledger's first entry carries: request, list of powers, settings, calendar, pace
  document jsonb not null,
  -- the workflow's input (src/domain/procedure/launch.ts)
  launch jsonb not null,
  -- when the engine was told; a sweeper tells it of those that it was not
  started timestamptz
);
create index transfer_launched on transfer (launched desc, id);
create index transfer_not_started on transfer (launched) where started is null;

-- Where each transfer's ledger stands: the one row that a record swaps.
create table head (
  transfer text primary key references transfer,
  seq integer not null,
  hash text not null,
  -- derived from the powers' states by the record
  state text not null default 'in-progress' check (state in ('in-progress', 'suspended', 'in-force', 'withdrawn', 'ended')),
  suspended boolean not null default false,
  day_ms double precision,
  written timestamptz not null default now(),
  -- the last entry of which the procedure is known to know; a sweeper compares the rest
  confirmed integer not null default 0
);
create index head_unconfirmed on head (written) where confirmed < seq;

create table transfer_power (
  transfer text not null references transfer,
  position integer not null,
  power text not null references power,
  department text not null references organisation,
  field text not null references field,
  mode text not null check (mode in ('devolve', 'entrust')),
  scope jsonb not null,
  authorisation jsonb,
  period_from date,
  period_until date,
  sub_district text not null references organisation,
  state text not null default 'in-progress',
  -- when it entered the state
  since timestamptz not null default now(),
  primary key (transfer, position),
  unique (transfer, power),
  check (mode <> 'entrust' or (period_from is not null and period_until is not null and period_until > period_from))
);
-- one power, one sub-district: one transfer at a time, and no holder while another is in transfer
create unique index transfer_power_living on transfer_power (sub_district, power)
  where state not in ('not-needed', 'not-capable', 'refused', 'unlawful', 'not-adopted', 'recalled', 'expired', 'withdrawn');
create index transfer_power_power on transfer_power (power);

create table task (
  transfer text not null references transfer,
  id text not null,
  -- what people and URLs name it by; made from transfer and id
  public_id text not null unique,
  step text not null,
  organisation text not null references organisation,
  about text,
  powers int4multirange not null,
  opened timestamptz not null,
  due timestamptz,
  overdue boolean not null default false,
  primary key (transfer, id)
);
create index task_organisation on task (organisation, step);

-- Who said what of which powers: one row for each outcome and wording of an answer.
create table completion (
  transfer text not null references transfer,
  seq integer not null,
  part integer not null,
  task text not null,
  step text not null,
  organisation text not null,
  about text,
  by_person text not null,
  at timestamptz not null,
  outcome text not null,
  powers int4multirange not null,
  reason text,
  conditions text,
  particulars jsonb,
  primary key (transfer, seq, part)
);
create index completion_task on completion (transfer, task);
create index completion_step on completion (transfer, step, by_person);

-- The form of each answer, once, as it was sent.
create table completed_form (
  transfer text not null,
  seq integer not null,
  step text not null,
  organisation text not null,
  about text,
  form jsonb not null,
  comment text,
  evidence jsonb,
  primary key (transfer, seq)
);

-- Guidance visits, questions and answers, comments: beside the steps, but in the ledger too.
create table note (
  transfer text not null,
  seq integer not null,
  code text not null check (code in ('guidance-visit', 'question', 'answer', 'comment')),
  organisation text not null,
  by_person text not null,
  at timestamptz not null,
  powers int4multirange not null,
  body jsonb not null,
  primary key (transfer, seq)
);

create table decision (
  transfer text not null,
  seq integer not null,
  step text not null,
  minutes text not null,
  meeting date not null,
  powers int4multirange not null,
  primary key (transfer, seq)
);

create table training (
  transfer text not null,
  seq integer not null,
  officer text not null references officer,
  organisation text not null,
  hours numeric not null,
  score numeric not null,
  examined date not null,
  passed boolean not null,
  powers int4multirange not null,
  primary key (transfer, seq)
);

-- The confirmation document (交接确认书), a row a side; complete where both sides of a power stand.
create table handover_confirmation (
  transfer text not null,
  seq integer not null,
  organisation text not null,
  effective_date date not null,
  cut_off_day date not null,
  inventory jsonb not null,
  powers int4multirange not null,
  primary key (transfer, seq)
);

create table publication (
  transfer text not null,
  -- the automatic task that it answers: published once, however often it is tried
  task text not null,
  step text not null,
  powers int4multirange not null,
  title_zh text not null,
  title_en text not null,
  body jsonb not null,
  published timestamptz not null,
  -- filed for record within 15 days of publication
  filing_due date not null,
  filed timestamptz,
  primary key (transfer, task)
);

-- Who holds what, in which scope, since when, by which decision. An entry ends; it is never removed.
create table register (
  id bigint generated always as identity primary key,
  power text not null references power,
  sub_district text not null references organisation,
  holder text not null references organisation,
  exercised_by text not null references organisation,
  mode text not null check (mode in ('devolve', 'entrust')),
  scope jsonb not null,
  since timestamptz not null,
  until timestamptz,
  transfer text not null references transfer,
  position integer not null,
  decision jsonb not null,
  answers_for_earlier text references organisation,
  check (until is null or until >= since)
);
-- no power with two holders in one sub-district at one time
create unique index register_current on register (sub_district, power) where until is null;
create index register_power on register (power, since);

-- The ledger. `content` is the canonical JSON (RFC 8785) that was hashed; hash = SHA-256(previous, newline, content).
create table ledger (
  transfer text not null references transfer,
  seq integer not null check (seq > 0),
  key text not null,
  previous text not null,
  hash text not null check (hash ~ '^[0-9a-f]{64}$'),
  content text not null,
  -- beside the hashed content: an adopted record has no event of its own in the engine
  run text not null,
  written timestamptz not null default now(),
  primary key (transfer, seq),
  unique (transfer, key),
  unique (transfer, previous)
);
create index ledger_written on ledger (written, transfer, seq);

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'the ledger is append-only: % on % is refused', tg_op, tg_table_name using errcode = 'insufficient_privilege';
end $$;
create trigger ledger_rows_stay before update or delete on ledger for each row execute function refuse_change();
create trigger ledger_stays before truncate on ledger for each statement execute function refuse_change();

