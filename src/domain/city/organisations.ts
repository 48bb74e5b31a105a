/** The organisations of a city, by what they are. */
import type { Words } from '../procedure/step';

export const organisationKinds = {
  'sub-district': { zh: '街道办事处', en: 'sub-district office' },
  department: { zh: '市级部门', en: 'department' },
  'justice-bureau': { zh: '司法局', en: 'justice bureau' },
  government: { zh: '市政府', en: 'city government' },
  audit: { zh: '审计监督', en: 'audit' },
  coordination: { zh: '改革领导小组办公室', en: 'reform leading-group office' },
} as const satisfies { readonly [kind: string]: Words };
export type OrganisationKind = keyof typeof organisationKinds;

export interface Organisation {
  readonly id: string;
  readonly kind: OrganisationKind;
  readonly name: Words;
}
