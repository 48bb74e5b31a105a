import { useQueryClient } from '@tanstack/react-query';
import Button from 'antd/es/button';
import { useState } from 'react';
import { useAct } from '../../api/command';
import { useAnswer, useWholeList } from '../../api/queries';
import { touchLists } from '../../editing/stale';
import { SelectRow, TextRow, Window } from '../../editing/window';
import { formatDay } from '../../i18n/format';
import { useLanguage } from '../../i18n/language';
import { Empty, Loaded } from '../../parts/load-state';
import { PlainTable, type Column } from '../../parts/paged-table';
import { Tag } from '../../parts/state-tag';
import { useSettingsPhrases } from './phrases';

/** A day of the place's own (`GET /api/calendar/local-days`). */
interface LocalDay {
  readonly date: string;
  readonly kind: 'off' | 'worked';
  readonly name: string;
}
/** The working days (`GET /api/calendar`). */
interface CityCalendar {
  readonly today: string;
  readonly off: readonly string[];
  readonly provisional: readonly number[];
}
type Shown = { readonly what: 'add' } | { readonly what: 'remove'; readonly day: LocalDay };

const path = '/api/calendar/local-days';
const kinds = ['off', 'worked'] as const;

/** The place's own days; the coordinator adds them and takes them back. */
export function LocalDays({ edits }: { readonly edits: boolean }) {
  const t = useSettingsPhrases();
  const language = useLanguage();
  const query = useWholeList<LocalDay>(path);
  const calendar = useAnswer<CityCalendar>('/api/calendar');
  const [shown, setShown] = useState<Shown>();
  const close = () => setShown(undefined);
  const columns: Column<LocalDay>[] = [
    { name: 'date', title: t.date, heading: true, cell: ({ date }) => formatDay(date, language) },
    { name: 'kind', title: t.kind, cell: ({ kind }) => t.kinds[kind] },
    { name: 'name', title: t.name, cell: ({ name }) => name },
  ];
  const acts: Column<LocalDay> = {
    name: 'act',
    title: t.act,
    cell: (day) =>
      calendar.data && day.date < calendar.data.today ? (
        <Tag tone="over">{t.past}</Tag>
      ) : (
        <button
          type="button"
          className="fq-link-button"
          aria-label={t.removeOf(formatDay(day.date, language), day.name)}
          onClick={() => setShown({ what: 'remove', day })}
        >
          {t.remove}
        </button>
      ),
  };
  return (
    <>
      {calendar.data && <NotAnnounced calendar={calendar.data} />}
      {edits && (
        <p>
          <Button onClick={() => setShown({ what: 'add' })}>{t.addDay}</Button>
        </p>
      )}
      <Loaded query={query}>
        {(days) =>
          days.length === 0 ? (
            <Empty>{edits ? t.noDaysCoordinator : t.noDays}</Empty>
          ) : (
            <PlainTable
              caption={t.daysCaption}
              columns={edits ? [...columns, acts] : columns}
              rows={days}
              idOf={({ date }) => date}
            />
          )
        }
      </Loaded>
      {shown?.what === 'add' && <AddDay close={close} />}
      {shown?.what === 'remove' && <RemoveDay day={shown.day} close={close} />}
    </>
  );
}

/** From which year on days are only those of the law, and which these are in the first such year. */
function NotAnnounced({ calendar: { off, provisional } }: { readonly calendar: CityCalendar }) {
  const t = useSettingsPhrases();
  const language = useLanguage();
  const [first] = provisional;
  if (first === undefined) return null;
  const days = off.filter((date) => date.startsWith(`${first}-`)).map((date) => formatDay(date, language));
  return (
    <section className="fq-card" aria-label={t.provisionalTitle}>
      <p>
        <Tag tone="working">{t.provisional}</Tag> {t.notAnnounced(String(first))}
      </p>
      <details>
        <summary>{t.provisionalDays(String(first))}</summary>
        <p>{days.join(t.between)}</p>
      </details>
    </section>
  );
}

function AddDay({ close }: { readonly close: () => void }) {
  const t = useSettingsPhrases();
  const client = useQueryClient();
  const [date, setDate] = useState('');
  const [kind, setKind] = useState<string>('off');
  const [zh, setZh] = useState('');
  const [en, setEn] = useState('');
  const act = useAct(async () => {
    await touchLists(client, '/api/calendar');
    close();
  });
  return (
    <Window
      title={t.addDay}
      close={close}
      submit={() => act.mutate({ path, body: { date, kind, name: { zh: zh.trim(), en: en.trim() } } })}
      busy={act.isPending}
      error={act.error}
    >
      <p>{t.about.days}</p>
      <TextRow pointer="/date" label={t.date} hint={t.dateHint} type="date" value={date} change={setDate} />
      <SelectRow
        pointer="/kind"
        label={t.kind}
        value={kind}
        choices={kinds.map((id) => ({ id, name: t.kinds[id] }))}
        change={setKind}
      />
      <TextRow pointer="/name/zh" label={t.nameZh} hint={t.nameHint} value={zh} change={setZh} />
      <TextRow pointer="/name/en" label={t.nameEn} hint={t.nameHintEn} value={en} change={setEn} />
    </Window>
  );
}

function RemoveDay({ day, close }: { readonly day: LocalDay; readonly close: () => void }) {
  const t = useSettingsPhrases();
  const language = useLanguage();
  const client = useQueryClient();
  const act = useAct(async () => {
    await touchLists(client, '/api/calendar');
    close();
  });
  return (
    <Window
      title={t.removeOf(formatDay(day.date, language), day.name)}
      close={close}
      submit={() => act.mutate({ method: 'DELETE', path: `${path}/${day.date}` })}
      action={t.remove}
      busy={act.isPending}
      error={act.error}
    >
      <p>{t.removeAbout}</p>
    </Window>
  );
}
