/** What was done to the system itself, for auditor and security officer: the log of sign-ins among it. */
import { usePages } from '../../api/queries';
import { systemNoteKinds } from '../../../domain/system-notes';
import { formatInstant } from '../../i18n/format';
import { useLanguage, usePhrases } from '../../i18n/language';
import { DayField, Filters, SearchField, SelectField, useAddress } from '../../parts/address-filters';
import { PageHeader } from '../../parts/page-header';
import { PagedTable, type Column } from '../../parts/paged-table';
import { en } from './en';
import { zh } from './zh';

interface Entry {
  readonly seq: number;
  readonly hash: string;
  readonly at: string;
  readonly title: string;
  readonly by: string | null;
  readonly byName: string;
  readonly text: string;
}

export function Component() {
  const t = usePhrases({ zh, en });
  const language = useLanguage();
  const { value, set } = useAddress();
  const question = Object.fromEntries(['kind', 'by', 'from', 'until'].map((name) => [name, value(name)]));
  const query = usePages<Entry>('/api/system-ledger', question);
  const columns: Column<Entry>[] = [
    {
      name: 'when',
      title: t.when,
      cell: ({ at }) => (
        <time className="fq-nowrap" dateTime={at}>
          {formatInstant(at, language)}
        </time>
      ),
    },
    { name: 'what', title: t.what, heading: true, cell: ({ title }) => title },
    { name: 'told', title: t.told, cell: ({ text }) => <bdi>{text}</bdi> },
    {
      name: 'who',
      title: t.who,
      cell: ({ by, byName }) => (
        <>
          <bdi>{byName}</bdi> {by !== null && <span className="fq-muted">{by}</span>}
        </>
      ),
    },
    {
      name: 'entry',
      title: t.entry,
      cell: ({ seq, hash }) => (
        <span className="fq-mono fq-nowrap" title={hash}>
          #{seq} {hash.slice(0, 12)}
        </span>
      ),
    },
  ];
  return (
    <>
      <PageHeader title={t.title} about={t.about} />
      <Filters>
        <SelectField
          label={t.kind}
          all={t.all}
          value={value('kind')}
          choices={Object.entries(systemNoteKinds).map(([id, title]) => ({ id, name: title[language] }))}
          change={(kind) => set({ kind })}
        />
        <SearchField label={t.by} hint={t.byHint} value={value('by')} change={(by) => set({ by })} />
        <DayField label={t.from} value={value('from')} change={(from) => set({ from })} />
        <DayField label={t.until} value={value('until')} change={(until) => set({ until })} />
      </Filters>
      <PagedTable query={query} caption={t.caption} columns={columns} idOf={({ seq }) => String(seq)} empty={t.empty} />
    </>
  );
}
