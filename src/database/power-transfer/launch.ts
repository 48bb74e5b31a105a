/** What a transfer of powers lays down beside its matter, and what its launch must know of others. */
import type { Mode, TransferLaunch } from '../../domain/power-transfer/launch';
import { powerTransfer } from '../../domain/power-transfer/procedure';
import type { PowerState } from '../../domain/power-transfer/states';
import type { Words } from '../../domain/procedure/step';
import { insertMatter, type MatterRows, type OwnRows } from '../launch-repository';
import type { Queryable } from '../queryable';

/** What a launch lays down. */
export interface LaunchRows extends Omit<MatterRows, 'procedure' | 'items' | 'files'> {
  readonly subDistrict: string;
  readonly transition: 'after' | 'before';
  readonly mode: 'devolve' | 'entrust' | 'mixed';
  readonly plannedEffectiveDate: string | null;
  readonly launch: TransferLaunch;
  readonly powers: readonly {
    readonly position: number;
    readonly power: string;
    /** What it is called, and rests on, when it is launched. */
    readonly name?: Words;
    readonly legalBasis?: string;
    readonly department: string;
    readonly field: string;
    readonly mode: Mode;
    readonly scope: unknown;
    readonly authorisation?: unknown;
    readonly periodFrom?: string | null | undefined;
    readonly periodUntil?: string | null | undefined;
  }[];
  /** Ids of the plan's files. */
  readonly plan?: readonly string[];
}

/**
 * Lays down a transfer, all or nothing.
 *
 * Throws a unique violation of `matter_pkey` where this launch was laid down before, and of `power_transfer_item_living`
 * where one of the powers is in another transfer to the same sub-district, or held by it.
 */
export async function insertTransfer(database: Queryable, rows: LaunchRows): Promise<void> {
  const { powers, subDistrict, transition, mode, plannedEffectiveDate, plan, ...matter } = rows;
  await insertMatter(
    database,
    {
      ...matter,
      procedure: powerTransfer,
      items: powers.map(({ position, power, name }) => ({ position, subject: power, name })),
      files: plan,
    },
    transferRows({ subDistrict: { id: subDistrict }, transition, mode, plannedEffectiveDate, powers }),
  );
}

/** What a transfer of powers lays down beside its matter, out of its launch document. */
export const transferRows = (document: unknown): OwnRows[] => [
  {
    sql: `insert into power_transfer (matter, sub_district, transition, mode, planned_effective_date)
      select $1, x."subDistrict" ->> 'id', x.transition, x.mode, x."plannedEffectiveDate"
      from jsonb_to_record($n::jsonb) x("subDistrict" jsonb, transition text, mode text, "plannedEffectiveDate" date)`,
    value: document,
  },
  {
    sql: `insert into power_transfer_item (matter, position, power, department, field, mode, scope, authorisation, period_from, period_until,
        sub_district, legal_basis)
      select $1, x.position, x.power, x.department, x.field, x.mode, x.scope, x.authorisation, x."periodFrom", x."periodUntil",
        $n::jsonb -> 'subDistrict' ->> 'id', x."legalBasis"
      from jsonb_to_recordset($n::jsonb -> 'powers') x(position integer, power text, department text, field text, mode text,
        scope jsonb, authorisation jsonb, "periodFrom" date, "periodUntil" date, "legalBasis" text)`,
    value: document,
  },
];

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
    `select p.power, p.matter as transfer, t.title, i.state
       from power_transfer_item p join item i on i.matter = p.matter and i.position = p.position join matter t on t.id = p.matter
      where p.sub_district = $1 and p.power = any($2) and p.living`,
    [subDistrict, codes],
  );
  return rows;
}
