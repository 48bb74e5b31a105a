-- Who takes part in a matter, and as what: laid down with its launch. Whoever takes part sees it.
create table participant (
  matter text not null references transfer,
  organisation text not null references organisation,
  party text not null check (party <> ''),
  primary key (matter, organisation, party)
);
create index participant_organisation on participant (organisation, matter);

insert into participant
  select id, sub_district, 'subDistrict' from transfer
  union select transfer, department, 'department' from transfer_power
  union select t.id, o.value, o.key from transfer t, jsonb_each_text(t.launch -> 'offices') o;
