/**
 * The steps of a transfer of powers, each declared once: the workflow, the API, the forms and the documentation read these.
 *
 * The law: 行政处罚法 (2021 revision), 行政强制法, 国办发〔2018〕118号 (the three systems), State Council Order 713.
 */
import { stepsAmong, type Step, type Words } from '../procedure/step';
import { parties } from './parties';

const step = stepsAmong(parties);

const words = (zh: string, en: string): Words => ({ zh, en });
const penaltyLaw = (article: string) => words(`行政处罚法第${article}条`, `Administrative Penalty Law art. ${article}`);
const outline = words(
  '法治政府建设实施纲要（2021—2025年）：权随事转、编随事转、钱随事转',
  'Outline for building law-based government 2021–2025: power, posts and money go with the matter',
);
const threeSystems = words(
  '国办发〔2018〕118号（行政执法三项制度）',
  'General Office of the State Council 2018 no. 118 (the three systems)',
);
const decisionRules = words(
  '重大行政决策程序暂行条例',
  'Provisional regulations on major administrative decisions (Order 713)',
);

export const declareNeed = step({
  code: 'declare-need',
  title: words('需求申报', 'Declare need and capacity'),
  parties: { subDistrict: 'chief' },
  days: 10,
  law: [penaltyLaw('24')],
  guidance: words(
    '逐项说明是否拟承接，填写承接能力，提名执法人员（每个领域至少两名）。不承接的事项请写明理由。',
    'Say for each power whether it is needed, describe your capacity and nominate officers (at least two per field). Give a reason for what is not needed.',
  ),
  keeps: ['officers'],
  outcomes: {
    needed: words('拟承接', 'needed'),
    notNeeded: { ...words('不承接', 'not needed'), needs: ['reason'], final: true },
  },
});

export const assessCapacity = step({
  code: 'assess-capacity',
  title: words('承接能力评估', 'Assess capacity'),
  parties: { department: 'assessor' },
  days: 10,
  law: [penaltyLaw('24'), penaltyLaw('21')],
  guidance: words(
    '对照街道的自评，逐项评估需要程度、合法性、难度、专业性、安全和工作量。',
    "Beside the sub-district's own view, assess need, legality, difficulty, specialisation, safety and workload for each power.",
  ),
  outcomes: {
    capable: words('具备承接条件', 'capable'),
    capableWithConditions: { ...words('基本具备（需完善）', 'capable with conditions'), needs: ['conditions'] },
    notCapable: { ...words('不具备承接条件', 'not capable'), needs: ['reason'], final: true },
  },
});

export const approveTransfer = step({
  code: 'approve-transfer',
  title: words('部门审批', 'Approve the transfer'),
  parties: { department: 'head' },
  days: 5,
  law: [penaltyLaw('24')],
  guidance: words(
    '逐项审批本部门的权力。退回的事项回到需求申报，请写明理由。',
    "Decide on each of your department's powers. What is returned goes back to the declaration of need; give the reason.",
  ),
  notBy: [assessCapacity],
  outcomes: {
    approved: words('同意', 'approved'),
    returned: { ...words('退回', 'returned'), needs: ['reason'] },
    refused: { ...words('不同意', 'refused'), needs: ['reason'], final: true },
  },
});

export const reviewLegality = step({
  code: 'review-legality',
  title: words('合法性审查', 'Review legality'),
  parties: { justiceBureau: 'reviewer' },
  days: 7,
  leastDays: 7,
  law: [penaltyLaw('24'), penaltyLaw('18'), decisionRules],
  guidance: words(
    '核对每项权力的法律依据、省级决定和职权来源及交由（委托）路径，出具审查意见。',
    'Check the legal basis, the provincial decision and the route of each power, and give your opinion.',
  ),
  outcomes: {
    lawful: words('合法', 'lawful'),
    amend: { ...words('修改后再报', 'amend'), needs: ['reason'] },
    unlawful: { ...words('审查未通过', 'unlawful'), needs: ['reason'], final: true },
  },
});

export const decide = step({
  code: 'decide',
  title: words('集体讨论决定', 'Decide collectively'),
  parties: { government: 'government' },
  days: 10,
  law: [penaltyLaw('24'), decisionRules],
  guidance: words('按会议纪要登记集体讨论的决定。', 'Record the collective decision as it stands in the minutes.'),
  outcomes: {
    adopted: words('通过', 'adopted'),
    notAdopted: { ...words('未获批准', 'not adopted'), needs: ['reason'], final: true },
  },
});

export const publish = step({
  code: 'publish',
  title: words('公布', 'Publish'),
  parties: { system: 'system' },
  days: null,
  law: [penaltyLaw('24')],
  guidance: words(
    '系统自动公布决定和赋权事项清单，并登记十五日内备案。',
    'The system publishes the decision and the list of granted powers, and notes the filing for record within 15 days.',
  ),
  outcomes: { published: words('已公布', 'published') },
});

export const signOffTraining = step({
  code: 'sign-off-training',
  title: words('培训考核', 'Sign off training'),
  parties: { department: 'trainer' },
  days: 30,
  law: [penaltyLaw('42'), words('国办发〔2023〕27号', 'General Office of the State Council 2023 no. 27')],
  joins: true,
  guidance: words(
    '登记该执法人员的培训学时、考试成绩和日期。不合格的可再次培训。',
    "Enter the officer's hours, score and date of examination. Who does not pass is trained again.",
  ),
  outcomes: {
    passed: words('合格', 'passed'),
    notPassed: { ...words('不合格', 'not passed'), needs: ['reason'] },
  },
});

export const certify = step({
  code: 'certify',
  title: words('执法证申领审核', 'Certify the officer'),
  parties: { justiceBureau: 'certifier' },
  days: 10,
  law: [penaltyLaw('42')],
  joins: true,
  // each officer's certificate has a number of its own
  oneByOne: true,
  guidance: words(
    '审核行政执法证的申领，登记编号和有效期。',
    'Issue the enforcement certificate: number and validity.',
  ),
  keeps: ['validUntil'],
  outcomes: {
    certified: words('发证', 'certified'),
    notCertified: { ...words('不予发证', 'not certified'), needs: ['reason'] },
  },
});

export const nominateOfficers = step({
  code: 'nominate-officers',
  title: words('增补执法人员', 'Nominate further officers'),
  parties: { subDistrict: 'chief' },
  days: 10,
  law: [penaltyLaw('42')],
  guidance: words(
    '该领域持证人员不足两名，请另行提名。',
    'Fewer than two officers of this field hold certificates: nominate others.',
  ),
  keeps: ['officers'],
  outcomes: { nominated: words('已提名', 'nominated') },
});

export const declareReady = step({
  code: 'ready',
  title: words('执法准备情况', 'Declare readiness'),
  parties: { subDistrict: 'office' },
  days: 10,
  law: [threeSystems, penaltyLaw('39'), penaltyLaw('47')],
  guidance: words(
    '确认公示、全过程记录、重大执法决定法制审核三项制度已经落实。',
    'Confirm that publicity, full-process recording and legal review of major decisions are in place.',
  ),
  outcomes: {
    ready: words('已到位', 'ready'),
    notReady: { ...words('未到位', 'not ready'), needs: ['reason'] },
  },
});

export const seeReady = step({
  code: 'see-ready',
  title: words('承接准备核验', 'See readiness'),
  parties: { justiceBureau: 'reviewer' },
  days: 10,
  law: [threeSystems],
  guidance: words('核验街道三项制度的落实情况。', "Verify that the sub-district's three systems are in place."),
  notBy: [declareReady],
  outcomes: {
    seen: words('已核验', 'seen'),
    notSeen: { ...words('不符', 'not seen'), needs: ['reason'] },
  },
});

export const confirmHandover = step({
  code: 'confirm-handover',
  title: words('交接确认', 'Confirm the handover'),
  parties: { department: 'head', subDistrict: 'chief' },
  days: 10,
  law: [outline, penaltyLaw('20')],
  guidance: words(
    '双方各自核对交接清单（权、编、钱、案卷、在办案件、线索、设备）和生效日期。不一致的请提出异议。',
    'Each side checks the inventory (power, posts, money, files, open cases, leads, equipment) and the effective date. Dispute what is not right.',
  ),
  keeps: ['effectiveDate', 'cutOffDay'],
  agrees: ['effectiveDate', 'cutOffDay'],
  outcomes: {
    confirmed: words('确认', 'confirmed'),
    disputed: { ...words('有异议', 'disputed'), needs: ['reason'] },
  },
});

export const witnessHandover = step({
  code: 'witness-handover',
  title: words('监交', 'Witness the handover'),
  parties: { coordinator: 'coordinator' },
  days: 10,
  law: [outline],
  guidance: words(
    '对双方的交接进行监交；退回则重新确认。',
    'Witness that both sides have confirmed; what you send back is confirmed anew.',
  ),
  notBy: [confirmHandover],
  outcomes: {
    witnessed: words('已监交', 'witnessed'),
    sentBack: { ...words('退回', 'sent back'), needs: ['reason'] },
  },
});

export const publishInstrument = step({
  code: 'publish-instrument',
  title: words('公布委托书', 'Publish the instrument of entrustment'),
  parties: { system: 'system' },
  days: null,
  law: [penaltyLaw('20')],
  guidance: words('系统为委托双方公布委托书。', 'The system publishes the instrument for both sides.'),
  outcomes: { published: words('已公布', 'published') },
});

export const reportMonth = step({
  code: 'report-month',
  title: words('试运行月报', 'Monthly report of the trial'),
  parties: { subDistrict: 'office' },
  days: 5,
  law: [penaltyLaw('24')],
  guidance: words(
    '填报本月办案数、未行使的权力、移送部门的案件。',
    'Report the cases of the month, powers not used, and cases handed on to the department.',
  ),
  outcomes: { reported: words('已报', 'reported') },
});

export const evaluate = step({
  code: 'evaluate',
  title: words('评估', 'Evaluate'),
  parties: { department: 'assessor', justiceBureau: 'reviewer' },
  days: 15,
  law: [penaltyLaw('24')],
  guidance: words(
    '按“放得下、接得住、管得好、有监督”四项打分并提出意见；两方意见不一致的，按较严格的意见提交审定。',
    'Score under the four headings let go, caught, well managed, supervised, and give your view; of two views the stricter goes to the decision.',
  ),
  outcomes: {
    retain: words('保留', 'retain'),
    narrow: { ...words('缩小范围', 'narrow'), needs: ['reason', 'particulars'] },
    extend: { ...words('延长试运行', 'extend the trial'), needs: ['reason'] },
    recall: { ...words('建议收回', 'recall'), needs: ['reason'] },
  },
});

export const decideNarrowing = step({
  code: 'decide-narrowing',
  title: words('调整范围决定', 'Decide on the narrower scope'),
  parties: { government: 'government' },
  days: 10,
  law: [penaltyLaw('24')],
  guidance: words(
    '集体讨论决定是否缩小权力范围；两方提出的范围不同的，决定的是后提出的一个，不同意的请记未获批准。',
    'Record the collective decision on the narrower scope. Where the two proposed different ones, it is about the one proposed later; do not adopt it if that is not meant.',
  ),
  outcomes: {
    adopted: words('通过', 'adopted'),
    notAdopted: { ...words('未获批准', 'not adopted'), needs: ['reason'] },
  },
});

export const publishNarrowing = step({
  code: 'publish-narrowing',
  title: words('公布范围调整', 'Publish the narrower scope'),
  parties: { system: 'system' },
  days: null,
  law: [penaltyLaw('24')],
  guidance: words('系统公布调整后的范围。', 'The system publishes the narrower scope.'),
  outcomes: { published: words('已公布', 'published') },
});

export const decideRecall = step({
  code: 'decide-recall',
  title: words('收回决定', 'Decide on the recall'),
  parties: { government: 'government' },
  days: 10,
  law: [penaltyLaw('24')],
  guidance: words(
    '集体讨论决定是否收回；不收回的继续运行。',
    'Record the collective decision; what is not recalled goes on as it was.',
  ),
  outcomes: {
    recalled: words('收回', 'recalled'),
    upheld: { ...words('不收回', 'upheld'), needs: ['reason'] },
  },
});

export const publishRecall = step({
  code: 'publish-recall',
  title: words('公布收回', 'Publish the recall'),
  parties: { system: 'system' },
  days: null,
  law: [penaltyLaw('24')],
  guidance: words('系统公布收回决定。', 'The system publishes the recall.'),
  outcomes: { published: words('已公布', 'published') },
});

export const confirmReturn = step({
  code: 'confirm-return',
  title: words('收回交接确认', 'Confirm the return'),
  parties: { department: 'head', subDistrict: 'chief' },
  days: 10,
  law: [outline],
  guidance: words(
    '双方确认收回交接；签字之前街道继续执法，已立案件由立案方办结。',
    'Both sides confirm the return; until then the sub-district acts, and whoever opened a case finishes it.',
  ),
  outcomes: {
    confirmed: { ...words('确认', 'confirmed'), final: true },
    disputed: { ...words('有异议', 'disputed'), needs: ['reason'] },
  },
});

export const renewEntrustment = step({
  code: 'renew-entrustment',
  title: words('续订委托', 'Renew the entrustment'),
  parties: { department: 'head', subDistrict: 'chief' },
  days: 30,
  law: [penaltyLaw('20')],
  guidance: words(
    '委托期满前决定是否续订；双方都同意才续订，未答复视为到期终止。',
    'Decide before the period ends; both must renew, and what is unanswered lapses.',
  ),
  keeps: ['until'],
  agrees: ['until'],
  outcomes: {
    renewed: words('续订', 'renewed'),
    lapse: { ...words('到期终止', 'lapse'), needs: ['reason'] },
  },
});

export const publishExpiry = step({
  code: 'publish-expiry',
  title: words('公布委托到期', 'Publish the expiry'),
  parties: { system: 'system' },
  days: null,
  law: [penaltyLaw('20')],
  guidance: words('系统公布委托到期。', 'The system publishes that the entrustment has ended.'),
  outcomes: { published: words('已公布', 'published') },
});

/** In the order of the procedure. */
export const transferSteps = [
  declareNeed,
  assessCapacity,
  approveTransfer,
  reviewLegality,
  decide,
  publish,
  signOffTraining,
  certify,
  nominateOfficers,
  declareReady,
  seeReady,
  confirmHandover,
  witnessHandover,
  publishInstrument,
  reportMonth,
  evaluate,
  decideNarrowing,
  publishNarrowing,
  decideRecall,
  publishRecall,
  confirmReturn,
  renewEntrustment,
  publishExpiry,
] as const;

type TransferStep = (typeof transferSteps)[number];
export type StepCode = TransferStep['code'];

type AskedOfSystem<S> = S extends Step<infer C, infer P> ? ('system' extends P ? C : never) : never;
/** Steps that the system completes by itself. */
export type AutomaticStep = AskedOfSystem<TransferStep>;
