/** Forms of the steps from readiness on: handover, trial, evaluation, recall, renewal. */
import { z } from 'zod';
import { addMonths, type LocalDate } from '../procedure/calendar';
import type { FieldError } from '../refusal';
import { form, notAfterToday } from './form-declaration';
import {
  agreed,
  confirmed,
  count,
  date,
  field,
  files,
  meeting,
  money,
  note,
  notExactly,
  openCases,
  pair,
  score,
  text,
  type FormScope,
} from './form-fields';
import type { CommonFacts, FactsFor, OtherSide } from './task-facts';

/** 国办发〔2018〕118号. */
const threeSystems = (scope: FormScope) => ({
  publicity: confirmed(['公示制度已落实', 'publicity is in place'], scope),
  recording: confirmed(['全过程记录制度已落实', 'full-process recording is in place'], scope),
  legalReview: confirmed(['重大执法决定法制审核制度已落实', 'legal review of major decisions is in place'], scope),
});

export const ready = form((_, scope) => z.strictObject({ ...threeSystems(scope), note: note() }), {
  waivedBy: ['notReady'],
});

export const seeReady = form(
  ({ today }, scope) =>
    z.strictObject({ ...threeSystems(scope), visited: date(['核验日期', 'date of the visit'], today), note: note() }),
  { waivedBy: ['notSeen'], check: ({ visited }, facts) => notAfterToday('visited', visited, facts) },
);

/** What the other side has said of a field, for these powers of the task. */
function said(
  facts: FactsFor<'otherSide'>,
  { powers }: FormScope,
  of: (other: OtherSide) => LocalDate | undefined,
): LocalDate[] {
  const positions = new Set(powers.map(({ position }) => position));
  return (facts.otherSide ?? []).flatMap((other) => {
    const day = positions.has(other.position) ? of(other) : undefined;
    return day === undefined ? [] : [day];
  });
}

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

const ofTask = (powers: number) => pair([`本任务共 ${powers} 项权力`, `the task has ${powers} power(s)`]);
const ofPowers = (powers: number) => (powers === 0 ? [] : notExactly(powers, ofTask(powers)));

export const confirmHandover = form(
  (facts, scope) => {
    const day = usualDate(facts);
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
        said(facts, scope, (other) => other.effectiveDate),
      ),
      cutOffDay: agreed(
        ['案件截止日', 'cut-off day for cases'],
        day,
        said(facts, scope, (other) => other.cutOffDay),
        [
          '此日之前立案的由原部门办结，列入移交清单的除外。',
          'Cases opened before it stay with the department, unless they are listed.',
        ],
      ),
      inventory: field(
        z.strictObject({
          powers: count(['权力事项数', 'powers'], '项', scope.powers.length, ofPowers(scope.powers.length)),
          posts: count(['编制数', 'posts'], '名', 0),
          staff: count(['人员数', 'staff'], '人', 0),
          money: money(['经费', 'money'], 0),
          files: count(['案卷数', 'files'], '卷', 0),
          openCases,
          leads: field(
            z.array(text(['线索', 'lead'], ['（线索）', '(lead)'], 500)).max(2000),
            ['移交的线索', 'leads handed over'],
            { example: [], about: ['未列入的线索由原承办人处理。', 'Leads not listed stay with their handler.'] },
          ),
          equipment: field(
            z.array(text(['装备', 'equipment'], ['（装备）', '(equipment)'], 500)).max(2000),
            ['移交的装备', 'equipment handed over'],
            { example: [] },
          ),
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
    asks: ['decided', 'files', 'otherSide'],
    waivedBy: ['disputed'],
    check: (sent, facts) => handoverErrors(sent, facts),
    kept: ({ effectiveDate, cutOffDay }) => ({ effectiveDate, cutOffDay }),
  },
);

export const witnessHandover = form(
  (_, scope) =>
    z.strictObject({
      inventoryChecked: confirmed(['已核对双方清单', 'both inventories checked'], scope),
      note: note(),
    }),
  { waivedBy: ['sentBack'] },
);

/** Of powers in use no more can be unused than there are. */
const unused = (title: readonly [string, string], { powers }: FormScope) =>
  count(title, '项', 0, powers.length === 0 ? [] : [{ above: powers.length, text: ofTask(powers.length) }]);

export const reportMonth = form((_, scope) =>
  z.strictObject({
    cases: count(['本月办案数', 'cases of the month'], '件', 0),
    unused: unused(['本月未行使的权力数', 'powers not used'], scope),
    handedOn: count(['移送部门的案件数', 'cases handed on to the department'], '件', 0),
    note: note(),
  }),
);
export const monthOfPower = z.strictObject({
  cases: count(['本月办案数', 'cases of the month'], '件', 0).optional(),
  handedOn: count(['移送部门的案件数', 'cases handed on'], '件', 0).optional(),
});

const figures = {
  cases: count(['办案数', 'cases'], '件', 0),
  decisions: count(['处罚决定数', 'decisions'], '件', 0),
  complaints: count(['投诉举报数', 'complaints'], '件', 0),
};

export const evaluate = form(
  (facts, scope) =>
    z.strictObject({
      ...figures,
      unused: unused(['未行使的权力数', 'powers not used'], scope),
      // 放得下、接得住、管得好、有监督
      letGo: score(['放得下', 'let go']),
      caught: score(['接得住', 'caught']),
      wellManaged: score(['管得好', 'well managed']),
      supervised: score(['有监督', 'supervised']),
      findings: note(['评估依据', 'what the scores stand on']),
      findingsFiles: files(['评估材料', 'evidence'], facts),
    }),
  { asks: ['files'] },
);

/** Beside figures, the scope that is left: what `narrow` asks for. */
export const evaluationOfPower = z.strictObject({
  territory: text(['保留的地域范围', 'territory that is left'], ['建成区', 'the built-up area'], 500),
  reserved: field(
    z.array(text(['留在部门的案件类型', 'kind of case'], ['跨区域案件', 'cross-area cases'], 500)).max(20),
    ['留在部门的案件', 'cases that stay with the department'],
    { example: ['跨区域案件'] },
  ),
  cases: figures.cases.optional(),
  decisions: figures.decisions.optional(),
  complaints: figures.complaints.optional(),
});

const decision = () =>
  form((facts) => z.strictObject({ ...meeting(facts), note: note() }), {
    asks: ['files'],
    check: (sent, facts) => notAfterToday('meeting', sent.meeting, facts),
  });
export const decideNarrowing = decision();
export const decideRecall = decision();

export const confirmReturn = form(
  () =>
    z.strictObject({
      files: count(['交回案卷数', 'files returned'], '卷', 0),
      // whoever opened a case finishes it, unless it is listed
      openCases,
      equipment: count(['交回装备数', 'pieces of equipment returned'], '件', 0),
      note: note(),
    }),
  { waivedBy: ['disputed'] },
);

/** The day after which a renewal must reach: the latest end of the powers' periods, or today. */
const latestEnd = ({ today }: CommonFacts, { powers }: FormScope): LocalDate =>
  powers.reduce(
    (latest, { periodUntil }) => (periodUntil !== undefined && periodUntil > latest ? periodUntil : latest),
    today,
  );

export const renewEntrustment = form(
  (facts, scope) =>
    z.strictObject({
      until: agreed(
        ['续签至', 'renewed until'],
        addMonths(latestEnd(facts, { full: true, powers: facts.powers }), 12),
        said(facts, scope, (other) => other.until),
      ),
      note: note(),
    }),
  {
    asks: ['otherSide'],
    waivedBy: ['lapse'],
    check: ({ until }, facts, scope) =>
      until <= latestEnd(facts, scope) && !facts.otherSide?.some((other) => other.until === until)
        ? [{ field: '/until', code: 'period-invalid', params: { today: latestEnd(facts, scope) } }]
        : [],
    kept: ({ until }) => ({ until }),
  },
);
