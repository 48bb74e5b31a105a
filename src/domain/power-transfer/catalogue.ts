import type { Mode } from './launch';
import type { Words } from '../procedure/step';

export const powerTypes = {
  penalty: { zh: '行政处罚', en: 'penalty' },
  inspection: { zh: '行政检查', en: 'inspection' },
  compulsion: { zh: '行政强制', en: 'compulsion' },
} as const satisfies { readonly [type: string]: Words };
export type PowerType = keyof typeof powerTypes;

/** What opens a power in a mode: an entry of the provincial decision, or the provision that permits entrusting. */
export interface Authorisation {
  readonly mode: Mode;
  readonly title: Words;
  readonly version: string;
  /** 行政强制法 17: the entry itself names the measure. */
  readonly namesMeasure: boolean;
}

/** A power as the catalogue has it. */
export interface CataloguePower {
  readonly code: string;
  readonly name: Words;
  readonly type: PowerType;
  readonly field: string;
  readonly department: string;
  readonly legalBasis: string;
  /** How sure the catalogue is of the article. */
  readonly confidence: 'high' | 'medium' | 'low';
  /** 行政处罚法 18: belongs to public security and other organs named by law; never in a transfer. */
  readonly restrictsFreedom: boolean;
  /** The holder is not a county-level department: the legality review states the route. */
  readonly aboveCounty: boolean;
  /** At most one a mode. */
  readonly authorisations: readonly Authorisation[];
}

/** The authorisation that the catalogue records for a mode, where it is one on which the power may be launched. */
export function recordedAuthorisation(power: CataloguePower, mode: Mode): Authorisation | undefined {
  if (power.restrictsFreedom || (power.type === 'compulsion' && mode === 'entrust')) return undefined;
  const found = power.authorisations.find((authorisation) => authorisation.mode === mode);
  // art. 24 opens penalties; anything else comes along only where the entry itself says so
  if (found && mode === 'devolve' && power.type !== 'penalty' && !found.namesMeasure) return undefined;
  return found;
}

/** The modes in which the power may be launched as the catalogue stands; empty where it may not be at all. */
export const modesOf = (power: CataloguePower): Mode[] =>
  (['devolve', 'entrust'] as const).filter((mode) => recordedAuthorisation(power, mode) !== undefined);
