/** What sets the settings (`PUT /api/settings`), put together from single values. */

/** Limits by step, and numbers by their names; what is left out is the default. */
export interface SettingsRequest {
  /** Of the settings that the sender saw. */
  readonly version: number;
  readonly limits: { readonly [step: string]: number };
  readonly [figure: string]: number | { readonly [step: string]: number };
}

const ofLimit = /^\/limits\/(.+)$/;

/** Each value at its JSON pointer: `/trialMonths`, `/limits/decide`. */
export function settingsRequest(
  version: number,
  values: readonly { readonly pointer: string; readonly value: number }[],
): SettingsRequest {
  const limits: Record<string, number> = {};
  const numbers: Record<string, number> = {};
  for (const { pointer, value } of values) {
    const step = ofLimit.exec(pointer)?.[1];
    if (step === undefined) numbers[pointer.slice(1)] = value;
    else limits[step] = value;
  }
  return { ...numbers, version, limits };
}
