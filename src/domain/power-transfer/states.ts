import type { Words } from '../procedure/step';

/** Where a power stands in its transfer. */
export const powerStates = {
  'in-progress': { zh: '办理中', en: 'in progress' },
  transition: { zh: '过渡期（部门仍执法）', en: 'transition (department still acts)' },
  'handed-over': { zh: '已交接，待生效', en: 'handed over, not yet in effect' },
  trial: { zh: '试运行', en: 'trial' },
  'in-force': { zh: '正式运行', en: 'in force' },
  'not-needed': { zh: '不需要', en: 'not needed' },
  'not-capable': { zh: '不具备承接能力', en: 'not capable' },
  refused: { zh: '部门不同意', en: 'refused' },
  unlawful: { zh: '不合法', en: 'unlawful' },
  'not-adopted': { zh: '未通过', en: 'not adopted' },
  recalled: { zh: '已收回', en: 'recalled' },
  expired: { zh: '委托到期', en: 'expired' },
  withdrawn: { zh: '已撤回', en: 'withdrawn' },
} as const satisfies { readonly [state: string]: Words };

export type PowerState = keyof typeof powerStates;

/** A power that entered one of these has ended its way. */
export const endings = [
  'not-needed',
  'not-capable',
  'refused',
  'unlawful',
  'not-adopted',
  'recalled',
  'expired',
  'withdrawn',
] as const satisfies readonly PowerState[];
export type Ending = (typeof endings)[number];

/** Handed over: from here on a power is recalled, no longer withdrawn. */
export const handedOverStates = ['handed-over', 'trial', 'in-force'] as const satisfies readonly PowerState[];

export const transferStates = {
  'in-progress': { zh: '办理中', en: 'in progress' },
  suspended: { zh: '已中止', en: 'suspended' },
  'in-force': { zh: '正式运行', en: 'in force' },
  withdrawn: { zh: '已撤回', en: 'withdrawn' },
  ended: { zh: '已结束', en: 'ended' },
} as const satisfies { readonly [state: string]: Words };
export type TransferState = keyof typeof transferStates;

export const recallReasons = {
  'too-specialised': { zh: '专业性过强', en: 'too specialised' },
  unused: { zh: '长期未行使', en: 'unused' },
  'law-changed': { zh: '法律依据变化', en: 'the law changed' },
  'not-coped-with': { zh: '承接不住', en: 'not coped with' },
  'catalogue-changed': { zh: '赋权目录调整', en: 'the catalogue changed' },
  other: { zh: '其他', en: 'other' },
} as const satisfies { readonly [code: string]: Words };

/**
 * A transfer's state from its powers' states.
 *
 * `withdrawn` where the last living power was withdrawn and none was ever handed over; `ended` where all have ended
 * otherwise; `in-force` where every power that has not ended is in force.
 */
export function transferState(states: Iterable<string>, suspended: boolean): TransferState {
  let living = 0;
  let inForce = 0;
  let withdrawn = 0;
  let taken = 0;
  for (const state of states) {
    if (state === 'withdrawn') withdrawn++;
    else if (state === 'recalled' || state === 'expired') taken++;
    else if (!(endings as readonly string[]).includes(state)) {
      living++;
      if (state === 'in-force') inForce++;
    }
  }
  if (living === 0) return withdrawn > 0 && taken === 0 ? 'withdrawn' : 'ended';
  if (suspended) return 'suspended';
  return inForce === living ? 'in-force' : 'in-progress';
}
