/** The handover: the confirmation document, and the power's move in the register of who holds what. */
import { heldStates } from '../../src/domain/power-transfer/states';
import { multirangeOf } from '../../src/database/multirange';
import { pack, unpack } from '../../src/domain/procedure/ranges';
import { completions, detailOf, powersOf, seconds, type NumberedLine } from '../line';
import type { Part } from '../statement';

/** 交接确认书: each side's inventory and dates; money, posts and files go with the matter. */
export const confirmationPart = (lines: readonly NumberedLine[]): Part => ({
  name: 'confirmation',
  sql: `confirmation_rows as (insert into handover_confirmation (transfer, seq, organisation, effective_date, cut_off_day, inventory, powers)
    select $1, x.seq, x.organisation, x.effective_date, x.cut_off_day, x.inventory, x.powers
    from json_to_recordset($n) x(seq int, organisation text, effective_date date, cut_off_day date, inventory jsonb, powers int4multirange)
    where exists (select from swapped))`,
  rows: completions(lines).flatMap((line) => {
    const { entry, seq } = line;
    if (entry.step !== 'confirm-handover' || !entry.outcomes['confirmed']) return [];
    const { effectiveDate, cutOffDay, ...inventory } = detailOf(line).form ?? {};
    const dates = { effective_date: effectiveDate, cut_off_day: cutOffDay };
    return [{ seq, organisation: entry.office, ...dates, inventory, powers: powersOf(entry, 'confirmed') }];
  }),
});

/** Powers that entered one of the states, a row an entry. */
const entered = (lines: readonly NumberedLine[], states: readonly string[]): object[] =>
  lines.flatMap(({ entry, states: moved }) =>
    states.flatMap((state) => {
      const powers = moved[state];
      return powers ? [{ at: seconds(entry.at), powers: multirangeOf(powers) }] : [];
    }),
  );

/**
 * The power moves when its trial begins (or, after a transition, when it comes into force): once for a handover. A
 * devolved power has the sub-district as its holder; an entrusted one stays the department's (行政处罚法 20, 24).
 */
export const registerPart = (lines: readonly NumberedLine[]): Part => ({
  name: 'register',
  sql: `register_rows as (insert into register (power, sub_district, holder, exercised_by, mode, scope, since, transfer, position, decision)
    select p.power, p.sub_district, case p.mode when 'devolve' then p.sub_district else p.department end, p.sub_district,
      p.mode, p.scope, to_timestamp(x.at), $1, p.position,
      jsonb_build_object('transfer', $1, 'minutes', d.minutes, 'meeting', d.meeting, 'authorisation', p.authorisation)
    from json_to_recordset($n) x(at float8, powers int4multirange)
    join power_transfer_item p on p.matter = $1 and p.position <@ x.powers
    left join lateral (select minutes, meeting from decision d where d.transfer = $1 and d.step = 'decide' and p.position <@ d.powers
      order by d.seq desc limit 1) d on true
    where exists (select from swapped)
    on conflict (sub_district, power) where until is null do nothing)`,
  rows: entered(lines, heldStates),
});

/** What was recalled or has expired goes back; the organ that goes on exercising the power answers for earlier decisions. */
export const returnPart = (lines: readonly NumberedLine[]): Part => ({
  name: 'return',
  sql: `return_rows as (update register r set until = to_timestamp(x.at), answers_for_earlier = p.department
    from json_to_recordset($n) x(at float8, powers int4multirange)
    join power_transfer_item p on p.matter = $1 and p.position <@ x.powers
    where r.transfer = $1 and r.position = p.position and r.until is null and exists (select from swapped))`,
  rows: entered(lines, ['recalled', 'expired']),
});

/**
 * A narrower scope that was decided and published: what was before stays as an entry that has ended. The launch's own
 * scope stays with the power in the transfer; what is in force is the register's.
 */
export const narrowingPart = (lines: readonly NumberedLine[]): Part => ({
  name: 'narrowing',
  sql: `narrowed as (select p.position, p.power, p.sub_district, x.at, c.particulars as scope
      from json_to_recordset($n) x(at float8, powers int4multirange)
      join power_transfer_item p on p.matter = $1 and p.position <@ x.powers
      join lateral (select particulars from completion c where c.transfer = $1 and c.step = 'evaluate' and c.outcome = 'narrow'
        and p.position <@ c.powers and c.particulars is not null order by c.seq desc limit 1) c on true
      where exists (select from swapped)),
    narrowed_past as (update register r set until = to_timestamp(n.at)
      from narrowed n where r.transfer = $1 and r.position = n.position and r.until is null
      returning r.power, r.sub_district, r.holder, r.exercised_by, r.mode, n.scope, r.until, r.position, r.decision),
    narrowed_now as (insert into register (power, sub_district, holder, exercised_by, mode, scope, since, transfer, position, decision)
      select e.power, e.sub_district, e.holder, e.exercised_by, e.mode, e.scope, e.until, $1, e.position, e.decision from narrowed_past e)`,
  rows: completions(lines).flatMap(({ entry }) =>
    entry.step === 'publish-narrowing' ? [{ at: seconds(entry.at), powers: powersOf(entry, 'published') }] : [],
  ),
});

/** Powers whose entrustment both sides have now renewed, and until when: the later of the two answers makes it so. */
export const renewalPart = (lines: readonly NumberedLine[]): Part => {
  const renewed = completions(lines).filter(
    ({ entry }) => entry.step === 'renew-entrustment' && entry.outcomes['renewed'],
  );
  return {
    name: 'renewal',
    sql: `renewal_rows as (insert into renewal (transfer, seq, powers, until)
      select $1, b.seq, b.powers, b.until
      from (select x.seq, x.until, x.powers * (x.others + coalesce((select range_agg(c.powers) from completion c
            where c.transfer = $1 and c.step = 'renew-entrustment' and c.outcome = 'renewed' and c.about = x.about
              and c.organisation <> x.organisation), '{}'::int4multirange)) as powers
          from json_to_recordset($n) x(seq int, organisation text, about text, until date, powers int4multirange, others int4multirange)) b
      where not isempty(b.powers) and exists (select from swapped))`,
    rows: renewed.map(({ seq, entry }) => ({
      seq,
      organisation: entry.office,
      about: entry.about,
      until: entry.kept?.['until'],
      powers: powersOf(entry, 'renewed'),
      // of the same record, which the statement does not see yet
      others: multirangeOf(
        pack(
          renewed
            .filter(
              (other) => other.seq < seq && other.entry.office !== entry.office && other.entry.about === entry.about,
            )
            .flatMap((other) => unpack(other.entry.outcomes['renewed'] ?? '')),
        ),
      ),
    })),
  };
};
