/** A launch while it is being put together, and what is sent of it. Pure. */
import { partsOf } from '../../../../domain/parts';
import { isObject, readAttached, type Attached } from '../../../forms/draft';

export type Mode = 'devolve' | 'entrust';

/** What is said of one power where it differs from what is said for all. Empty texts say nothing. */
export interface PowerChoice {
  readonly mode?: Mode;
  readonly territory?: string;
  /** One kind of case a line. */
  readonly reserved?: string;
  readonly authorisation?: string;
  readonly from?: string;
  readonly until?: string;
}

/** All of it. */
export interface LaunchDraft {
  readonly title: string;
  readonly subDistricts: readonly string[];
  readonly mode: Mode;
  readonly transition: 'after' | 'before';
  readonly plannedEffectiveDate: string;
  /** Files of the plan, uploaded already. */
  readonly plan: readonly Attached[];
  readonly territory: string;
  readonly reserved: string;
  /** Of what is entrusted. */
  readonly from: string;
  readonly until: string;
  readonly powers: Readonly<Record<string, PowerChoice>>;
}

/** Before anything is chosen. */
export const emptyLaunch: LaunchDraft = {
  title: '',
  subDistricts: [],
  mode: 'devolve',
  transition: 'after',
  plannedEffectiveDate: '',
  plan: [],
  territory: '',
  reserved: '',
  from: '',
  until: '',
  powers: {},
};

/** An entry of `powers` as it is sent: only what is said. */
function listed(code: string, choice: PowerChoice, draft: LaunchDraft, subDistrictZh: string) {
  const mode = choice.mode ?? draft.mode;
  const reserved = partsOf(choice.reserved || draft.reserved);
  // a scope is the text of a decision, in the city's language; where only what is reserved is said it is the whole area
  const territory = (choice.territory || draft.territory).trim() || (reserved.length > 0 ? `${subDistrictZh}辖区` : '');
  const period = { from: choice.from || draft.from, until: choice.until || draft.until };
  const authorisation = choice.authorisation?.trim() ?? '';
  return {
    code,
    mode,
    ...(territory === '' ? {} : { scope: { territory, reserved } }),
    ...(authorisation === '' ? {} : { authorisation }),
    ...(mode === 'entrust' && period.from !== '' && period.until !== '' ? { period } : {}),
  };
}

/** What is said once for all powers, as it is sent. */
export const headOf = ({ title, mode, transition, plannedEffectiveDate }: LaunchDraft) => ({
  title: title.trim(),
  mode,
  transition,
  ...(plannedEffectiveDate === '' ? {} : { plannedEffectiveDate }),
});

/**
 * The request for one of the sub-districts.
 *
 * @param left codes that are left out for this one
 */
export const requestOf = (
  draft: LaunchDraft,
  subDistrict: { readonly id: string; readonly nameZh: string },
  left: ReadonlySet<string>,
) => ({
  ...headOf(draft),
  subDistrict: subDistrict.id,
  powers: Object.entries(draft.powers)
    .filter(([code]) => !left.has(code))
    .map(([code, choice]) => listed(code, choice, draft, subDistrict.nameZh)),
});

/**
 * A launch as it was previewed, with the plan that goes along: the same files for every sub-district. The preview does
 * not ask for them.
 */
export const withPlan = <T extends object>(request: T, plan: LaunchDraft['plan']) =>
  plan.length === 0 ? request : { ...request, plan: plan.map(({ id }) => id) };

/** The law that a basis cites first, without its article; the whole text where it names none. */
export const lawOf = (legalBasis: string): string => /《([^》]+)》/.exec(legalBasis)?.[1] ?? legalBasis;

const word = (value: unknown): string => (typeof value === 'string' ? value : '');
const modeIn = (value: unknown): Mode | undefined => (value === 'devolve' || value === 'entrust' ? value : undefined);

/** What was kept on this computer; undefined where it cannot be read. */
export function readLaunch(text: string | null): LaunchDraft | undefined {
  let kept: unknown;
  try {
    kept = JSON.parse(text ?? 'null');
  } catch {
    return undefined;
  }
  if (!isObject(kept) || !isObject(kept['powers'])) return undefined;
  const { subDistricts } = kept;
  return {
    title: word(kept['title']),
    subDistricts: (Array.isArray(subDistricts) ? subDistricts : []).filter((one) => typeof one === 'string'),
    mode: modeIn(kept['mode']) ?? 'devolve',
    transition: kept['transition'] === 'before' ? 'before' : 'after',
    plannedEffectiveDate: word(kept['plannedEffectiveDate']),
    plan: readAttached(kept['plan']),
    territory: word(kept['territory']),
    reserved: word(kept['reserved']),
    from: word(kept['from']),
    until: word(kept['until']),
    powers: Object.fromEntries(
      Object.entries(kept['powers']).map(([code, said]): [string, PowerChoice] => {
        const one = isObject(said) ? said : {};
        const mode = modeIn(one['mode']);
        return [
          code,
          {
            ...(mode === undefined ? {} : { mode }),
            territory: word(one['territory']),
            reserved: word(one['reserved']),
            authorisation: word(one['authorisation']),
            from: word(one['from']),
            until: word(one['until']),
          },
        ];
      }),
    ),
  };
}
