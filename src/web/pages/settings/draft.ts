/** What is typed into the settings before it is saved. Pure. */
import { settingsRequest, type SettingsRequest } from '../../../domain/power-transfer/settings-request';

/** One setting (`GET /api/settings`). */
export interface SettingItem {
  readonly name: string;
  readonly pointer: string;
  readonly title: string;
  readonly unit: 'working-days' | 'months' | 'years' | 'officers' | 'times';
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
  if (!/^\d{1,9}$/.test(text)) return 'notWhole';
  if (Number(text) < least) return 'tooSmall';
  return Number(text) > most ? 'tooBig' : undefined;
}

/** Settings whose text cannot be saved, and why. The server says the same; this comes without asking it. */
export const faultsOf = (
  items: readonly SettingItem[],
  draft: SettingsDraft,
): { readonly item: SettingItem; readonly fault: Fault }[] =>
  items.flatMap((item) => {
    const fault = faultOf(item, textOf(draft, item).trim());
    return fault === undefined ? [] : [{ item, fault }];
  });

/** Settings that the draft changes, with their new values. */
export const changesOf = (
  items: readonly SettingItem[],
  draft: SettingsDraft,
): { readonly item: SettingItem; readonly after: number }[] =>
  items.flatMap((item) => {
    const after = Number(textOf(draft, item));
    return after === item.value ? [] : [{ item, after }];
  });

/** What is sent for a draft without faults. */
export const requestOf = (items: readonly SettingItem[], draft: SettingsDraft): SettingsRequest =>
  settingsRequest(
    draft.version,
    items.map((item) => ({ pointer: item.pointer, value: Number(textOf(draft, item)) })),
  );
