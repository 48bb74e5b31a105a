/** Forms of the steps up to the officers' certificates: need, assessment, approval, review, decision, training. */
import { z } from 'zod';
import { addMonths } from '../procedure/calendar';
import { capacityHints } from './capacity';
import { form, notAfterToday } from './form-declaration';
import {
  confirmed,
  count,
  date,
  field,
  files,
  grade,
  meeting,
  money,
  note,
  pair,
  passing,
  score,
  text,
  type Doubt,
  type Heading,
  type Hint,
} from './form-fields';
import { nominatedOf, nominationErrors, proposal } from './nomination';
import { packOfficers } from './officers';
import { rosterOf } from './roster';
import type { FactsFor, PowerFact } from './task-facts';

/** Officers to choose from, proposed so that every field of the powers is covered. */
function nomination(facts: FactsFor<'officers' | 'fields' | 'nominated'>, powers: readonly PowerFact[]) {
  const { ids, covering } = proposal(facts, powers);
  const [first, ...rest] = ids;
  const names = ids.map((id) => `${id} ${facts.officers.find((officer) => officer.id === id)?.name ?? ''}`).join('；');
  return field(
    z
      .array(first === undefined ? z.string().min(1).max(40) : z.enum([first, ...rest]))
      .min(1)
      .max(200),
    ['提名的执法人员', 'officers nominated'],
    {
      about: [
        `每个领域至少两名；证件失效的不在其列。${names}`.trim(),
        `At least two for each field; without those whose certificates have lapsed. ${names}`.trim(),
      ],
      ...(covering > 0 ? { example: ids.slice(0, covering) } : first === undefined ? { example: ['officer-id'] } : {}),
      extra: { uniqueItems: true },
    },
  );
}

/** Doubts where more is declared than the roster has; none of a form in general, which is nobody's. */
function rosterDoubts(facts: FactsFor<'officers'>): { inPost: Doubt[]; certified: Doubt[] } {
  const { inPost, certified } = rosterOf(facts);
  const over = (known: number, zh: string, en: string): Doubt[] =>
    facts.powers.length === 0 ? [] : [{ above: known, text: pair([`${zh} ${known} 名`, `${en}: ${known}`]) }];
  return {
    inPost: over(inPost.length, '人员名册中在岗的执法人员', 'officers in post on the roster'),
    certified: over(certified.length, '人员名册中持有效执法证的', 'officers with a valid certificate on the roster'),
  };
}

export const declareNeed = form(
  (facts, { powers }) => {
    const doubts = rosterDoubts(facts);
    return z.strictObject({
      expectedObjects: count(['预计监管对象数', 'objects to expect'], '个', 100),
      expectedCases: count(['预计年办案数', 'cases to expect in a year'], '件', 20),
      officersAvailable: count(['可用执法人员数', 'officers available'], '人', 6, doubts.inPost),
      certificates: count(['持证人数', 'certificates held'], '人', 4, doubts.certified),
      legalReviewer: field(z.enum(['own', 'shared']), ['法制审核人员', 'legal reviewer'], {
        about: ['本单位自有，或者与司法局、其他单位共用', 'own, or shared with the justice bureau or another office'],
        texts: {
          own: pair(['本单位自有', 'our own']),
          shared: pair(['与司法局或其他单位共用', 'shared with the justice bureau or another office']),
        },
        example: 'own',
      }),
      premises: text(['办公办案场所', 'premises'], ['有办案场所', 'premises for case work']),
      vehicles: count(['执法车辆', 'vehicles'], '辆', 1),
      recorders: count(['执法记录仪', 'recorders'], '台', 4, [
        // 行政处罚法 47
        { below: 1, text: pair(['执法全过程记录至少需要 1 台', 'recording the whole process needs at least one']) },
      ]),
      testSupport: text(['检验检测支持', 'test support'], ['委托检测机构', 'by a testing body'], 500),
      budget: money(['年度经费', 'yearly budget'], 200_000),
      officers: nomination(facts, powers),
      note: note(),
    });
  },
  {
    asks: ['officers', 'fields'],
    waivedBy: ['notNeeded'],
    // 行政处罚法 42
    check: ({ officers }, facts, { powers }) =>
      nominationErrors(officers, facts, powers, Math.max(2, facts.officersPerField)),
    kept: ({ officers }, facts) => ({ officers: packOfficers(nominatedOf(officers, facts)) }),
  },
);

/** The six headings of an assessment, with what is known beside each. */
const headings = (hints: ReadonlyMap<Heading, readonly Hint[]> = new Map()) => ({
  need: grade(['需要程度', 'need'], hints.get('need')),
  legality: grade(['合法性', 'legality'], hints.get('legality')),
  difficulty: grade(['难度', 'difficulty'], hints.get('difficulty')),
  specialisation: grade(['专业性', 'specialisation'], hints.get('specialisation')),
  safety: grade(['安全', 'safety'], hints.get('safety')),
  workload: grade(['工作量', 'workload'], hints.get('workload')),
});

export const assessCapacity = form((facts) => z.strictObject({ ...headings(capacityHints(facts)), note: note() }), {
  shows: ['officers', 'fields', 'declared'],
  waivedBy: ['notCapable'],
});

/** What may be said of each power beside the form. */
export const needOfPower = z.strictObject({
  expectedObjects: count(['预计监管对象数', 'objects to expect'], '个', 20).optional(),
  expectedCases: count(['预计年办案数', 'cases to expect in a year'], '件', 2).optional(),
});
export const assessmentOfPower = z.strictObject(headings()).partial();

export const approveTransfer = form(() => z.strictObject({ opinion: note(['审批意见', 'opinion']) }));

export const reviewLegality = form(
  (facts, scope) => {
    const route = text(
      ['职权来源及交由（委托）路径', 'route'],
      [
        '省级决定已列明该事项，原实施主体为县级部门',
        'The provincial decision lists it; its holder is a department of the county',
      ],
    );
    return z.strictObject({
      opinion: text(['审查意见', 'opinion'], ['依据充分，程序合法', 'The basis suffices and the procedure was kept']),
      legalBasisChecked: confirmed(['已核对法律依据', 'legal basis checked'], scope),
      // environment since 2016: the powers are no longer the county's to give without more
      route: scope.powers.some(({ aboveCounty }) => aboveCounty) ? route : route.optional(),
      opinionFile: files(['审查意见书', 'written opinion'], facts),
    });
  },
  { asks: ['files'], waivedBy: ['amend', 'unlawful'] },
);

const procedures = {
  publicParticipation: text(
    ['公众参与', 'public participation'],
    ['已公开征求意见三十日', 'published for comment for 30 days'],
    1000,
  ),
  expertArgumentation: text(
    ['专家论证', 'expert argumentation'],
    ['已组织论证会', 'a meeting of experts was held'],
    1000,
  ),
  riskAssessment: text(['风险评估', 'risk assessment'], ['低风险', 'low risk'], 1000),
  legalityReview: text(['合法性审查', 'legality review'], ['已通过审查', 'passed'], 1000),
  collectiveDiscussion: text(
    ['集体讨论', 'collective discussion'],
    ['常务会议讨论通过', 'adopted by the executive meeting'],
    1000,
  ),
};

export const decide = form(
  (facts) =>
    z.strictObject({
      ...meeting(facts),
      majorDecision: field(z.boolean(), ['属于重大行政决策', 'a major administrative decision'], {
        about: ['属于的，须逐项填写五项法定程序。', 'If so, fill in all five statutory procedures.'],
        example: false,
      }),
      ...z.object(procedures).partial().shape,
    }),
  {
    asks: ['files'],
    check: (sent, facts) => [
      ...notAfterToday('meeting', sent.meeting, facts),
      // 重大行政决策程序暂行条例 14 to 31
      ...(
        [
          'publicParticipation',
          'expertArgumentation',
          'riskAssessment',
          'legalityReview',
          'collectiveDiscussion',
        ] as const
      )
        .filter((name) => sent.majorDecision && sent[name] === undefined)
        .map((name) => ({ field: `/${name}`, code: 'procedure-missing' as const })),
    ],
  },
);

export const signOffTraining = form(
  ({ today, trainingHours, passMark }) =>
    z.strictObject({
      // 国办发〔2023〕27号: at least 60 hours a year, which says nothing of one training: that is a place's own
      hours: field(z.number().min(0).max(2000), ['培训学时', 'hours of training'], {
        example: Math.max(60, trainingHours ?? 0),
        unit: ['学时', 'hours'],
        ...passing(trainingHours, '学时', 'hours'),
      }),
      score: score(['考试成绩', 'score'], passMark),
      examined: date(['考试日期', 'date of examination'], today),
      note: note(),
    }),
  { waivedBy: ['notPassed'], check: ({ examined }, facts) => notAfterToday('examined', examined, facts) },
);

export const certify = form(
  ({ today, about }) =>
    z.strictObject({
      number: field(z.string().trim().min(1).max(60), ['执法证编号', 'number of the certificate'], {
        example: pair([`演示证-${about ?? ''}-${today}`, `demo-${about ?? ''}-${today}`]),
      }),
      validFrom: date(['有效期起', 'valid from'], today),
      // commonly five years; a place's own rule
      validUntil: date(['有效期止', 'valid until'], addMonths(today, 60)),
    }),
  {
    waivedBy: ['notCertified'],
    check: ({ validFrom, validUntil }, { today }) =>
      validUntil <= validFrom || validUntil < today
        ? [{ field: '/validUntil', code: 'period-invalid', params: { today } }]
        : [],
    kept: ({ validUntil }) => ({ validUntil }),
  },
);

export const nominateOfficers = form(
  (facts, { powers }) => z.strictObject({ officers: nomination(facts, powers), note: note() }),
  {
    asks: ['officers', 'fields', 'nominated'],
    // the gate counts; here one further officer may be all that is missing
    check: ({ officers }, facts, { powers }) => nominationErrors(officers, facts, powers, 1),
    kept: ({ officers }, facts) => ({ officers: packOfficers(nominatedOf(officers, facts)) }),
  },
);
