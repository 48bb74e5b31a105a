-- What an entry says of itself stands beside it in columns of its own, so that all ledgers can be searched. The record
-- that writes the entry writes them; verification compares them with the hashed text. (Before, the database took them out
-- of the text at every insert, which cost a tenth of a step's work in it.)
alter table ledger
  add column said_by text generated always as (entry_of(content) ->> 'by') stored,
  add column kind text generated always as (entry_of(content) ->> 'kind') stored,
  add column step text generated always as (entry_of(content) ->> 'step') stored,
  add column office text generated always as (entry_of(content) ->> 'office') stored;
-- the rows keep what was computed, and from now on it is given
alter table ledger alter column said_by drop expression;
alter table ledger alter column kind drop expression;
alter table ledger alter column step drop expression;
alter table ledger alter column office drop expression;

drop index ledger_by, ledger_kind, ledger_office;
alter table ledger drop column entry;
drop function entry_of(text);
create index ledger_by on ledger (said_by, written desc, transfer desc, seq desc);
create index ledger_kind on ledger (kind, written desc, transfer desc, seq desc);
create index ledger_office on ledger (office, written desc, transfer desc, seq desc) where office is not null;

-- The record that closes a task remembers it, too.
drop trigger task_closed on task;
drop function remember_closed_tasks();

comment on function public_task_id(text, text) is
  'The address of a notice. Addresses of tasks are made by src/database/task-id.ts and begin with a letter.';
