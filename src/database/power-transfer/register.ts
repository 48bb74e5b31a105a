/** The public register: who holds which power, in which scope, since when, by which decision (行政处罚法 39). */
import type { Mode } from '../../domain/power-transfer/launch';
import type { Words } from '../../domain/procedure/step';
import { addDays, startOf } from '../../domain/procedure/calendar';
import { markedName } from '../../domain/procedure/name';
import { namesThen, type Names } from '../name-repository';
import type { Queryable } from '../queryable';

/** An entry with the names that the public reads. */
export interface RegisterRow {
  readonly id: number;
  readonly power: string;
  readonly powerZh: string;
  readonly powerEn: string;
  readonly legalBasis: string;
  readonly subDistrict: string;
  readonly subDistrictZh: string;
  readonly subDistrictEn: string;
  readonly holder: string;
  readonly exercisedBy: string;
  readonly exercisedByZh: string;
  readonly exercisedByEn: string;
  readonly holderZh: string;
  readonly holderEn: string;
  readonly mode: Mode;
  readonly scope: unknown;
  readonly since: Date;
  readonly until: Date | null;
  readonly decision: unknown;
  readonly transfer: string;
  readonly answersForEarlier: string | null;
  readonly answersForEarlierZh: string | null;
  readonly answersForEarlierEn: string | null;
  /** Last day of the entrustment as it was last renewed; null for devolved powers. */
  readonly entrustedUntil: string | null;
}

/** What the register is asked. Without `on`: who holds it now. */
export interface RegisterQuestion {
  readonly power?: string | undefined;
  readonly subDistrict?: string | undefined;
  readonly holder?: string | undefined;
  readonly q?: string | undefined;
  /** `YYYY-MM-DD`: who held it at the end of that day in Shanghai. */
  readonly on?: string | undefined;
  /** Also what has ended. */
  readonly all?: boolean | undefined;
  readonly field?: string | undefined;
  /** First and last day on which the entry began, in Shanghai. */
  readonly sinceFrom?: string | undefined;
  readonly sinceUntil?: string | undefined;
}

type NamedColumns = 'subDistrict' | 'holder' | 'exercisedBy' | 'answersForEarlier';
type Unnamed = Omit<RegisterRow, `${NamedColumns}${'Zh' | 'En'}`>;

/**
 * The names that an entry is read with: today's for what holds today; as they were at its end for what has ended, and on
 * the day that was asked for.
 */
function withNames(row: Unnamed, on: string | undefined, names: Names): RegisterRow {
  const asked = on === undefined ? Infinity : startOf(addDays(on, 1)) - 1;
  const at = Math.min(asked, row.until?.getTime() ?? Infinity);
  const named = (id: string) => markedName(names.organisation(id, at));
  const [subDistrict, holder, exercisedBy] = [row.subDistrict, row.holder, row.exercisedBy].map(named);
  // whoever answers for earlier decisions does so now
  const answering =
    row.answersForEarlier === null ? null : markedName(names.organisation(row.answersForEarlier, asked));
  return {
    ...row,
    subDistrictZh: subDistrict?.zh ?? '',
    subDistrictEn: subDistrict?.en ?? '',
    holderZh: holder?.zh ?? '',
    holderEn: holder?.en ?? '',
    exercisedByZh: exercisedBy?.zh ?? '',
    exercisedByEn: exercisedBy?.en ?? '',
    answersForEarlierZh: answering?.zh ?? null,
    answersForEarlierEn: answering?.en ?? null,
  };
}

/** A page of the register, by entry number. */
export async function listRegister(
  database: Queryable,
  question: RegisterQuestion,
  page: { readonly after: number; readonly limit: number },
): Promise<RegisterRow[]> {
  const { rows } = await database.query<Unnamed>(
    `select r.id, r.power, coalesce(i.name_zh, p.name_zh) as "powerZh", coalesce(i.name_en, p.name_en) as "powerEn",
        coalesce(t.legal_basis, p.legal_basis) as "legalBasis",
        r.sub_district as "subDistrict", r.holder, r.exercised_by as "exercisedBy", r.mode, r.scope, r.since, r.until,
        r.decision, r.transfer, r.answers_for_earlier as "answersForEarlier",
        case when r.mode = 'entrust' then entrusted_until(t.matter, t.position, t.period_until)::text end as "entrustedUntil"
       from register r join power p on p.code = r.power
       left join power_transfer_item t on t.matter = r.transfer and t.position = r.position
       left join item i on i.matter = r.transfer and i.position = r.position
      where r.id > $1
        and ($3::text is null or r.power = $3) and ($4::text is null or r.sub_district = $4)
        and ($5::text is null or r.holder = $5)
        and ($6::text is null or strpos(lower(concat_ws(' ', p.code, coalesce(i.name_zh, p.name_zh), coalesce(i.name_en, p.name_en),
          coalesce(t.legal_basis, p.legal_basis))), lower($6)) > 0)
        and ($9::text is null or p.field = $9)
        and ($10::date is null or r.since >= $10::date::timestamp at time zone 'Asia/Shanghai')
        and ($11::date is null or r.since < ($11::date + 1)::timestamp at time zone 'Asia/Shanghai')
        and case
          when $7::date is not null then r.since < ($7::date + 1)::timestamp at time zone 'Asia/Shanghai'
            and (r.until is null or r.until >= ($7::date + 1)::timestamp at time zone 'Asia/Shanghai')
          else $8::boolean or r.until is null end
      order by r.id limit $2`,
    [
      page.after,
      page.limit,
      question.power ?? null,
      question.subDistrict ?? null,
      question.holder ?? null,
      question.q ?? null,
      question.on ?? null,
      question.all ?? false,
      question.field ?? null,
      question.sinceFrom ?? null,
      question.sinceUntil ?? null,
    ],
  );
  const names = await namesThen(database);
  return rows.map((row) => withNames(row, question.on, names));
}

/**
 * Where to turn against a decision made with the power: a devolved one is the sub-district's own, so that it is the
 * respondent and defendant; an entrusted one stays the department's (行政复议法 19, 24; 行政诉讼法 26).
 */
export function remedyOf(
  entry: Pick<RegisterRow, 'mode' | 'subDistrictZh' | 'subDistrictEn' | 'holderZh' | 'holderEn'>,
): Words {
  const zh = entry.mode === 'devolve' ? entry.subDistrictZh : entry.holderZh;
  const en = entry.mode === 'devolve' ? entry.subDistrictEn : entry.holderEn;
  return {
    zh: `被申请人、被告：${zh}。可以向市人民政府申请行政复议，也可以向人民法院提起行政诉讼（行政复议法第19条、第24条，行政诉讼法第26条）。`,
    en: `Respondent and defendant: ${en}. Reconsideration by the city government, or litigation before the people's court (Administrative Reconsideration Law arts. 19, 24; Administrative Litigation Law art. 26).`,
  };
}
