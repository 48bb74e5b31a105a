/** The rows that a launch lays down before the engine is told, and how far it has come. */
import { endings, type PowerState } from '../domain/power-transfer/states';
import type { Mode, TransferLaunch } from '../domain/power-transfer/launch';
import type { Participant } from '../domain/procedure/participants';
import type { Queryable } from './queryable';
import { launchColumns, storedLaunch, type LaunchRow, type StoredLaunch } from './stored-launch';

/** What a launch lays down. */
export interface LaunchRows {
  readonly id: string;
  readonly title: string;
  readonly subDistrict: string;
  readonly transition: 'after' | 'before';
  readonly mode: 'devolve' | 'entrust' | 'mixed';
  readonly plannedEffectiveDate: string | null;
  readonly launchedBy: string;
  readonly digest: string;
  readonly document: unknown;
  readonly launch: TransferLaunch;
  readonly powers: readonly {
    readonly position: number;
    readonly power: string;
    readonly department: string;
    readonly field: string;
    readonly mode: Mode;
    readonly scope: unknown;
    readonly authorisation?: unknown;
    readonly periodFrom?: string | null | undefined;
    readonly periodUntil?: string | null | undefined;
  }[];
  /** Whose offices take part. */
  readonly participants: readonly Participant[];
  /** Ids of the plan's files. */
  readonly plan?: readonly string[];
}

/**
 * Lays down a transfer, its head, its plan, who takes part and its powers: all or nothing, as one statement.
 *
 * Throws a unique violation of `transfer_pkey` where this launch was laid down before, and of `transfer_power_living`
 * where one of the powers is in another transfer to the same sub-district, or held by it.
 */
export async function insertTransfer(database: Queryable, rows: LaunchRows): Promise<void> {
  await database.query(
    `with t as (
       insert into transfer (id, title, sub_district, transition, mode, planned_effective_date, launched_by, digest, document, launch)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) returning id),
     h as (insert into head (transfer, day_ms) select id, $12 from t),
     f as (insert into transfer_plan (transfer, position, file)
       select t.id, f.position - 1, f.id from t, unnest($13::text[]) with ordinality as f(id, position)),
     w as (insert into participant (matter, organisation, party)
       select t.id, x.organisation, x.party from t, jsonb_to_recordset($14::jsonb) x(organisation text, party text))
     insert into transfer_power (transfer, position, power, department, field, mode, scope, authorisation, period_from, period_until, sub_district,
       name_zh, name_en, legal_basis)
     select t.id, p.position, p.power, p.department, p.field, p.mode, p.scope, p.authorisation, p."periodFrom", p."periodUntil", $3,
       d.name ->> 'zh', d.name ->> 'en', d."legalBasis"
       from t cross join jsonb_to_recordset($11::jsonb) as p(position integer, power text, department text, field text, mode text,
         scope jsonb, authorisation jsonb, "periodFrom" date, "periodUntil" date)
       left join jsonb_to_recordset($9::jsonb -> 'powers') as d(position integer, name jsonb, "legalBasis" text) on d.position = p.position`,
    [
      rows.id,
      rows.title,
      rows.subDistrict,
      rows.transition,
      rows.mode,
      rows.plannedEffectiveDate,
      rows.launchedBy,
      rows.digest,
      JSON.stringify(rows.document),
      JSON.stringify(rows.launch),
      JSON.stringify(rows.powers),
      rows.launch.dayMs,
      rows.plan ?? [],
      JSON.stringify(rows.participants),
    ],
  );
}

/** Digest of the request that a transfer was launched with, and how far it has come. */
export async function launchedTransfer(
  database: Queryable,
  id: string,
): Promise<
  | (StoredLaunch & {
      readonly digest: string;
      readonly started: Date | null;
      readonly seq: number;
    })
  | undefined
> {
  const { rows } = await database.query<LaunchRow & { digest: string; started: Date | null; seq: number }>(
    `select ${launchColumns}, t.digest, t.started, h.seq from transfer t join head h on h.transfer = t.id where t.id = $1`,
    [id],
  );
  return rows.map(({ digest, started, seq, ...row }) => ({ ...storedLaunch(row), digest, started, seq }))[0];
}

/** Notes that the engine knows of the transfer. */
export async function markStarted(database: Queryable, id: string): Promise<void> {
  await database.query('update transfer set started = now() where id = $1 and started is null', [id]);
}

/** Which of these powers are in a living transfer to the sub-district (held ones included), and in which. */
export async function livingPowers(
  database: Queryable,
  subDistrict: string,
  codes: readonly string[],
): Promise<
  {
    readonly power: string;
    readonly transfer: string;
    readonly title: string;
    readonly state: PowerState;
  }[]
> {
  const { rows } = await database.query<{
    power: string;
    transfer: string;
    title: string;
    state: PowerState;
  }>(
    `select p.power, p.transfer, t.title, p.state from transfer_power p join transfer t on t.id = p.transfer
      where p.sub_district = $1 and p.power = any($2)
       and p.state <> all($3)`,
    [subDistrict, codes, endings],
  );
  return rows;
}
