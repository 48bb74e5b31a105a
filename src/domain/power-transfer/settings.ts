import type { TransferSettings } from './launch';
import { Refusal, refusalOf, type FieldError } from '../refusal';
import { figures, limitDeclarations, type Figure, type SettingDeclaration } from './setting-declarations';

const figureNames = Object.keys(figures).filter((name): name is Figure => name in figures);

/** What a place has that has set nothing for itself. Months, years and counts; limits are working days. */
export const defaultSettings: TransferSettings = {
  limits: {},
  trialMonths: figures.trialMonths.usual,
  evaluationYears: figures.evaluationYears.usual,
  officersPerField: figures.officersPerField.usual,
  trainingAttempts: figures.trainingAttempts.usual,
  trainingHours: figures.trainingHours.usual,
  passMark: figures.passMark.usual,
  renewalNoticeDays: figures.renewalNoticeDays.usual,
};

/** What a place sets for itself: what is left out is the default. */
export type OwnSettings = { readonly [S in keyof TransferSettings]?: TransferSettings[S] | undefined };

const overDefaults = (own: OwnSettings): TransferSettings => ({
  limits: { ...own.limits },
  trialMonths: own.trialMonths ?? defaultSettings.trialMonths,
  evaluationYears: own.evaluationYears ?? defaultSettings.evaluationYears,
  officersPerField: own.officersPerField ?? defaultSettings.officersPerField,
  trainingAttempts: own.trainingAttempts ?? defaultSettings.trainingAttempts,
  trainingHours: own.trainingHours ?? defaultSettings.trainingHours,
  passMark: own.passMark ?? defaultSettings.passMark,
  renewalNoticeDays: own.renewalNoticeDays ?? defaultSettings.renewalNoticeDays,
});

/**
 * A place's own settings over the defaults.
 *
 * @throws Refusal `setting-below-floor` for each one below the law's minimum, `setting-above-ceiling` for one that can
 *   only be a mistake, `unknown-field` for a limit of no step.
 */
export function settingsOf(own: OwnSettings): TransferSettings {
  const settings = overDefaults(own);
  const errors: FieldError[] = [];
  const check = (field: string, value: number, { title: setting, least, most }: SettingDeclaration) => {
    if (!Number.isInteger(value) || value < least)
      errors.push({ field, code: 'setting-below-floor', params: { setting, minimum: least } });
    else if (value > most) errors.push({ field, code: 'setting-above-ceiling', params: { setting, maximum: most } });
  };
  for (const [step, days] of Object.entries(settings.limits)) {
    const declared = limitDeclarations.find((one) => one.step === step);
    if (declared) check(`/limits/${step}`, days, declared);
    else errors.push({ field: `/limits/${step}`, code: 'unknown-field', params: { name: step } });
  }
  for (const figure of figureNames) check(`/${figure}`, settings[figure], figures[figure]);
  if (errors.length > 0) throw refusalOf(errors);
  return settings;
}

/**
 * Settings that were kept, over the defaults: a floor that was raised since holds at once, and so does a limit's end.
 *
 * @param own what {@link ownSettings} made of them, perhaps by another version of this program
 */
export function keptSettings(own: OwnSettings): TransferSettings {
  const within = (value: number, { least, most }: SettingDeclaration) => Math.min(Math.max(value, least), most);
  const limits = limitDeclarations.flatMap((declared) => {
    const days = own.limits?.[declared.step];
    return days === undefined ? [] : [[declared.step, within(days, declared)] as const];
  });
  const settings = overDefaults(own);
  const numbers = figureNames.map((name) => [name, within(settings[name], figures[name])] as const);
  return { ...settings, ...Object.fromEntries(numbers), limits: Object.fromEntries(limits) };
}

/** Of a place's settings what differs from the defaults: all that has to be kept. */
export function ownSettings(settings: TransferSettings): OwnSettings {
  const limits = limitDeclarations.flatMap(({ step, usual }) => {
    const days = settings.limits[step];
    return days === undefined || days === usual ? [] : [[step, days] as const];
  });
  const own = figureNames.filter((figure) => settings[figure] !== figures[figure].usual);
  return {
    ...Object.fromEntries(own.map((figure) => [figure, settings[figure]])),
    ...(limits.length === 0 ? {} : { limits: Object.fromEntries(limits) }),
  };
}

/** One setting as it stands. */
export interface SettingItem extends SettingDeclaration {
  /** The figure, or the code of the step that it limits. */
  readonly name: string;
  /** JSON pointer of its value in what sets it. */
  readonly pointer: string;
  readonly value: number;
}

/** All that a place may set, with what it has: limits in the order of the procedure, then the numbers. */
export function settingItems(settings: TransferSettings): SettingItem[] {
  return [
    ...limitDeclarations.map(({ step, ...declared }) => ({
      ...declared,
      name: step,
      pointer: `/limits/${step}`,
      value: settings.limits[step] ?? declared.usual,
    })),
    ...figureNames.map((name) => ({ ...figures[name], name, pointer: `/${name}`, value: settings[name] })),
  ];
}

/** Most powers that one transfer takes. */
export const mostPowers = 500;

/** Most files that the plan of a transfer has. */
export const mostPlanFiles = 5;

/** @throws Refusal `no-powers` or `too-many-powers`. */
export function checkCount(count: number): void {
  if (count === 0) throw new Refusal('no-powers', { field: '/powers' });
  if (count > mostPowers)
    throw new Refusal('too-many-powers', { field: '/powers', params: { limit: mostPowers, count } });
}
