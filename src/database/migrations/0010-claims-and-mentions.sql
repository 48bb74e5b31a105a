-- Who takes care of a task: a courtesy among colleagues that decides nothing, so it is no part of the ledger. The task's
-- own row is what it belongs to; what closed tasks leave behind here is read by nobody and swept away.
create table task_claim (
  transfer text not null references transfer,
  task text not null,
  -- null: released. The row stays until the task is closed, so that those who watch hear of it
  by_person text references account,
  -- of the last claim, takeover or release
  since timestamptz not null default now(),
  primary key (transfer, task)
);
create index task_claim_since on task_claim (since);
grant select, insert, update, delete on task_claim to fuquan_app;

-- Mentions stand in the note itself (body -> form -> mentions: user names); here is who has seen theirs.
create table mention_read (
  username text not null references account,
  transfer text not null,
  seq integer not null,
  at timestamptz not null default now(),
  primary key (username, transfer, seq),
  foreign key (transfer, seq) references note
);
grant select, insert on mention_read to fuquan_app;
create index note_mentions on note using gin ((body -> 'form' -> 'mentions') jsonb_path_ops) where body -> 'form' ? 'mentions';
