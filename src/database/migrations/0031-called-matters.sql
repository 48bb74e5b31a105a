-- Matters that were launched for a task of another, and answer it by how they end. What its launch document says, for whoever
-- looks from the other side.
create table called_matter (
  matter text primary key references matter,
  caller text not null references matter,
  task text not null,
  unique (caller, task)
);
