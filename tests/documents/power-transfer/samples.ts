/** A handover as the database would have it. */
import type { ConfirmedSide, DocumentPower, HandoverPair } from '../../../src/database/power-transfer/documents';
import type { Notice } from '../../../src/database/notice-repository';

const name = (zh: string, en: string) => ({ zh, en });

export const aPower = (index: number, more: Partial<DocumentPower> = {}): DocumentPower => ({
  position: index,
  code: `MR-${String(index + 1).padStart(3, '0')}`,
  name: name(`对第${index + 1}类违法行为的处罚`, `Penalty for violations of kind ${index + 1}`),
  legalBasis: '《食品安全法》第一百二十四条',
  mode: 'devolve',
  scope: { territory: '开化街道辖区', reserved: ['跨区域案件', '重大案件'] },
  period: null,
  renewedUntil: null,
  ...more,
});

export const anInventory = (more: { readonly [field: string]: unknown } = {}) => ({
  inventory: {
    powers: 3,
    posts: 2,
    staff: 2,
    money: 120000,
    files: 12,
    openCases: [{ number: '（案号）', handler: '李平远', limitationDate: '2027-03-01', ninetyDayDate: '2026-12-31' }],
    leads: ['群众举报线索一条'],
    equipment: ['执法记录仪 2 台', '便携式检测箱 1 套'],
    ...more,
  },
  guidancePack: { laws: true, discretionStandards: true, forms: true, sampleFiles: true },
  filedWith: { staffingOffice: true, justiceBureau: true },
  instrument: { matters: '清单所列事项', authority: '以部门名义调查、处理' },
});

export const aSide = (more: Partial<ConfirmedSide> = {}): ConfirmedSide => ({
  seq: 41,
  organisation: 'market',
  name: name('文山市市场监督管理局', 'Wenshan market regulation bureau'),
  by: name('市场监管局负责人', 'head of the market regulation bureau'),
  at: new Date('2026-11-20T08:00:00Z'),
  effectiveDate: '2026-12-01',
  cutOffDay: '2026-11-30',
  inventory: anInventory(),
  ...more,
});

const aReceivingSide = (): ConfirmedSide =>
  aSide({
    seq: 42,
    organisation: 'kaihua',
    name: name('开化街道办事处', 'Kaihua sub-district office'),
    by: name('开化街道主任', 'chief of Kaihua'),
    inventory: anInventory({ staff: 1 }),
  });

/** Both sides' only confirmations, unless others are said to count with them. */
export const aPair = ({
  given = aSide(),
  taken = aReceivingSide(),
  counted = { given: [given], taken: [taken], powers: 3 },
  ...more
}: Partial<HandoverPair> = {}): HandoverPair => ({
  transfer: { id: 'tabc', title: '开化街道第一批赋权' },
  given,
  taken,
  counted,
  witness: {
    seq: 43,
    by: name('改革协调员', 'reform coordinator'),
    at: new Date('2026-11-21T02:00:00Z'),
    explanation: null,
  },
  powers: [aPower(0), aPower(1), aPower(2, { mode: 'entrust', period: { from: '2026-12-01', until: '2028-11-30' } })],
  decision: { minutes: '演示会议纪要', meeting: '2026-11-10' },
  entries: [30, 41, 42, 43].map((seq) => ({
    seq,
    step: seq === 30 ? 'decide' : seq === 43 ? 'witness-handover' : 'confirm-handover',
    organisation: name('文山市市场监督管理局', 'Wenshan market regulation bureau'),
    by: 'market-head',
    at: new Date('2026-11-20T08:00:00Z'),
    hash: 'ab12'.repeat(16),
  })),
  instrumentPublished: null,
  ...more,
});

export const aNotice = (more: Partial<Notice> = {}): Notice => ({
  id: 'n'.repeat(22),
  transfer: 'tabc',
  step: 'publish',
  title: name('关于赋予街道行政执法权的公告', 'Notice: administrative-enforcement powers granted to a sub-district'),
  body: {
    subDistrict: 'kaihua',
    publishers: ['government'],
    decision: { minutes: '演示会议纪要', meeting: '2026-11-10' },
    powers: [0, 1, 2].map((index) => ({ ...aPower(index), department: 'market', authorisation: null })),
  },
  published: new Date('2026-11-12T01:00:00Z'),
  filingDue: '2026-11-27',
  subDistrict: 'kaihua',
  nameOf,
  entry: { seq: 31, hash: 'cd34'.repeat(16) },
  ...more,
});

/** Names of the organisations that the samples mention. */
const nameOf = (organisation: string) =>
  ({
    government: name('文山市人民政府', 'Wenshan city government'),
    market: name('文山市市场监督管理局', 'Wenshan market regulation bureau'),
    kaihua: name('开化街道办事处', 'Kaihua sub-district office'),
  })[organisation] ?? name(organisation, organisation);
