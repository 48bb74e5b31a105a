/** Forms of the other steps from readiness on: trial, evaluation, recall, renewal. */
import { z } from 'zod';
import { addMonths, type LocalDate } from '../procedure/calendar';
import { form, notAfterToday } from './form-declaration';
import {
  agreed,
  confirmed,
  count,
  date,
  field,
  files,
  meeting,
  note,
  ofTask,
  openCases,
  saidByOther,
  score,
  text,
  type FormScope,
} from './form-fields';
import type { CommonFacts } from './task-facts';

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
    z.array(text(['由原部门继续管辖的案件类型', 'kind of case'], ['跨区域案件', 'cross-area cases'], 500)).max(20),
    ['由原部门继续管辖的案件', 'cases that stay with the department'],
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
      openCases: openCases(),
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
        ['续订至', 'renewed until'],
        addMonths(latestEnd(facts, { full: true, powers: facts.powers, declined: [] }), 12),
        saidByOther(facts, scope, (other) => other.until),
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
