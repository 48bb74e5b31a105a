/** What the documents of a transfer are made from: confirmations of both sides, the entries they stand on, notices. */
import { comparisonsOf } from '../../domain/power-transfer/handover-answers';
import type { LocalDate } from '../../domain/procedure/calendar';
import type { Mode } from '../../domain/power-transfer/launch';
import type { Name } from '../../domain/procedure/name';
import type { Words } from '../../domain/procedure/step';
import { signerOf } from '../../ledger/signer';
import { namesThen, type Names } from '../name-repository';
import type { Queryable } from '../queryable';
import { handoverAnswers } from './said';

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
  /** What office and person were called when they signed. */
  readonly name: Name;
  readonly by: Name;
  readonly at: Date;
  readonly effectiveDate: LocalDate;
  readonly cutOffDay: LocalDate;
  readonly inventory: unknown;
}

/** An entry of the ledger that a document stands on. */
export interface StandsOn {
  readonly seq: number;
  readonly step: string;
  readonly organisation: Name;
  readonly by: string;
  readonly at: Date;
  readonly hash: string;
}

/** Two confirmations of one round that stand beside each other, and the powers that both are about. */
export interface HandoverPair {
  readonly transfer: { readonly id: string; readonly title: string };
  readonly given: ConfirmedSide;
  readonly taken: ConfirmedSide;
  /**
   * All confirmations that count together: the sides need not answer in the same parts, so those that share powers with
   * these two, or with one that does. These two are among them.
   */
  readonly counted: {
    readonly given: readonly ConfirmedSide[];
    readonly taken: readonly ConfirmedSide[];
    /** Powers that they are about. */
    readonly powers: number;
  };
  readonly witness: {
    readonly seq: number;
    readonly by: Name;
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
  from power_transfer_item p join completion c on c.transfer = p.matter and c.step = 'confirm-handover' and p.position <@ c.powers
  where p.matter = $1
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

// by the text that was launched and decided on, whatever the catalogue says today
const powersSql = `
select p.position, p.power as code,
  jsonb_build_object('zh', coalesce(i.name_zh, c.name_zh), 'en', coalesce(i.name_en, c.name_en)) as name,
  coalesce(p.legal_basis, c.legal_basis) as "legalBasis",
  p.mode, p.scope, case when p.period_from is not null then json_build_object('from', p.period_from, 'until', p.period_until) end as period,
  nullif(entrusted_until(p.matter, p.position, p.period_until), p.period_until) as "renewedUntil"
from power_transfer_item p join item i on i.matter = p.matter and i.position = p.position join power c on c.code = p.power
where p.matter = $1 order by p.position`;

/** An answer with what came with it. */
interface AnswerRow {
  readonly seq: number;
  readonly organisation: string;
  readonly by: string;
  readonly at: Date;
  /** As it was hashed. */
  readonly command: unknown;
  /** Why inventories differ, where it was said. */
  readonly explanation: string | null;
}

// a step's answer of several outcomes has several rows, by one person at one moment
const answersSql = `
select distinct on (c.seq) c.seq, c.step, c.organisation, c.by_person as by, c.at, l.hash, l.content::jsonb -> 'command' as command,
  f.form ->> 'explanation' as explanation
from completion c join ledger l on l.transfer = c.transfer and l.seq = c.seq
left join completed_form f on f.transfer = c.transfer and f.seq = c.seq
where c.transfer = $1 and c.step in ('decide', 'confirm-handover', 'witness-handover') order by c.seq`;

const sidesSql = `
select seq, organisation, effective_date as "effectiveDate", cut_off_day as "cutOffDay", inventory
from handover_confirmation where transfer = $1`;

interface DecisionRow {
  readonly seq: number;
  readonly minutes: string;
  readonly meeting: LocalDate;
  readonly positions: readonly number[];
}
const decisionsSql = `
select d.seq, d.minutes, d.meeting, array_agg(p.position order by p.position) as positions
from decision d join item p on p.matter = d.transfer and p.position <@ d.powers
where d.transfer = $1 and d.step = 'decide' group by d.seq, d.minutes, d.meeting order by d.seq desc`;

const instrumentsSql = `
select b.published, array_agg(p.position) as positions from publication b
join item p on p.matter = b.transfer and p.position <@ b.powers
where b.transfer = $1 and b.step = 'publish-instrument' group by b.task, b.published order by b.published desc`;

/** What the person and the office of an answer were called when it was given: by the answer itself, or as names were kept. */
function signedBy({ organisation, by, at, command }: AnswerRow, names: Names): { office: Name; person: Name } {
  const signer = signerOf(command);
  return {
    office: signer?.officeName ?? names.organisation(organisation, at.getTime()),
    person: signer?.name ?? names.person(by, at.getTime()),
  };
}

/** The confirmations that stand in a transfer, oldest first; one for each department and answer. */
export async function handoverPairs(
  database: Queryable,
  transfer: { readonly id: string; readonly title: string; readonly subDistrict: string },
): Promise<HandoverPair[]> {
  const { id } = transfer;
  const { rows: pairs } = await database.query<{
    given: number;
    taken: number;
    witness: number | null;
    positions: number[];
  }>(pairsSql, [id]);
  if (pairs.length === 0) return [];
  const [powers, sides, answers, decisions, instruments, said] = await Promise.all([
    database.query<DocumentPower>(powersSql, [id]),
    database.query<Omit<ConfirmedSide, 'name' | 'by' | 'at'>>(sidesSql, [id]),
    database.query<AnswerRow & { readonly step: string; readonly hash: string }>(answersSql, [id]),
    database.query<DecisionRow>(decisionsSql, [id]),
    database.query<{ published: Date; positions: number[] }>(instrumentsSql, [id]),
    handoverAnswers(database, id, transfer.subDistrict),
  ]);
  const comparisons = comparisonsOf(said);
  const names = await namesThen(
    database,
    answers.rows.map(({ by }) => by),
  );
  const answer = (seq: number) => {
    const found = answers.rows.find((row) => row.seq === seq);
    if (!found) throw new Error(`transfer ${id} has no answer ${seq}`);
    return { ...found, ...signedBy(found, names) };
  };
  const side = (seq: number): ConfirmedSide => {
    const found = sides.rows.find((row) => row.seq === seq);
    if (!found) throw new Error(`transfer ${id} has no confirmation ${seq}`);
    const { office, person, at } = answer(seq);
    return { ...found, name: office, by: person, at };
  };
  const countedWith = (given: number, taken: number, positions: readonly number[]): HandoverPair['counted'] => {
    const found = comparisons.find(
      (one) => one.given.some(({ seq }) => seq === given) && one.taken.some(({ seq }) => seq === taken),
    );
    return {
      given: found?.given.map(({ seq }) => side(seq)) ?? [side(given)],
      taken: found?.taken.map(({ seq }) => side(seq)) ?? [side(taken)],
      powers: (found?.positions ?? positions).length,
    };
  };
  const witnessOf = (seq: number): HandoverPair['witness'] => {
    const { person, at, explanation } = answer(seq);
    return { seq, by: person, at, explanation };
  };
  return pairs.map(({ given, taken, witness, positions }): HandoverPair => {
    const own = new Set(positions);
    const about = <R extends { readonly positions: readonly number[] }>(rows: readonly R[]): R | undefined =>
      rows.find((row) => row.positions.some((position) => own.has(position)));
    const decision = about(decisions.rows);
    const counted = countedWith(given, taken, positions);
    const seqs = new Set([decision?.seq, ...[...counted.given, ...counted.taken].map(({ seq }) => seq), witness]);
    return {
      transfer,
      given: side(given),
      taken: side(taken),
      counted,
      witness: witness === null ? null : witnessOf(witness),
      powers: powers.rows.filter(({ position }) => own.has(position)),
      decision: decision ? { minutes: decision.minutes, meeting: decision.meeting } : null,
      entries: answers.rows
        .filter(({ seq }) => seqs.has(seq))
        .map((row) => {
          const { seq, step, by, at, hash } = row;
          return { seq, step, organisation: signedBy(row, names).office, by, at, hash };
        }),
      instrumentPublished: about(instruments.rows)?.published ?? null,
    };
  });
}
