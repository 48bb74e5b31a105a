import Button from 'antd/es/button';
import { useEffect, useRef } from 'react';
import { formatNumber } from '../../i18n/format';
import { useLanguage } from '../../i18n/language';
import { PlainTable } from '../../parts/paged-table';
import type { changesOf } from './draft';
import { useSettingsPhrases } from './phrases';

/** What would be saved, and for which transfers it holds; then it is saved. */
export function SettingsCheck({
  changes,
  busy,
  save,
  back,
}: {
  readonly changes: ReturnType<typeof changesOf>;
  readonly busy: boolean;
  readonly save: () => void;
  readonly back: () => void;
}) {
  const t = useSettingsPhrases();
  const language = useLanguage();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <section className="fq-card">
      <h2 tabIndex={-1} ref={heading}>
        {t.checkTitle}
      </h2>
      <p>{t.checkAbout}</p>
      <PlainTable
        caption={t.checkCaption}
        rows={changes}
        idOf={({ item }) => item.pointer}
        columns={[
          {
            name: 'setting',
            title: t.setting,
            heading: true,
            cell: ({ item }) => t.labelOf(item.title, t.units[item.unit]),
          },
          { name: 'before', title: t.before, cell: ({ item }) => formatNumber(item.value, language) },
          { name: 'after', title: t.after, cell: ({ after }) => <strong>{formatNumber(after, language)}</strong> },
        ]}
      />
      <div className="fq-row fq-settings-buttons">
        <Button type="primary" loading={busy} onClick={save}>
          {t.save}
        </Button>
        <Button onClick={back}>{t.back}</Button>
      </div>
    </section>
  );
}
