/** What was said in a transfer of powers that its forms and papers are made from. */
import type { HandoverAnswer } from '../../domain/power-transfer/handover-answers';
import { explanationIn, inventoryIn } from '../../domain/power-transfer/inventory-words';
import { unpack } from '../../domain/procedure/ranges';
import { rangesOf } from '../multirange';
import type { Queryable } from '../queryable';

interface HandoverSaid {
  readonly seq: number;
  readonly organisation: string;
  readonly outcome: string;
  /** Multiranges as PostgreSQL writes them, one a wording. */
  readonly powers: readonly string[];
  readonly form: { readonly [field: string]: unknown };
}

/** All confirmations and disputes of a transfer's handover, in order. */
export async function handoverAnswers(
  database: Queryable,
  transfer: string,
  subDistrict: string,
): Promise<HandoverAnswer[]> {
  const { rows } = await database.query<HandoverSaid>(
    `select c.seq, c.organisation, c.outcome, array_agg(c.powers::text order by c.part) as powers, f.form
       from completion c join completed_form f on f.transfer = c.transfer and f.seq = c.seq
      where c.transfer = $1 and c.step = 'confirm-handover' group by c.seq, c.organisation, c.outcome, f.form order by c.seq`,
    [transfer],
  );
  return rows.map(({ seq, organisation, outcome, powers, form }) => {
    const explanation = explanationIn(form);
    return {
      seq,
      organisation,
      gives: organisation !== subDistrict,
      confirmed: outcome === 'confirmed',
      positions: powers.flatMap((some) => unpack(rangesOf(some))),
      inventory: inventoryIn(form),
      ...(explanation === undefined ? {} : { explanation }),
    };
  });
}

/** Date of the latest decision (`decide`) on any of these powers, `YYYY-MM-DD`. */
export async function decidedOn(database: Queryable, transfer: string, powers: string): Promise<string | undefined> {
  const { rows } = await database.query<{ meeting: string | null }>(
    `select max(meeting)::text as meeting from decision where transfer = $1 and step = 'decide' and powers && $2::int4multirange`,
    [transfer, powers],
  );
  return rows[0]?.meeting ?? undefined;
}

/** Ids of all officers that were nominated in a transfer so far. */
export async function nominatedIn(database: Queryable, transfer: string): Promise<string[]> {
  const { rows } = await database.query<{ officer: string }>(
    `select distinct jsonb_array_elements_text(form->'officers') as officer from completed_form
      where transfer = $1 and step in ('declare-need', 'nominate-officers') and jsonb_typeof(form->'officers') = 'array'`,
    [transfer],
  );
  return rows.map(({ officer }) => officer);
}
