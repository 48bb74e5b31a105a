/** Forms of the handover: both sides count what goes along, and the witness sees that they agree or why they do not. */
import { z } from 'zod';
import type { LocalDate } from '../procedure/calendar';
import type { Words } from '../procedure/step';
import type { FieldError } from '../refusal';
import { form } from './form-declaration';
import {
  agreed,
  confirmed,
  count,
  field,
  fieldWords,
  files,
  money,
  note,
  notExactly,
  ofTask,
  openCases,
  pair,
  saidByOther,
  text,
  type FormScope,
} from './form-fields';
import { agreeing, countOf, differencesBy, differencesOf, unexplained, type Giving } from './handover-answers';
import type { Inventory, InventoryField } from './inventory';
import { fieldTitles, valueWords } from './inventory-words';
import type { FactsFor } from './task-facts';

/** The planned date if it is neither past nor before the decision, else today: the same for both sides. */
function usualDate({ today, plannedEffectiveDate: planned, decided }: FactsFor<'decided'>): LocalDate {
  return planned !== undefined && planned >= today && planned >= (decided ?? planned) ? planned : today;
}

const pack = (scope: FormScope) => ({
  laws: confirmed(['法律法规', 'laws'], scope),
  discretionStandards: confirmed(['裁量基准', 'discretion standards'], scope),
  forms: confirmed(['执法文书格式', 'forms'], scope),
  sampleFiles: confirmed(['示范案卷', 'sample files'], scope),
});

function handoverErrors(
  { effectiveDate, cutOffDay }: { readonly effectiveDate: LocalDate; readonly cutOffDay: LocalDate },
  facts: FactsFor<'decided' | 'otherSide'>,
): FieldError[] {
  const { today, decided } = facts;
  // what the other side has confirmed stands, even if the day has come meanwhile
  if (facts.otherSide?.some((other) => other.effectiveDate === effectiveDate)) return [];
  if (effectiveDate < today) return [{ field: '/effectiveDate', code: 'effective-date-past', params: { today } }];
  if (decided !== undefined && effectiveDate < decided)
    return [{ field: '/effectiveDate', code: 'effective-date-before-decision', params: { decided } }];
  if (cutOffDay > effectiveDate)
    return [{ field: '/cutOffDay', code: 'cut-off-after-effective', params: { effective: effectiveDate } }];
  return [];
}

/** What both sides count; each field has beside it what would agree with the other side, where that is known. */
function inventoryFields({ powers }: FormScope, agreeingWith: ReturnType<typeof agreeing>) {
  function beside<T extends z.ZodType>(name: InventoryField, schema: T): T {
    const value = agreeingWith.get(name);
    const words = fieldWords.get(schema);
    // what an earlier edition of the form took need not be taken by this one
    if (words && value !== undefined && schema.safeParse(value).success)
      fieldWords.add(schema, { ...words, example: value, otherSide: value });
    return schema;
  }
  const most = powers.length;
  return {
    powers: beside(
      'powers',
      count(['执法事项数', 'powers'], '项', most, most === 0 ? [] : notExactly(most, ofTask(most))),
    ),
    posts: beside('posts', count(['编制数', 'posts'], '名', 0)),
    staff: beside('staff', count(['人员数', 'staff'], '人', 0)),
    money: beside('money', money(['经费', 'money'], 0)),
    files: beside('files', count(['案卷数', 'files'], '卷', 0)),
    openCases: beside('openCases', openCases()),
    leads: beside(
      'leads',
      field(
        z.array(text(['线索', 'lead'], ['（线索）', '(lead)'], 500)).max(2000),
        ['移交的线索', 'leads handed over'],
        { example: [], about: ['未列入的线索由原承办人处理。', 'Leads not listed stay with their handler.'] },
      ),
    ),
    equipment: beside(
      'equipment',
      field(
        z.array(text(['装备', 'equipment'], ['（装备）', '(equipment)'], 500)).max(2000),
        ['移交的装备', 'equipment handed over'],
        { example: [] },
      ),
    ),
  };
}

/** Why the sides' inventories differ; `needed` where they cannot agree any more. */
function explanation(needed: boolean) {
  const schema = field(z.string().trim().min(1).max(2000), ['差异说明', 'why the inventories differ'], {
    example: pair([
      '清点时间不同，以移交方清单为准',
      'counted on different days; the list of the side handing over holds',
    ]),
    about: [
      '双方清单不一致的，须在此说明原因；不认可对方数字的，请选择“有异议”或“退回”。',
      'Where the inventories differ, say why; if you do not accept the other numbers, dispute them or send them back.',
    ],
    explains: true,
  });
  return needed ? schema : schema.optional();
}

const givingOf = (
  { handover, powers }: FactsFor<'handover'>,
  scope: Pick<FormScope, 'powers' | 'declined'>,
): Omit<Giving, 'inventory'> => ({
  organisation: handover?.organisation ?? '',
  gives: handover?.gives ?? false,
  positions: scope.powers.map(({ position }) => position),
  declined: powers.filter(({ position }) => scope.declined.includes(position)).map(({ position }) => position),
});

/** What differs from the other side and is not explained, each field with both values. */
function inventoryErrors(
  { explanation: said, ...inventory }: Inventory & { readonly explanation?: unknown },
  facts: FactsFor<'handover'>,
  scope: FormScope,
): FieldError[] {
  if (said !== undefined) return [];
  return differencesBy(facts.handover?.answers ?? [], { ...givingOf(facts, scope), inventory }).map(
    ({ field: name, yours, theirs }) => ({
      field: `/inventory/${name}`,
      code: 'inventory-differs',
      params: { field: fieldTitles[name], yours: valueWords(name, yours), theirs: valueWords(name, theirs) },
    }),
  );
}

export const confirmHandover = form(
  (facts, scope) => {
    const day = usualDate(facts);
    const known = agreeing(facts.handover?.answers ?? [], givingOf(facts, scope));
    const apart = scope.full && [...known.values()].includes(undefined);
    // 行政处罚法 20: the instrument states matters, authority and period; the period is the launch's
    const instrument = field(
      z.strictObject({
        matters: text(['委托事项', 'matters'], ['清单所列事项', 'the matters of the list']),
        authority: text(
          ['委托权限', 'authority'],
          ['以部门名义调查、处理', "to investigate and act in the department's name"],
        ),
      }),
      ['委托书', 'instrument of entrustment'],
    );
    return z.strictObject({
      effectiveDate: agreed(
        ['生效日期', 'effective date'],
        day,
        saidByOther(facts, scope, (other) => other.effectiveDate),
      ),
      cutOffDay: agreed(
        ['案件（线索）划分基准日', 'cut-off day for cases'],
        day,
        saidByOther(facts, scope, (other) => other.cutOffDay),
        [
          '此日之前立案的由原部门办结，列入移交清单的除外。',
          'Cases opened before it stay with the department, unless they are listed.',
        ],
      ),
      inventory: field(
        z.strictObject({
          ...inventoryFields(scope, known),
          // who answers first has nothing to explain; of a form in general it is a part
          ...(known.size > 0 || facts.powers.length === 0 ? { explanation: explanation(apart) } : {}),
        }),
        ['交接清单', 'inventory'],
      ),
      guidancePack: field(z.strictObject(pack(scope)), ['业务指导资料', 'guidance pack']),
      guidanceFiles: files(['业务指导文件', 'guidance files'], facts),
      filedWith: field(
        z.strictObject({
          staffingOffice: confirmed(['报编办备案', 'filed with the staffing office'], scope),
          justiceBureau: confirmed(['报司法局备案', 'filed with the justice bureau'], scope),
        }),
        ['备案', 'filing'],
      ),
      ...(facts.powers.some(({ mode }) => mode === 'entrust')
        ? { instrument: scope.powers.some(({ mode }) => mode === 'entrust') ? instrument : instrument.optional() }
        : {}),
    });
  },
  {
    asks: ['decided', 'files', 'otherSide', 'handover'],
    waivedBy: ['disputed'],
    check: (sent, facts, scope) => [...handoverErrors(sent, facts), ...inventoryErrors(sent.inventory, facts, scope)],
    kept: ({ effectiveDate, cutOffDay }) => ({ effectiveDate, cutOffDay }),
  },
);

const joined = (all: readonly Words[]): Words => ({
  zh: all.map(({ zh }) => zh).join('；'),
  en: all.map(({ en }) => en).join('; '),
});

/** The differences that nobody has explained, in words: title, what is given, what is taken. */
function openDifferences(facts: FactsFor<'handover'>, { powers }: FormScope): Words[] {
  const positions = powers.map(({ position }) => position);
  return unexplained(facts.handover?.answers ?? [], positions).flatMap((one) => {
    const [given, taken] = [countOf(one.given), countOf(one.taken)];
    return differencesOf(one).map((name): Words => {
      const [title, left, right] = [fieldTitles[name], valueWords(name, given[name]), valueWords(name, taken[name])];
      return {
        zh: `${title.zh}：移交方 ${left.zh}，承接方 ${right.zh}`,
        en: `${title.en}: handed over ${left.en}, taken over ${right.en}`,
      };
    });
  });
}

export const witnessHandover = form(
  (facts, scope) => {
    const open = openDifferences(facts, scope);
    return z.strictObject({
      inventoryChecked: confirmed(['已核对双方清单', 'both inventories checked'], scope),
      ...(open.length > 0 || facts.powers.length === 0
        ? { explanation: explanation(scope.full && open.length > 0) }
        : {}),
      note: note(),
    });
  },
  {
    asks: ['handover'],
    waivedBy: ['sentBack'],
    says: (error, facts, scope) =>
      error.field === '/explanation' && error.code === 'required'
        ? { ...error, code: 'difference-unexplained', params: { differences: joined(openDifferences(facts, scope)) } }
        : error,
  },
);
