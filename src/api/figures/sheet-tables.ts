/** Lists as tables: the same rows as the list, all of them. */
import type { Account } from '../../database/account-repository';
import { fieldNames, listPowers } from '../../database/catalogue-repository';
import { namesThen } from '../../database/name-repository';
import { organisationNames } from '../../database/notice-repository';
import { listOfficers, type Officer } from '../../database/officer-repository';
import { listRegister, remedyOf, type RegisterQuestion } from '../../database/power-transfer/register';
import { listTransfers, powersOfTransfers, type TransferFilter } from '../../database/transfer-repository';
import { flagText, headings } from '../../documents/tables/cells';
import { officerColumns, powerColumns } from '../../documents/power-transfer/columns';
import type { Sheet, SheetCell } from '../../documents/tables/sheet-writer';
import { scopeText } from '../../documents/power-transfer/wording';
import { modes } from '../../domain/power-transfer/modes';
import { powerTypes } from '../../domain/power-transfer/catalogue';
import { isHeld, powerStates, transferStates } from '../../domain/power-transfer/states';
import { dateAt } from '../../domain/procedure/calendar';
import { groupBy } from '../../domain/procedure/group-by';
import { markedName } from '../../domain/procedure/name';
import type { Words } from '../../domain/procedure/step';
import type { Language } from '../../domain/refusal';
import type { Dependencies } from '../dependencies';
import { createOfficerView } from '../city/officer-view';
import { allRows, each, together } from '../http/paging';

const day = (at: Date | null): string => (at === null ? '' : dateAt(at.getTime()));
const titles = (language: Language, ...columns: readonly (readonly [string, string, number?])[]) =>
  columns.map(([zh, en, width = 18]) => ({ title: language === 'zh' ? zh : en, width }));
const said = (names: ReadonlyMap<string, Words>, id: string, language: Language): string =>
  names.get(id)?.[language] ?? id;

/** The catalogue, in the columns that its import takes. */
export async function powersSheet(
  { database }: Dependencies,
  filter: Omit<Parameters<typeof listPowers>[1], 'after' | 'limit'>,
  language: Language,
): Promise<Sheet> {
  const [fields, organisations] = await Promise.all([fieldNames(database), organisationNames(database)]);
  const rows = allRows(
    (after: string | undefined, limit) => listPowers(database, { ...filter, after: after ?? '', limit }),
    ({ code }) => code,
  );
  return {
    name: language === 'zh' ? '行政执法事项目录' : 'Powers',
    columns: headings(powerColumns, language),
    rows: each(rows, (power): SheetCell[] => {
      const opened = (mode: 'devolve' | 'entrust') => power.authorisations.find((one) => one.mode === mode);
      const [devolve, entrust] = [opened('devolve'), opened('entrust')];
      return [
        power.code,
        power.name.zh,
        power.name.en,
        powerTypes[power.type][language],
        fields[power.field]?.[language] ?? power.field,
        said(organisations, power.department, language),
        power.legalBasis,
        power.confidence,
        flagText(power.restrictsFreedom, language),
        flagText(power.aboveCounty, language),
        devolve?.title[language] ?? '',
        devolve?.version ?? '',
        devolve ? flagText(devolve.namesMeasure, language) : '',
        entrust?.title[language] ?? '',
        entrust?.version ?? '',
      ];
    }),
  };
}

// its sign is that of masks, so that a table which comes back with it changes nothing
const unreadableSign = { zh: '***（无法读取）', en: '*** (cannot be read)' } as const;

/** Officers with the certificate that is valid longest; personal data masked as in the list. */
export async function officersSheet(
  dependencies: Dependencies,
  filter: Omit<Parameters<typeof listOfficers>[1], 'after' | 'limit'>,
  language: Language,
): Promise<Sheet> {
  const { database } = dependencies;
  const [fields, organisations] = await Promise.all([fieldNames(database), organisationNames(database)]);
  const { show } = createOfficerView(dependencies);
  const rows = allRows(
    (after: string | undefined, limit) => listOfficers(database, { ...filter, after: after ?? '', limit }),
    ({ id }: Officer) => id,
  );
  const states =
    language === 'zh' ? (['有效', '已暂扣', '失效'] as const) : (['valid', 'suspended', 'not valid'] as const);
  return {
    name: language === 'zh' ? '执法人员' : 'Officers',
    columns: headings(officerColumns, language),
    rows: each(rows, (officer): SheetCell[] => {
      const { id, organisation, name, idNumber, phone, active, certificates, unreadable } = show(officer, false);
      const unread = unreadable ?? [];
      const certificate = certificates[0];
      const state = certificate && (certificate.valid ? states[0] : certificate.suspended ? states[1] : states[2]);
      return [
        id,
        said(organisations, organisation, language),
        name,
        officer.fields.map((field) => fields[field]?.[language] ?? field).join('；'),
        idNumber ?? (unread.includes('idNumber') ? unreadableSign[language] : ''),
        phone ?? (unread.includes('phone') ? unreadableSign[language] : ''),
        flagText(active, language),
        certificate?.number ?? '',
        certificate?.validUntil ?? '',
        state ?? '',
      ];
    }),
  };
}

/** The public register. */
export function registerSheet({ database }: Dependencies, question: RegisterQuestion, language: Language): Sheet {
  const zh = language === 'zh';
  const rows = allRows(
    (after: number | undefined, limit) => listRegister(database, question, { after: after ?? 0, limit }),
    ({ id }) => id,
  );
  return {
    name: zh ? '赋权事项' : 'Register',
    columns: titles(
      language,
      ['事项编码', 'Code'],
      ['事项名称', 'Power', 50],
      ['法律依据', 'Legal basis', 40],
      ['街道', 'Sub-district', 26],
      ['行使主体', 'Holder', 26],
      ['方式', 'Mode'],
      ['范围', 'Scope', 40],
      ['起', 'Since'],
      ['止', 'Until'],
      ['救济途径', 'Remedy', 60],
    ),
    rows: each(rows, (row): SheetCell[] => [
      row.power,
      zh ? row.powerZh : row.powerEn,
      row.legalBasis,
      zh ? row.subDistrictZh : row.subDistrictEn,
      zh ? row.holderZh : row.holderEn,
      modes[row.mode][language],
      scopeText(scopeOf(row.scope))[language],
      day(row.since),
      day(row.until),
      remedyOf(row)[language],
    ]),
  };
}

const texts = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((part) => typeof part === 'string') : [];
function scopeOf(scope: unknown): { territory?: string; reserved?: string[] } {
  if (typeof scope !== 'object' || scope === null) return {};
  const territory = 'territory' in scope && typeof scope.territory === 'string' ? scope.territory : undefined;
  const reserved = 'reserved' in scope ? texts(scope.reserved) : [];
  return { reserved, ...(territory === undefined ? {} : { territory }) };
}

/** Transfers whose powers are asked for together: one may have hundreds. */
const transfersAtOnce = 20;

/** Transfers, and beside them (a second sheet) each power's own state. */
export async function transferSheets(
  { database }: Dependencies,
  account: Account,
  filter: TransferFilter,
  language: Language,
): Promise<[transfers: Sheet, powers: Sheet]> {
  const names = await organisationNames(database);
  const page = (after: string | undefined, limit: number) => listTransfers(database, account, filter, { after, limit });
  const zh = language === 'zh';
  async function* withPowers() {
    for await (const rows of together(
      allRows(page, ({ id }) => id),
      transfersAtOnce,
    )) {
      const powers = groupBy(
        await powersOfTransfers(
          database,
          rows.map(({ id }) => id),
        ),
        ({ transfer }) => transfer,
      );
      const people = await namesThen(
        database,
        rows.map(({ launchedBy }) => launchedBy),
      );
      for (const row of rows) yield { row, powers: powers.get(row.id) ?? [], people };
    }
  }
  async function* withCounts(): AsyncGenerator<SheetCell[]> {
    for await (const { row, powers, people } of withPowers()) {
      const held = powers.filter(({ state }) => isHeld(state)).length;
      yield [
        row.id,
        row.title,
        said(names, row.subDistrict, language),
        transferStates[row.state][language],
        row.mode === 'mixed' ? (zh ? '混合' : 'mixed') : modes[row.mode][language],
        powers.length,
        held,
        day(row.launched),
        markedName(people.person(row.launchedBy, row.launched.getTime()))[language],
        row.plannedEffectiveDate ?? '',
      ];
    }
  }
  async function* eachPower(): AsyncGenerator<SheetCell[]> {
    for await (const { row, powers } of withPowers())
      for (const power of powers)
        yield [
          row.id,
          row.title,
          said(names, row.subDistrict, language),
          power.code,
          zh ? power.nameZh : power.nameEn,
          said(names, power.department, language),
          modes[power.mode][language],
          scopeText(power.scope)[language],
          powerStates[power.state][language],
          day(power.since),
          said(names, power.holder, language),
          power.periodUntil ?? '',
        ];
  }
  return [
    {
      name: zh ? '赋权流程' : 'Transfers',
      columns: titles(
        language,
        ['流程编号', 'Id', 22],
        ['名称', 'Title', 40],
        ['街道', 'Sub-district', 26],
        ['状态', 'State'],
        ['方式', 'Mode'],
        ['事项数', 'Powers'],
        ['街道行使中', 'Exercised by the sub-district'],
        ['发起日期', 'Launched'],
        ['发起人', 'Launched by'],
        ['计划生效日期', 'Planned effective date'],
      ),
      rows: withCounts(),
    },
    {
      name: zh ? '事项' : 'Powers',
      columns: titles(
        language,
        ['流程编号', 'Transfer', 22],
        ['名称', 'Title', 40],
        ['街道', 'Sub-district', 26],
        ['事项编码', 'Code'],
        ['事项名称', 'Power', 50],
        ['部门', 'Department', 26],
        ['方式', 'Mode'],
        ['范围', 'Scope', 40],
        ['状态', 'State'],
        ['状态起', 'Since'],
        ['行使主体', 'Holder', 26],
        ['委托期满', 'Entrusted until'],
      ),
      rows: eachPower(),
    },
  ];
}
