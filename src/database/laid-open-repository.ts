/** What lies or lay open to everybody: tasks of the steps that say so. */
import type { Queryable } from './queryable';

/** A task that lies open, or lay. */
export interface LaidOpenRow {
  readonly id: string;
  readonly publicId: string;
  readonly step: string;
  readonly organisation: string;
  readonly party: string;
  readonly opened: Date;
  /** Null: it is closed. */
  readonly until: Date | null;
  /** Whether everybody may still say something. */
  readonly open: boolean;
  /** Its items, a multirange as PostgreSQL writes it; of a closed task those that were answered. */
  readonly powers: string;
}

/** Tasks of these steps in a matter, the oldest first. */
export async function laidOpenIn(
  database: Queryable,
  matter: string,
  steps: readonly string[],
): Promise<LaidOpenRow[]> {
  const { rows } = await database.query<LaidOpenRow>(
    `select id, public_id as "publicId", step, organisation, party, opened, open_until as until,
        coalesce(open_until > clock_timestamp(), false) as open, powers::text as powers
       from task where transfer = $1 and step = any($2)
      union all
     select k.id, k.public_id, k.step, k.organisation, k.party, k.opened, null, false,
        coalesce((select range_agg(c.powers) from completion c where c.transfer = $1 and c.task = k.id), '{}')::text
       from closed_task k where k.transfer = $1 and k.step = any($2)
      order by opened, id`,
    [matter, steps],
  );
  return rows;
}

/** A matter as everybody may know it where something of it lies open. */
export interface MatterOfPublic {
  readonly id: string;
  readonly title: string;
  readonly procedure: string;
}

export async function matterOfPublic(database: Queryable, id: string): Promise<MatterOfPublic | undefined> {
  const { rows } = await database.query<MatterOfPublic>('select id, title, procedure from matter where id = $1', [id]);
  return rows[0];
}

/** What an answer said in a field, and of which items; the newest last. */
export interface SaidInField {
  readonly powers: string;
  readonly text: string | null;
}

/** What these items' answers to a step said in a field of their forms, in the ledger's order. */
export async function saidInField(
  database: Queryable,
  matter: string,
  { step, field, powers }: { readonly step: string; readonly field: string; readonly powers: string },
): Promise<SaidInField[]> {
  const { rows } = await database.query<SaidInField>(
    `select (range_agg(c.powers) * $4::int4multirange)::text as powers, f.form ->> $3 as text
       from completion c join completed_form f on f.transfer = c.transfer and f.seq = c.seq
      where c.transfer = $1 and c.step = $2 and c.powers && $4::int4multirange
      group by c.seq, f.form ->> $3 order by c.seq`,
    [matter, step, field, powers],
  );
  return rows;
}

/** What these items are, by their positions. */
export async function subjectsOf(database: Queryable, matter: string, powers: string): Promise<Map<number, string>> {
  const { rows } = await database.query<{ position: number; subject: string }>(
    'select position, subject from item where matter = $1 and position <@ $2::int4multirange order by position',
    [matter, powers],
  );
  return new Map(rows.map(({ position, subject }) => [position, subject]));
}
