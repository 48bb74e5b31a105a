-- As which party an office is asked: the task says it from the third edition on. Before that no office was two parties of one
-- transfer, so who takes part says it.
create function party_of(matter text, office text) returns text language sql stable as $$
  select case $2 when 'system' then 'system' else (select min(p.party) from participant p where p.matter = $1 and p.organisation = $2) end
$$;

alter table task add column party text;
update task set party = party_of(transfer, organisation);
alter table task alter column party set not null;

alter table closed_task add column party text;
update closed_task set party = party_of(transfer, organisation);
