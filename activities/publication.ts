/**
 * What the system does by itself: notices to the public, and the filing for record that each of them starts
 * (within 15 days of publication). Idempotent by the task that asks for it.
 */
import { ApplicationFailure } from '@temporalio/activity';
import { multirangeOf } from '../src/database/multirange';
import { addDays, dateAt } from '../src/domain/procedure/calendar';
import type { AutomaticTask } from '../src/domain/procedure/activities';
import type { Words } from '../src/domain/procedure/step';
import type { AutomaticStep } from '../src/domain/power-transfer/steps';
import type { RecordDependencies } from './record';

/** Calendar days for filing with the upper government and the people's congress; a setting of the province. */
const filingDays = 15;

const titles: { readonly [S in AutomaticStep]: Words } = {
  publish: {
    zh: '关于赋予街道行政执法权的公告',
    en: 'Notice: administrative-enforcement powers granted to a sub-district',
  },
  'publish-instrument': {
    zh: '关于委托街道行使行政执法权的公告',
    en: 'Notice: administrative-enforcement powers entrusted to a sub-district',
  },
  'publish-narrowing': {
    zh: '关于调整街道行政执法权范围的公告',
    en: 'Notice: scope of a sub-district’s powers adjusted',
  },
  'publish-recall': { zh: '关于收回街道行政执法权的公告', en: 'Notice: administrative-enforcement powers recalled' },
  'publish-expiry': { zh: '关于委托行政执法权到期的公告', en: 'Notice: an entrustment of powers has ended' },
};
const isAutomatic = (step: string): step is AutomaticStep => Object.hasOwn(titles, step);

/**
 * The notice's content is taken from what is recorded at that moment: list, decision, and the scope that holds from now
 * on, which for a narrowing is the one that was decided and not yet the register's.
 */
const publishSql = `
insert into publication (transfer, task, step, powers, title_zh, title_en, body, published, filing_due)
select $1, $2, $3, $4::int4multirange, $5, $6,
  jsonb_build_object(
    'subDistrict', t.sub_district,
    'publishers', case when $3 in ('publish-instrument', 'publish-expiry')
      then (select jsonb_agg(distinct p.department) || to_jsonb(t.sub_district) from transfer_power p where p.transfer = t.id and p.position <@ $4::int4multirange)
      else '["government"]'::jsonb end,
    'decision', (select jsonb_build_object('minutes', d.minutes, 'meeting', d.meeting) from decision d
      where d.transfer = t.id and d.powers && $4::int4multirange order by d.seq desc limit 1),
    'powers', (select jsonb_agg(jsonb_build_object('code', p.power, 'name', jsonb_build_object('zh', w.name_zh, 'en', w.name_en),
        'legalBasis', w.legal_basis, 'department', p.department, 'mode', p.mode, 'scope', coalesce(n.scope, r.scope, p.scope), 'authorisation', p.authorisation,
        'period', case when p.mode = 'entrust' then jsonb_build_object('from', p.period_from, 'until', entrusted_until(t.id, p.position, p.period_until)) end) order by p.position)
      from transfer_power p join power w on w.code = p.power
      left join register r on r.transfer = t.id and r.position = p.position and r.until is null
      left join lateral (select c.particulars as scope from completion c where $3 = 'publish-narrowing' and c.transfer = t.id
        and c.step = 'evaluate' and c.outcome = 'narrow' and p.position <@ c.powers and c.particulars is not null
        order by c.seq desc limit 1) n on true
      where p.transfer = t.id and p.position <@ $4::int4multirange)),
  $7, $8::date
from transfer t where t.id = $1
on conflict (transfer, task) do nothing`;

export interface PublicationDependencies extends Pick<RecordDependencies, 'database' | 'passing'> {
  readonly now: () => number;
}

/** Carries out an automatic step and tells its outcome. Doing it again for the same task changes nothing. */
export function createPublication({ database, now, passing }: PublicationDependencies) {
  return async function carryOut(ask: AutomaticTask): Promise<{ outcome: 'published' }> {
    if (!isAutomatic(ask.step)) throw ApplicationFailure.nonRetryable(`nobody does ${ask.step} by itself`);
    const { zh, en } = titles[ask.step];
    const at = now();
    await database.query({
      name: 'publish',
      text: publishSql,
      values: [
        ask.transfer,
        ask.task,
        ask.step,
        multirangeOf(ask.powers),
        zh,
        en,
        new Date(at),
        addDays(dateAt(at), filingDays),
      ],
    });
    passing?.('after-publication');
    return { outcome: 'published' };
  };
}
