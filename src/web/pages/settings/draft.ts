/** What is typed into the settings before it is saved. Pure. */
import { numberIn } from '../../../domain/number-text';
import { settingsRequest, type SettingsRequest } from '../../../domain/power-transfer/settings-request';

/** One setting (`GET /api/settings`). */
export interface SettingItem {
  readonly name: string;
  readonly pointer: string;
  readonly title: string;
  readonly unit: 'working-days' | 'months' | 'years' | 'officers' | 'times' | 'hours' | 'points';
  readonly value: number;
  readonly default: number;
  readonly least: number;
  readonly most: number;
  readonly why: string;
}
/** All of them. */
export interface PlaceSettings {
  readonly version: number;
  readonly changed: { readonly by: string; readonly at: string } | null;
  readonly items: readonly SettingItem[];
}

/** Texts by their pointers, with the version that they were typed over. */
export interface SettingsDraft {
  readonly version: number;
  readonly texts: Readonly<Record<string, string>>;
}

/** A draft in which nothing is changed yet. */
export const draftOf = ({ version, items }: PlaceSettings): SettingsDraft => ({
  version,
  texts: Object.fromEntries(items.map(({ pointer, value }) => [pointer, String(value)])),
});

/** What is wrong with a text. */
type Fault = 'notWhole' | 'tooSmall' | 'tooBig';

const textOf = ({ texts }: SettingsDraft, { pointer, value }: SettingItem): string => texts[pointer] ?? String(value);

function faultOf({ least, most }: SettingItem, text: string): Fault | undefined {
  const value = numberIn(text);
  if (value === undefined || !Number.isInteger(value)) return 'notWhole';
  if (value < least) return 'tooSmall';
  return value > most ? 'tooBig' : undefined;
}

const valueOf = (draft: SettingsDraft, item: SettingItem): number => numberIn(textOf(draft, item)) ?? Number.NaN;

/** Settings whose text cannot be saved, and why. The server says the same; this comes without asking it. */
export const faultsOf = (
  items: readonly SettingItem[],
  draft: SettingsDraft,
): { readonly item: SettingItem; readonly fault: Fault; readonly typed: string }[] =>
  items.flatMap((item) => {
    const typed = textOf(draft, item).trim();
    const fault = faultOf(item, typed);
    return fault === undefined ? [] : [{ item, fault, typed }];
  });

/** Settings that the draft changes, with their new values. */
export const changesOf = (
  items: readonly SettingItem[],
  draft: SettingsDraft,
): { readonly item: SettingItem; readonly after: number }[] =>
  items.flatMap((item) => {
    const after = valueOf(draft, item);
    return after === item.value ? [] : [{ item, after }];
  });

/** What is sent for a draft without faults. */
export const requestOf = (items: readonly SettingItem[], draft: SettingsDraft): SettingsRequest =>
  settingsRequest(
    draft.version,
    items.map((item) => ({ pointer: item.pointer, value: valueOf(draft, item) })),
  );
