/**
 * What the system does by itself: notices to the public, and the filing for record that each of them starts
 * (within 15 days of publication).
 */
import { addDays, dateAt } from '../../src/domain/procedure/calendar';
import { notices } from '../../src/domain/power-transfer/notices';
import type { AutomaticStep } from '../../src/domain/power-transfer/steps';
import { decisionOf } from './decisions';
import { completions, powersOf, seconds, type NumberedLine } from '../line';
import type { Part } from '../statement';

/** Calendar days for filing with the upper government and the people's congress; a setting of the province. */
const filingDays = 15;

const isAutomatic = (step: string): step is AutomaticStep => Object.hasOwn(notices, step);

/**
 * A notice for each automatic step, once for the task that asks for it. Its content is taken from what is recorded
 * before: list, decision, and the scope that holds from now on, which for a narrowing is the one that was decided and not
 * yet the register's. Only the decision may be in the same record, where the statement does not see it yet.
 */
export const publicationPart = (lines: readonly NumberedLine[]): Part => ({
  name: 'publication',
  sql: `publication_rows as (insert into publication (transfer, task, step, powers, title_zh, title_en, body, published, filing_due)
    select $1, x.task, x.step, x.powers, x.title_zh, x.title_en,
      jsonb_build_object(
        'subDistrict', own.sub_district,
        'publishers', (select jsonb_agg(o.office order by r.place, o.office) from json_array_elements_text(x.publishers) with ordinality r(party, place)
          cross join lateral (
            select distinct p.department as office from power_transfer_item p where r.party = 'department' and p.matter = t.id and p.position <@ x.powers
            union all select own.sub_district where r.party = 'subDistrict'
            union all select t.launch->'offices'->>r.party where t.launch->'offices' ? r.party) o),
        'decision', case when x.minutes is null
          then (select jsonb_build_object('minutes', d.minutes, 'meeting', d.meeting) from decision d
            where d.transfer = t.id and d.powers && x.powers order by d.seq desc limit 1)
          else jsonb_build_object('minutes', x.minutes, 'meeting', x.meeting) end,
        'powers', (select jsonb_agg(jsonb_build_object('code', p.power, 'name', jsonb_build_object('zh', w.name_zh, 'en', w.name_en),
            'legalBasis', w.legal_basis, 'department', p.department, 'mode', p.mode, 'scope', coalesce(n.scope, r.scope, p.scope), 'authorisation', p.authorisation,
            'period', case when p.mode = 'entrust' then jsonb_build_object('from', p.period_from, 'until', entrusted_until(t.id, p.position, p.period_until)) end) order by p.position)
          from power_transfer_item p join power w on w.code = p.power
          left join register r on r.transfer = t.id and r.position = p.position and r.until is null
          left join lateral (select c.particulars as scope from completion c where x.step = 'publish-narrowing' and c.transfer = t.id
            and c.step = 'evaluate' and c.outcome = 'narrow' and p.position <@ c.powers and c.particulars is not null
            order by c.seq desc limit 1) n on true
          where p.matter = t.id and p.position <@ x.powers)),
      to_timestamp(x.at), x.filing_due
    from json_to_recordset($n) x(task text, step text, powers int4multirange, title_zh text, title_en text, publishers json, at float8, filing_due date,
      minutes text, meeting date)
    join matter t on t.id = $1 join power_transfer own on own.matter = t.id
    where exists (select from swapped)
    on conflict (transfer, task) do nothing)`,
  rows: completions(lines).flatMap(({ entry, seq }) => {
    const { task, step, at } = entry;
    if (entry.kind !== 'act' || !isAutomatic(step)) return [];
    const { title, publishers } = notices[step];
    const { minutes, meeting } = decidedIn(lines, seq) ?? {};
    return [
      {
        ...{
          task,
          step,
          powers: powersOf(entry, 'published'),
          title_zh: title.zh,
          title_en: title.en,
          publishers,
          at: seconds(at),
        },
        ...{ filing_due: addDays(dateAt(at), filingDays), minutes, meeting },
      },
    ];
  }),
});

/** The decision that led to a publication, where both are in one record. */
function decidedIn(lines: readonly NumberedLine[], published: number): ReturnType<typeof decisionOf> {
  const before = completions(lines).filter(({ seq }) => seq < published);
  return before.flatMap((line) => decisionOf(line) ?? []).at(-1);
}
