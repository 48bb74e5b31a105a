/** What was said before of the powers of a task. */
import { openerOf } from '../domain/procedure/task-id';
import type { Queryable } from './queryable';

/** One outcome and wording of an answer; `powers` a multirange as PostgreSQL writes it. */
export interface Said {
  readonly seq: number;
  readonly step: string;
  readonly organisation: string;
  readonly about: string | null;
  readonly by: string;
  readonly at: Date;
  readonly outcome: string;
  readonly powers: string;
  readonly reason: string | null;
  readonly conditions: string | null;
  readonly particulars: unknown;
}

/** All that was answered of any of these powers, in order. */
export async function saidOf(database: Queryable, transfer: string, powers: string): Promise<Said[]> {
  const { rows } = await database.query<Said>(
    `select seq, step, organisation, about, by_person as by, at, outcome, (powers * $2::int4multirange)::text as powers,
        reason, conditions, particulars
       from completion where transfer = $1 and powers && $2::int4multirange order by seq, part`,
    [transfer, powers],
  );
  return rows;
}

/** A form as it was answered. */
export interface AnsweredForm {
  readonly seq: number;
  readonly step: string;
  readonly organisation: string;
  readonly about: string | null;
  readonly at: Date;
  readonly form: { readonly [field: string]: unknown };
  readonly comment: string | null;
  readonly evidence: unknown;
}

/** The latest form of each step, office and subject that was answered of any of these powers. */
export async function formsOf(database: Queryable, transfer: string, powers: string): Promise<AnsweredForm[]> {
  const { rows } = await database.query<AnsweredForm>(
    `select distinct on (f.step, f.organisation, f.about) f.seq, f.step, f.organisation, f.about, c.at, f.form, f.comment, f.evidence
       from completed_form f join completion c on c.transfer = f.transfer and c.seq = f.seq and c.powers && $2::int4multirange
      where f.transfer = $1
      order by f.step, f.organisation, f.about, f.seq desc`,
    [transfer, powers],
  );
  return rows.sort((a, b) => a.seq - b.seq);
}

/** What the other side of the same round has confirmed: its form, for the powers that both sides answer. */
export interface OtherSide {
  readonly organisation: string;
  readonly outcome: string;
  readonly powers: string;
  readonly form: { readonly [field: string]: unknown };
}

/**
 * Answers of other offices to the same step in the round that this task belongs to: both sides' tasks are opened by one
 * entry, so whatever came later than that entry is of this round.
 */
export async function otherSides(
  database: Queryable,
  task: {
    readonly transfer: string;
    readonly id: string;
    readonly step: string;
    readonly organisation: string;
    readonly powers: string;
  },
): Promise<OtherSide[]> {
  const { rows } = await database.query<OtherSide>(
    `select c.organisation, c.outcome, (c.powers * $5::int4multirange)::text as powers, f.form
       from completion c join completed_form f on f.transfer = c.transfer and f.seq = c.seq
      where c.transfer = $1 and c.step = $2 and c.organisation <> $3 and c.powers && $5::int4multirange
        and c.seq > coalesce((select l.seq from ledger l where l.transfer = $1 and l.key = $4), 0)
      order by c.seq`,
    [task.transfer, task.step, task.organisation, openerOf(task.id), task.powers],
  );
  return rows;
}
