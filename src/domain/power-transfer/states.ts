import {
  statesWhere,
  type CarriedOutDeclaration,
  type OverallStateDeclaration,
  type StateDeclaration,
} from '../procedure/declaration';
import type { Words } from '../procedure/step';
import * as steps from './steps';

/** Where a power stands in its transfer. */
export const powerStates = {
  'in-progress': { zh: '办理中', en: 'in progress', tone: 'working' },
  transition: { zh: '过渡期（部门仍执法）', en: 'transition (department still acts)', tone: 'working', stays: true },
  'handed-over': {
    zh: '已交接，待生效',
    en: 'handed over, not yet in effect',
    tone: 'waiting',
    stays: true,
    recallable: true,
  },
  trial: { zh: '试运行', en: 'trial', tone: 'working', stays: true, held: true, recallable: true },
  'in-force': { zh: '正式运行', en: 'in force', tone: 'good', stays: true, held: true, recallable: true },
  'not-needed': { zh: '不承接', en: 'not needed', tone: 'over', ends: true, at: steps.declareNeed },
  'not-capable': { zh: '不具备承接条件', en: 'not capable', tone: 'over', ends: true, at: steps.assessCapacity },
  refused: { zh: '部门不同意', en: 'refused', tone: 'bad', ends: true, at: steps.approveTransfer },
  unlawful: { zh: '审查未通过', en: 'unlawful', tone: 'bad', ends: true, at: steps.reviewLegality },
  'not-adopted': { zh: '未获批准', en: 'not adopted', tone: 'bad', ends: true, at: steps.decide },
  recalled: { zh: '已收回', en: 'recalled', tone: 'bad', ends: true, at: steps.confirmReturn },
  expired: { zh: '委托到期', en: 'expired', tone: 'over', ends: true, at: steps.publishExpiry },
  withdrawn: { zh: '已撤回', en: 'withdrawn', tone: 'over', ends: true },
} as const satisfies { readonly [state: string]: StateDeclaration };

export type PowerState = keyof typeof powerStates;

type EndingIn<States> = { [S in keyof States]: States[S] extends { readonly ends: true } ? S : never }[keyof States];
/** How a power's way may end. */
export type Ending = EndingIn<typeof powerStates>;

const where = (is: Parameters<typeof statesWhere>[1]) => statesWhere({ states: powerStates }, is);
/** A power that entered one of these has ended its way. */
export const endings = where('ends');
/** Handed over: from here on a power is recalled, no longer withdrawn. */
export const handedOverStates = where('recallable');
/** The sub-district acts. */
export const heldStates = where('held');
export const isHeld = (state: string): boolean => heldStates.some((held) => held === state);

export const transferStates = {
  'in-progress': { zh: '办理中', en: 'in progress', tone: 'working' },
  suspended: { zh: '已中止', en: 'suspended', tone: 'waiting' },
  'in-force': { zh: '正式运行', en: 'in force', tone: 'good' },
  withdrawn: { zh: '已撤回', en: 'withdrawn', tone: 'over', over: true },
  ended: { zh: '已结束', en: 'ended', tone: 'over', over: true },
} as const satisfies { readonly [state: string]: OverallStateDeclaration };
export type TransferState = keyof typeof transferStates;

export const recallReasons = {
  'too-specialised': { zh: '专业性过强', en: 'too specialised' },
  unused: { zh: '长期未行使', en: 'unused' },
  'law-changed': { zh: '法律依据变化', en: 'the law changed' },
  'not-coped-with': { zh: '不具备继续承接条件', en: 'not coped with' },
  'catalogue-changed': { zh: '赋权目录调整', en: 'the catalogue changed' },
  other: { zh: '其他', en: 'other' },
} as const satisfies { readonly [code: string]: Words };

const handedOver = ['handed-over', 'trial', 'in-force'] as const satisfies readonly PowerState[];

/** What a decision of another matter does to powers that were handed over here. */
export const carriedOut = {
  recall: { title: { zh: '收回', en: 'take back' }, from: handedOver, to: 'recalled' },
  narrow: { title: { zh: '缩小范围', en: 'narrow' }, from: handedOver },
  widen: { title: { zh: '扩大范围', en: 'widen' }, from: handedOver },
  'change-mode': { title: { zh: '变更方式', en: 'change the mode' }, from: handedOver },
} as const satisfies { readonly [action: string]: CarriedOutDeclaration<PowerState> };

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
    else if (!endings.some((ending) => ending === state)) {
      living++;
      if (state === 'in-force') inForce++;
    }
  }
  if (living === 0) return withdrawn > 0 && taken === 0 ? 'withdrawn' : 'ended';
  if (suspended) return 'suspended';
  return inForce === living ? 'in-force' : 'in-progress';
}
