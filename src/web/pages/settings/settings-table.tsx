import { formatInstant, formatNumber } from '../../i18n/format';
import { useLanguage } from '../../i18n/language';
import { PlainTable } from '../../parts/paged-table';
import type { PlaceSettings, SettingItem } from './draft';
import { useSettingsPhrases } from './phrases';

/** Who changed the settings last, and when. */
export function LastChange({ settings: { changed } }: { readonly settings: PlaceSettings }) {
  const t = useSettingsPhrases();
  const language = useLanguage();
  return <p className="fq-muted">{changed ? t.changed(changed.by, formatInstant(changed.at, language)) : t.never}</p>;
}

/** The settings to read. */
export function SettingsTable({ settings }: { readonly settings: PlaceSettings }) {
  const t = useSettingsPhrases();
  const language = useLanguage();
  const number = (value: number) => formatNumber(value, language);
  return (
    <>
      <LastChange settings={settings} />
      <PlainTable<SettingItem>
        caption={t.caption}
        rows={settings.items}
        idOf={({ pointer }) => pointer}
        columns={[
          {
            name: 'setting',
            title: t.setting,
            heading: true,
            cell: ({ title, unit }) => t.labelOf(title, t.units[unit]),
          },
          { name: 'value', title: t.value, cell: ({ value }) => <strong>{number(value)}</strong> },
          { name: 'usual', title: t.usual, cell: (item) => number(item.default) },
          { name: 'least', title: t.least, cell: ({ least }) => number(least) },
          { name: 'why', title: t.why, cell: ({ why }) => why },
        ]}
      />
    </>
  );
}
