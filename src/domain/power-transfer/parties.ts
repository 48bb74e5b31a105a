import type { PartyDeclaration } from '../procedure/declaration';

/** Who takes part in a transfer of powers. `department` is each power's own. */
export const parties = {
  subDistrict: { title: { zh: '街道', en: 'sub-district' }, kinds: ['sub-district'] },
  department: { title: { zh: '部门', en: 'department' }, kinds: ['department'] },
  justiceBureau: { title: { zh: '司法局', en: 'justice bureau' }, kinds: ['justice-bureau'] },
  government: { title: { zh: '市政府', en: 'city government' }, kinds: ['government'] },
  coordinator: { title: { zh: '改革协调', en: 'coordination' }, kinds: ['coordination'] },
  system: { title: { zh: '系统', en: 'system' }, kinds: [] },
} as const satisfies { readonly [party: string]: PartyDeclaration };

export type Party = keyof typeof parties;
