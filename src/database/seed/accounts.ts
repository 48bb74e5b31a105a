import type { Words } from '../../domain/procedure/step';
import type { AccountRole } from '../../domain/city/account-roles';

/** Of all demonstration accounts. They exist in demonstration data only, and only this machine can reach them. */
export const demonstrationPassword = 'fuquan-demo';

export interface DemonstrationAccount {
  readonly username: string;
  readonly organisation: string;
  readonly role: AccountRole;
  readonly name: Words;
}

const titles: { readonly [R in DemonstrationAccount['role']]: Words } = {
  coordinator: { zh: '改革协调员', en: 'reform coordinator' },
  government: { zh: '市政府办公室', en: "city government's office" },
  auditor: { zh: '审计员', en: 'auditor' },
  admin: { zh: '系统管理员', en: 'administrator' },
  security: { zh: '安全管理员', en: 'security officer' },
  reviewer: { zh: '合法性审查员', en: 'legality reviewer' },
  certifier: { zh: '执法证管理员', en: 'certifier' },
  assessor: { zh: '评估员', en: 'assessor' },
  head: { zh: '负责人', en: 'head' },
  trainer: { zh: '培训员', en: 'trainer' },
  office: { zh: '经办人', en: 'clerk' },
  chief: { zh: '主任', en: 'chief' },
};

const account = (
  username: string,
  organisation: string,
  role: DemonstrationAccount['role'],
  office?: Words,
): DemonstrationAccount => {
  const { zh, en } = titles[role];
  return {
    username,
    organisation,
    role,
    name: office ? { zh: `${office.zh}${zh}`, en: `${office.en} ${en}` } : { zh, en },
  };
};

const departments: readonly (readonly [string, Words])[] = [
  ['market', { zh: '市场监管局', en: 'market regulation' }],
  ['ecology', { zh: '生态环境局', en: 'ecology and environment' }],
  ['culture', { zh: '文化和旅游局', en: 'culture and tourism' }],
  ['transport', { zh: '交通运输局', en: 'transport' }],
  ['agriculture', { zh: '农业农村局', en: 'agriculture' }],
];
const subDistricts: readonly (readonly [string, Words])[] = [
  ['kaihua', { zh: '开化街道', en: 'Kaihua' }],
  ['wolong', { zh: '卧龙街道', en: 'Wolong' }],
  ['xinping', { zh: '新平街道', en: 'Xinping' }],
];

/** One person for every role of the demonstration city. */
export const demonstrationAccounts: readonly DemonstrationAccount[] = [
  account('coordinator', 'coordination', 'coordinator'),
  account('government', 'government', 'government'),
  account('auditor', 'audit', 'auditor'),
  account('admin', 'coordination', 'admin'),
  account('security', 'coordination', 'security'),
  account('justice-reviewer', 'justice', 'reviewer'),
  account('justice-certifier', 'justice', 'certifier'),
  ...departments.flatMap(([id, name]) =>
    (['assessor', 'head', 'trainer'] as const).map((role) => account(`${id}-${role}`, id, role, name)),
  ),
  ...subDistricts.flatMap(([id, name]) =>
    (['office', 'chief'] as const).map((role) => account(`${id}-${role}`, id, role, name)),
  ),
];
