/** Transfers as people read them. */
import { endings, type PowerState, type TransferState } from '../domain/power-transfer/states';
import type { Mode } from '../domain/power-transfer/launch';
import type { Viewer } from '../domain/city/sight';
import type { Queryable } from './queryable';
import { visibleWhere } from './visibility';

/** A transfer without its powers. */
export interface TransferRow {
  readonly id: string;
  readonly title: string;
  readonly state: TransferState;
  readonly mode: 'devolve' | 'entrust' | 'mixed';
  readonly subDistrict: string;
  readonly transition: 'after' | 'before';
  readonly plannedEffectiveDate: string | null;
  readonly launched: Date;
  readonly launchedBy: string;
  readonly suspended: boolean;
  /** Length of a working day in milliseconds; null: a real one. */
  readonly dayMs: number | null;
  readonly seq: number;
}

const transferColumns = `t.id, t.title, h.state, own.mode, own.sub_district as "subDistrict", own.transition,
  own.planned_effective_date::text as "plannedEffectiveDate", t.launched, t.launched_by as "launchedBy", h.suspended,
  h.day_ms as "dayMs", h.seq`;
const transfers = `matter t join power_transfer own on own.matter = t.id join head h on h.transfer = t.id`;
/** SQL: a power `p` of a transfer with its item `i`. */
const powers = `power_transfer_item p join item i on i.matter = p.matter and i.position = p.position`;

/** What a list of transfers may be narrowed to. */
export interface TransferFilter {
  readonly states?: readonly string[] | undefined;
  readonly subDistrict?: string | undefined;
  readonly department?: string | undefined;
  readonly power?: string | undefined;
  readonly q?: string | undefined;
  readonly field?: string | undefined;
  /** States of powers; with `field`, `department` and `power`: of the same power. */
  readonly powerStates?: readonly string[] | undefined;
  /** Has an open task of this step, of this organisation, overdue: all of the same task. */
  readonly step?: string | undefined;
  readonly organisation?: string | undefined;
  readonly overdue?: boolean | undefined;
  /** First and last day of the launch, in Shanghai. */
  readonly launchedFrom?: string | undefined;
  readonly launchedUntil?: string | undefined;
  /** First and last day, in Shanghai, on which a power ended its way. */
  readonly endedFrom?: string | undefined;
  readonly endedUntil?: string | undefined;
}

/** A page of the transfers that the viewer sees, newest first; `after` is the id of the last one of the page before. */
export async function listTransfers(
  database: Queryable,
  viewer: Viewer,
  filter: TransferFilter,
  page: { readonly limit: number; readonly after?: string | undefined },
): Promise<TransferRow[]> {
  const { rows } = await database.query<TransferRow>(
    `select ${transferColumns} from ${transfers}
      where ${visibleWhere(viewer, 't.id', 1)}
        and ($3::text is null or (t.launched, t.id) < (select a.launched, a.id from matter a where a.id = $3))
        and ($4::text[] is null or h.state = any($4))
        and ($5::text is null or own.sub_district = $5)
        and (coalesce($6, $7, $9) is null and $10::text[] is null and coalesce($16::date, $17::date) is null or exists (select from ${powers} where p.matter = t.id
          and ($6::text is null or p.department = $6) and ($7::text is null or p.power = $7)
          and ($9::text is null or p.field = $9) and ($10::text[] is null or i.state = any($10))
          and (coalesce($16::date, $17::date) is null or i.state = any($18))
          and ($16::date is null or i.since >= $16::date::timestamp at time zone 'Asia/Shanghai')
          and ($17::date is null or i.since < ($17::date + 1)::timestamp at time zone 'Asia/Shanghai')))
        and (coalesce($11, $12) is null and $13::boolean is null or exists (select from task k where k.transfer = t.id
          and ($11::text is null or k.step = $11) and ($12::text is null or k.organisation = $12)
          and ($13::boolean is null or k.overdue = $13)))
        and ($14::date is null or t.launched >= $14::date::timestamp at time zone 'Asia/Shanghai')
        and ($15::date is null or t.launched < ($15::date + 1)::timestamp at time zone 'Asia/Shanghai')
        and ($8::text is null or strpos(lower(t.id || ' ' || t.title), lower($8)) > 0)
      order by t.launched desc, t.id desc limit $2`,
    [
      viewer.organisation,
      page.limit,
      page.after ?? null,
      filter.states ?? null,
      filter.subDistrict ?? null,
      filter.department ?? null,
      filter.power ?? null,
      filter.q ?? null,
      filter.field ?? null,
      filter.powerStates ?? null,
      filter.step ?? null,
      filter.organisation ?? null,
      filter.overdue ?? null,
      filter.launchedFrom ?? null,
      filter.launchedUntil ?? null,
      filter.endedFrom ?? null,
      filter.endedUntil ?? null,
      endings,
    ],
  );
  return rows;
}

/** One transfer, if the viewer sees it. */
export async function transferById(database: Queryable, viewer: Viewer, id: string): Promise<TransferRow | undefined> {
  const { rows } = await database.query<TransferRow>(
    `select ${transferColumns} from ${transfers}
      where t.id = $2 and ${visibleWhere(viewer, 't.id', 1)}`,
    [viewer.organisation, id],
  );
  return rows[0];
}

/** A power in a transfer. */
export interface TransferPowerRow {
  readonly transfer: string;
  readonly position: number;
  readonly code: string;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly type: string;
  readonly field: string;
  readonly legalBasis: string;
  readonly department: string;
  readonly mode: Mode;
  readonly scope: {
    readonly territory?: string;
    readonly reserved?: readonly string[];
  };
  readonly authorisation: unknown;
  readonly periodFrom: string | null;
  /** By the latest renewal. */
  readonly periodUntil: string | null;
  readonly state: PowerState;
  readonly since: Date;
  /** Who holds it in this sub-district now, by the register; the department where nobody took it over. */
  readonly holder: string;
}

/** All powers of these transfers, in the order of their positions. */
export async function powersOfTransfers(
  database: Queryable,
  transfers: readonly string[],
): Promise<TransferPowerRow[]> {
  const { rows } = await database.query<TransferPowerRow>({
    name: 'powers-of-transfers',
    text: `select p.matter as transfer, p.position, p.power as code, coalesce(i.name_zh, c.name_zh) as "nameZh", coalesce(i.name_en, c.name_en) as "nameEn", c.type, p.field,
        coalesce(p.legal_basis, c.legal_basis) as "legalBasis", p.department, p.mode, coalesce(r.scope, p.scope) as scope, p.authorisation, p.period_from::text as "periodFrom",
        entrusted_until(p.matter, p.position, p.period_until)::text as "periodUntil", i.state, i.since, coalesce(r.holder, p.department) as holder
      from ${powers} join power c on c.code = p.power
      left join register r on r.sub_district = p.sub_district and r.power = p.power and r.until is null
      where p.matter = any($1) order by p.matter, p.position`,
    values: [transfers],
  });
  return rows;
}

/** What the forms of a transfer's tasks are made from. */
export interface PowerOfTransfer {
  readonly position: number;
  readonly code: string;
  readonly department: string;
  readonly field: string;
  readonly mode: Mode;
  readonly aboveCounty: boolean;
  readonly periodUntil: string | null;
}

/** The powers of one transfer by position, its planned effective date and its settings. */
export async function factsOfTransfer(
  database: Queryable,
  id: string,
): Promise<{
  readonly powers: readonly PowerOfTransfer[];
  readonly plannedEffectiveDate: string | null;
  readonly officersPerField: number;
  /** Null in a launch from before they could be set. */
  readonly trainingHours: number | null;
  readonly passMark: number | null;
  readonly subDistrict: string;
}> {
  const { rows } = await database.query<{
    powers: PowerOfTransfer[];
    plannedEffectiveDate: string | null;
    officersPerField: number;
    trainingHours: number | null;
    passMark: number | null;
    subDistrict: string;
  }>({
    name: 'facts-of-transfer',
    text: `select own.planned_effective_date as "plannedEffectiveDate", (s.settings->>'officersPerField')::int as "officersPerField",
        (s.settings->>'trainingHours')::int as "trainingHours", (s.settings->>'passMark')::int as "passMark",
        own.sub_district as "subDistrict",
        (select json_agg(json_build_object('position', p.position, 'code', p.power, 'department', p.department, 'field', p.field,
            'mode', p.mode, 'aboveCounty', c.holder_above_county, 'periodUntil', entrusted_until(p.matter, p.position, p.period_until)) order by p.position)
          from power_transfer_item p join power c on c.code = p.power where p.matter = t.id) as powers
      from matter t join power_transfer own on own.matter = t.id, lateral (select coalesce(t.document->'settings', t.launch->'settings') as settings) s where t.id = $1`,
    values: [id],
  });
  const row = rows[0];
  if (!row) throw new Error(`transfer ${id} is not there`);
  return row;
}

/** Codes of the powers of these transfers; a power's place in its list is its position. */
export async function codesOfTransfers(
  database: Queryable,
  ids: readonly string[],
): Promise<Map<string, readonly string[]>> {
  const { rows } = await database.query<{ transfer: string; codes: string[] }>({
    name: 'codes-of-transfers',
    text: 'select matter as transfer, array_agg(subject order by position) as codes from item where matter = any($1) group by matter',
    values: [ids],
  });
  return new Map(rows.map(({ transfer, codes }) => [transfer, codes]));
}

/** Ids and titles of all transfers, by id. */
export async function transferTitles(database: Queryable): Promise<{ readonly id: string; readonly title: string }[]> {
  const { rows } = await database.query<{ id: string; title: string }>('select id, title from matter order by id');
  return rows;
}
