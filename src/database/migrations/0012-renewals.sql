-- Renewed entrustments (行政处罚法 20): until when, for the powers that both sides renewed. What was entrusted first stays
-- in transfer_power; the latest renewal is the end that holds.
create table renewal (
  transfer text not null references transfer,
  seq integer not null,
  powers int4multirange not null check (not isempty(powers)),
  until date not null,
  primary key (transfer, seq)
);
grant select, insert on renewal to fuquan_app;

create function entrusted_until(of_transfer text, at_position integer, at_first date) returns date language sql stable as $$
  select coalesce((select max(n.until) from renewal n where n.transfer = of_transfer and at_position <@ n.powers), at_first)
$$;

-- what was renewed before this table was there: the later answer of the two, which made it so
insert into renewal (transfer, seq, powers, until)
select c.transfer, c.seq, range_agg(c.powers * e.powers), (l.content::jsonb -> 'entry' -> 'kept' ->> 'until')::date
from completion c
join completion e on e.transfer = c.transfer and e.step = c.step and e.outcome = c.outcome and e.about = c.about
  and e.organisation <> c.organisation and e.seq < c.seq and e.powers && c.powers
join ledger l on l.transfer = c.transfer and l.seq = c.seq
where c.step = 'renew-entrustment' and c.outcome = 'renewed'
group by c.transfer, c.seq, l.content;
