-- What a power was called and rested on when it was decided: the register and a transfer keep it, whatever the catalogue says
-- later. Null: nobody kept it then.
alter table transfer_power
  add column name_zh text,
  add column name_en text,
  add column legal_basis text;
update transfer_power p set name_zh = x.power -> 'name' ->> 'zh', name_en = x.power -> 'name' ->> 'en', legal_basis = x.power ->> 'legalBasis'
from transfer t cross join lateral jsonb_array_elements(
  case when jsonb_typeof(t.document -> 'powers') = 'array' then t.document -> 'powers' else '[]' end) x(power)
where t.id = p.transfer and (x.power ->> 'position')::integer = p.position;
