import type { Settings } from '../procedure/launch';
import { Refusal, refusalOf, type FieldError } from '../refusal';
import { transferSteps } from './steps';

/** What a place has that has set nothing for itself. Months, years and counts; limits are working days. */
export const defaultSettings: Settings = {
  limits: {},
  trialMonths: 3,
  evaluationYears: 1,
  officersPerField: 2,
  trainingAttempts: 3,
  renewalNoticeDays: 30,
};

type Figure = Exclude<keyof Settings, 'limits'>;

/** The least that a place may set. `officersPerField`: 行政处罚法 42, at least two officers enforce. */
export const settingFloors: { readonly [F in Figure]: number } = {
  trialMonths: 1,
  evaluationYears: 1,
  officersPerField: 2,
  trainingAttempts: 1,
  renewalNoticeDays: 1,
};

/** The least limit of a step in working days: the law's where it sets one, else a day. */
export const leastDays = (code: string): number => transferSteps.find((step) => step.code === code)?.leastDays ?? 1;

/**
 * A place's own settings over the defaults.
 *
 * @throws Refusal `setting-below-floor` for each one below the law's minimum, `unknown-field` for a limit of no step.
 */
export function settingsOf(own: Partial<Settings>): Settings {
  const settings: Settings = { ...defaultSettings, ...own, limits: { ...defaultSettings.limits, ...own.limits } };
  const errors: FieldError[] = [];
  const check = (field: string, setting: string, value: number, minimum: number) => {
    if (!Number.isInteger(value) || value < minimum)
      errors.push({ field, code: 'setting-below-floor', params: { setting, minimum } });
  };
  for (const [step, days] of Object.entries(settings.limits)) {
    const declared = transferSteps.find(({ code }) => code === step);
    if (!declared || declared.days === null)
      errors.push({ field: `/limits/${step}`, code: 'unknown-field', params: { name: step } });
    else check(`/limits/${step}`, step, days, leastDays(step));
  }
  for (const figure of Object.keys(settingFloors).filter((name): name is Figure => name in settingFloors))
    check(`/${figure}`, figure, settings[figure], settingFloors[figure]);
  if (errors.length > 0) throw refusalOf(errors);
  return settings;
}

/** Most powers that one transfer takes. */
export const mostPowers = 500;

/** @throws Refusal `no-powers` or `too-many-powers`. */
export function checkCount(count: number): void {
  if (count === 0) throw new Refusal('no-powers', { field: '/powers' });
  if (count > mostPowers)
    throw new Refusal('too-many-powers', { field: '/powers', params: { limit: mostPowers, count } });
}
