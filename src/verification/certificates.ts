/** Certificates, held against what gave them: entries of ledgers, and the record of edits. */
import type { ClientBase } from 'pg';
import type { Findings } from './findings';

/** A certificate as a ledger's entry gives it. */
export interface Certified {
  readonly officer: string;
  readonly number: string;
  readonly from: string;
  readonly until: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** Holds certificates against the entries that gave them and the record of edits, whichever told of them last. */
export async function lookAtCertificates(
  client: ClientBase,
  findings: Findings,
  certified: readonly Certified[],
): Promise<void> {
  const { rows } = await client.query<{ name: string; there: boolean; told: boolean; fields: string | null }>(
    `with given as (
       select officer, number, "from", until, null::boolean as suspended, to_timestamp(at / 1000) as at
         from jsonb_to_recordset($1) x(officer text, number text, "from" date, until date, at float8)
       union all
       select subject, after ->> 'number', (after ->> 'validFrom')::date, (after ->> 'validUntil')::date, (after ->> 'suspended')::boolean, at
         from public.change_log where kind = 'certificate'),
     latest as (
       select officer, number, (array_agg("from" order by at desc) filter (where "from" is not null))[1] as "from",
         (array_agg(until order by at desc) filter (where until is not null))[1] as until,
         (array_agg(suspended order by at desc) filter (where suspended is not null))[1] as suspended
       from given group by 1, 2)
     select concat_ws(' ', coalesce(c.officer, l.officer), coalesce(c.number, l.number)) as name, c.officer is not null as there,
       l.until is not null as told, case when l.officer is not null then concat_ws(', ',
         case when c.officer is null then 'number' end, case when c.valid_from <> l."from" then 'valid_from' end,
         case when c.valid_until <> l.until then 'valid_until' end,
         case when c.suspended <> coalesce(l.suspended, c.suspended) then 'suspended' end) end as fields
     from public.certificate c full join latest l on l.officer = c.officer and l.number = c.number order by 1`,
    [JSON.stringify(certified)],
  );
  let untold = 0;
  for (const { name, there, told, fields } of rows) {
    if (told) findings.looked('certificates', 1);
    else untold += 1;
    if (fields)
      findings.broken('certificates', { where: name, why: there ? 'row-differs' : 'row-missing', detail: fields });
  }
  if (untold > 0) findings.notProved('edits', untold);
}
