/** What the documents of a transfer are made from: confirmations of both sides, the entries they stand on, notices. */
import type { LocalDate } from '../domain/procedure/calendar';
import type { Mode } from '../domain/procedure/launch';
import type { Words } from '../domain/procedure/step';
import type { Queryable } from './queryable';

/** A power as a document lists it. */
export interface DocumentPower {
  readonly position: number;
  readonly code: string;
  readonly name: Words;
  readonly legalBasis: string;
  readonly mode: Mode;
  readonly scope: { readonly territory?: string; readonly reserved?: readonly string[] };
  /** As it was entrusted first. */
  readonly period: { readonly from: LocalDate; readonly until: LocalDate } | null;
  /** The end by the latest renewal; null: not renewed. */
  readonly renewedUntil: LocalDate | null;
}

/** One side's confirmation. `inventory` is its form without the dates. */
export interface ConfirmedSide {
  readonly seq: number;
  readonly organisation: string;
  readonly name: Words;
  readonly by: Words;
  readonly at: Date;
  readonly effectiveDate: LocalDate;
  readonly cutOffDay: LocalDate;
  readonly inventory: unknown;
}

/** An entry of the ledger that a document stands on. */
export interface StandsOn {
  readonly seq: number;
  readonly step: string;
  readonly organisation: Words;
  readonly by: string;
  readonly at: Date;
  readonly hash: string;
}

/** Two confirmations of one round that stand beside each other, and the powers that both are about. */
export interface HandoverPair {
  readonly transfer: { readonly id: string; readonly title: string };
  readonly given: ConfirmedSide;
  readonly taken: ConfirmedSide;
  readonly witness: {
    readonly seq: number;
    readonly by: Words;
    readonly at: Date;
    /** Why both sides' inventories differ, where it was for the witness to say. */
    readonly explanation: string | null;
  } | null;
  readonly powers: readonly DocumentPower[];
  readonly decision: { readonly minutes: string; readonly meeting: LocalDate } | null;
  readonly entries: readonly StandsOn[];
  /** When the instrument of its entrusted powers was published. */
  readonly instrumentPublished: Date | null;
}

/**
 * A round has one answer of each side for each power, so the n-th of the one belongs to the n-th of the other. Only the
 * last round counts, and not where the witness sent it back.
 */
const pairsSql = `
with answers as (
  select p.position, c.seq, c.organisation <> p.sub_district as gives, c.outcome,
    row_number() over (partition by p.position, c.organisation order by c.seq) as round
  from transfer_power p join completion c on c.transfer = p.transfer and c.step = 'confirm-handover' and p.position <@ c.powers
  where p.transfer = $1
), latest as (select position, max(round) as round from answers group by position),
paired as (
  select l.position, g.seq as given, t.seq as taken, w.seq as witness
  from latest l
  join answers g on g.position = l.position and g.round = l.round and g.gives and g.outcome = 'confirmed'
  join answers t on t.position = l.position and t.round = l.round and not t.gives and t.outcome = 'confirmed'
  left join lateral (select c.seq, c.outcome from completion c where c.transfer = $1 and c.step = 'witness-handover'
    and l.position <@ c.powers and c.seq > greatest(g.seq, t.seq) order by c.seq desc limit 1) w on true
  where w.outcome is distinct from 'sentBack'
)
select given, taken, witness, array_agg(position order by position) as positions
from paired group by given, taken, witness order by given, taken, witness`;

const powersSql = `
select p.position, p.power as code, json_build_object('zh', c.name_zh, 'en', c.name_en) as name, c.legal_basis as "legalBasis",
  p.mode, p.scope, case when p.period_from is not null then json_build_object('from', p.period_from, 'until', p.period_until) end as period,
  nullif(entrusted_until(p.transfer, p.position, p.period_until), p.period_until) as "renewedUntil"
from transfer_power p join power c on c.code = p.power where p.transfer = $1 order by p.position`;

const sidesSql = `
select h.seq, h.organisation, json_build_object('zh', o.name_zh, 'en', o.name_en) as name,
  json_build_object('zh', coalesce(a.name_zh, c.by_person), 'en', coalesce(a.name_en, c.by_person)) as by, c.at,
  h.effective_date as "effectiveDate", h.cut_off_day as "cutOffDay", h.inventory
from handover_confirmation h join organisation o on o.id = h.organisation
join lateral (select by_person, at from completion c where c.transfer = h.transfer and c.seq = h.seq limit 1) c on true
left join account a on a.username = c.by_person
where h.transfer = $1`;

const entriesSql = `
select l.seq, c.step, json_build_object('zh', coalesce(o.name_zh, c.organisation), 'en', coalesce(o.name_en, c.organisation)) as organisation,
  c.by_person as by, c.at, l.hash
from ledger l join lateral (select step, organisation, by_person, at from completion c where c.transfer = l.transfer and c.seq = l.seq limit 1) c on true
left join organisation o on o.id = c.organisation
where l.transfer = $1 and c.step in ('decide', 'confirm-handover', 'witness-handover') order by l.seq`;

interface DecisionRow {
  readonly seq: number;
  readonly minutes: string;
  readonly meeting: LocalDate;
  readonly positions: readonly number[];
}
const decisionsSql = `
select d.seq, d.minutes, d.meeting, array_agg(p.position order by p.position) as positions
from decision d join transfer_power p on p.transfer = d.transfer and p.position <@ d.powers
where d.transfer = $1 and d.step = 'decide' group by d.seq, d.minutes, d.meeting order by d.seq desc`;

const instrumentsSql = `
select b.published, array_agg(p.position) as positions from publication b
join transfer_power p on p.transfer = b.transfer and p.position <@ b.powers
where b.transfer = $1 and b.step = 'publish-instrument' group by b.task, b.published order by b.published desc`;

const witnessesSql = `
select c.seq, c.at, json_build_object('zh', coalesce(a.name_zh, c.by_person), 'en', coalesce(a.name_en, c.by_person)) as by,
  f.form->>'explanation' as explanation
from completion c left join account a on a.username = c.by_person left join completed_form f on f.transfer = c.transfer and f.seq = c.seq
where c.transfer = $1 and c.step = 'witness-handover'`;

/** The confirmations that stand in a transfer, oldest first; one for each department and answer. */
export async function handoverPairs(
  database: Queryable,
  transfer: { readonly id: string; readonly title: string },
): Promise<HandoverPair[]> {
  const { id } = transfer;
  const { rows: pairs } = await database.query<{
    given: number;
    taken: number;
    witness: number | null;
    positions: number[];
  }>(pairsSql, [id]);
  if (pairs.length === 0) return [];
  const [powers, sides, entries, decisions, instruments, witnesses] = await Promise.all([
    database.query<DocumentPower>(powersSql, [id]),
    database.query<ConfirmedSide>(sidesSql, [id]),
    database.query<StandsOn>(entriesSql, [id]),
    database.query<DecisionRow>(decisionsSql, [id]),
    database.query<{ published: Date; positions: number[] }>(instrumentsSql, [id]),
    database.query<{ seq: number; at: Date; by: Words; explanation: string | null }>(witnessesSql, [id]),
  ]);
  const side = (seq: number): ConfirmedSide => {
    const found = sides.rows.find((row) => row.seq === seq);
    if (!found) throw new Error(`transfer ${id} has no confirmation ${seq}`);
    return found;
  };
  return pairs.map(({ given, taken, witness, positions }): HandoverPair => {
    const own = new Set(positions);
    const about = <R extends { readonly positions: readonly number[] }>(rows: readonly R[]): R | undefined =>
      rows.find((row) => row.positions.some((position) => own.has(position)));
    const decision = about(decisions.rows);
    const seqs = new Set([decision?.seq, given, taken, witness]);
    return {
      transfer,
      given: side(given),
      taken: side(taken),
      witness: witnesses.rows.find(({ seq }) => seq === witness) ?? null,
      powers: powers.rows.filter(({ position }) => own.has(position)),
      decision: decision ? { minutes: decision.minutes, meeting: decision.meeting } : null,
      entries: entries.rows.filter(({ seq }) => seqs.has(seq)),
      instrumentPublished: about(instruments.rows)?.published ?? null,
    };
  });
}
