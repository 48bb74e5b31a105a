/** The place's settings: `settings`, `settings/days`, `settings/changes`. The coordinator changes them, others read. */
import { useState } from 'react';
import { useParams } from 'react-router';
import { useAnswer } from '../../api/queries';
import { useSignedIn } from '../../app/session';
import { Changes, readsHistory } from '../../editing/changes';
import { Loaded } from '../../parts/load-state';
import { PageHeader } from '../../parts/page-header';
import { SectionNav } from '../../parts/section-nav';
import type { PlaceSettings, SettingsDraft } from './draft';
import { LocalDays } from './local-days';
import { useSettingsPhrases } from './phrases';
import { SettingsForm } from './settings-form';
import { SettingsTable } from './settings-table';
import './settings.css';

const all = ['settings', 'days', 'changes'] as const;

export function Component() {
  const t = useSettingsPhrases();
  const { role } = useSignedIn();
  const { '*': rest = '' } = useParams();
  // kept here, so that it outlives a look at the days or at the other language
  const [draft, setDraft] = useState<SettingsDraft>();
  const sections = all.filter((section) => section !== 'changes' || readsHistory(role));
  const section = sections.find((one) => one === rest) ?? 'settings';
  return (
    <>
      <PageHeader title={`${t.title}: ${t.sections[section]}`} about={t.about[section]} />
      <SectionNav label={t.sectionsLabel} page="/settings" sections={sections} titles={t.sections} />
      {section === 'settings' && <Settings edits={role === 'coordinator'} draft={draft} setDraft={setDraft} />}
      {section === 'days' && <LocalDays edits={role === 'coordinator'} />}
      {section === 'changes' && (
        <>
          <h2>{t.sections.settings}</h2>
          <Changes kind="settings" subject="place" caption={t.changesOfSettings} />
          <h2>{t.sections.days}</h2>
          <Changes kind="calendar" caption={t.changesOfDays} />
        </>
      )}
    </>
  );
}

function Settings({
  edits,
  draft,
  setDraft,
}: {
  readonly edits: boolean;
  readonly draft: SettingsDraft | undefined;
  readonly setDraft: (draft: SettingsDraft | undefined) => void;
}) {
  const query = useAnswer<PlaceSettings>('/api/settings');
  return (
    <Loaded query={query}>
      {(settings) =>
        edits ? (
          <SettingsForm settings={settings} draft={draft} setDraft={setDraft} />
        ) : (
          <SettingsTable settings={settings} />
        )
      }
    </Loaded>
  );
}
