/** The transfers that somebody may see, with what each of them waits for. */
import { useSearchParams } from 'react-router';
import { Link } from 'react-router';
import { useOrganisations, usePages, useWholeList } from '../../api/queries';
import type { Organisation, Transfer } from '../../api/types';
import { formatDay } from '../../i18n/format';
import { useLanguage, usePhrases } from '../../i18n/language';
import { endings } from '../../../domain/power-transfer/states';
import { PageHeader } from '../../parts/page-header';
import { PagedTable, type Column } from '../../parts/paged-table';
import { usePartPhrases } from '../../parts/phrases';
import { StateTag, Tag } from '../../parts/state-tag';
import { en } from './en';
import { zh } from './zh';

const ended: readonly string[] = endings;

export function Component() {
  const t = usePhrases({ zh, en });
  const p = usePartPhrases();
  const language = useLanguage();
  const nameOf = useOrganisations();
  const organisations = useWholeList<Organisation>('/api/organisations');
  const [parameters, setParameters] = useSearchParams();
  const value = (name: string) => parameters.get(name) ?? '';
  const set = (name: string, next: string) => {
    const changed = new URLSearchParams(parameters);
    if (next === '') changed.delete(name);
    else changed.set(name, next);
    setParameters(changed, { replace: true });
  };
  const query = usePages<Transfer>('/api/transfers', {
    q: value('q').trim(),
    state: value('state'),
    subDistrict: value('subDistrict'),
    department: value('department'),
    power: value('power'),
  });
  const offices = (kind: Organisation['kind']) => organisations.data?.filter((one) => one.kind === kind) ?? [];
  const columns: Column<Transfer>[] = [
    {
      name: 'transfer',
      title: t.transfer,
      heading: true,
      cell: ({ id, title }) => <Link to={`/transfers/${id}`}>{title}</Link>,
    },
    { name: 'state', title: t.state, cell: ({ state, stateTitle }) => <StateTag state={state} title={stateTitle} /> },
    { name: 'subDistrict', title: t.subDistrict, cell: ({ subDistrict }) => nameOf(subDistrict) },
    {
      name: 'powers',
      title: t.powers,
      cell: ({ powers }) => t.powersCount(powers.filter(({ state }) => !ended.includes(state)).length, powers.length),
    },
    { name: 'mode', title: t.mode, cell: ({ mode }) => p[mode] },
    { name: 'where', title: t.where, cell: (transfer) => <Waiting transfer={transfer} /> },
    { name: 'launched', title: t.launched, cell: ({ launched }) => formatDay(launched, language) },
  ];
  return (
    <>
      <PageHeader title={t.title} about={t.about} />
      <form className="fq-filters fq-no-print" role="search" onSubmit={(event) => event.preventDefault()}>
        <label>
          {t.search}
          <input
            className="fq-select"
            type="search"
            placeholder={t.searchHint}
            value={value('q')}
            onChange={(event) => set('q', event.target.value)}
          />
        </label>
        <label>
          {t.state}
          <select value={value('state')} onChange={(event) => set('state', event.target.value)}>
            <option value="">{t.all}</option>
            {Object.entries(t.states).map(([code, title]) => (
              <option key={code} value={code}>
                {title}
              </option>
            ))}
          </select>
        </label>
        {(['subDistrict', 'department'] as const).map((name) => (
          <label key={name}>
            {t[name]}
            <select value={value(name)} onChange={(event) => set(name, event.target.value)}>
              <option value="">{t.all}</option>
              {offices(name === 'department' ? 'department' : 'sub-district').map(({ id, name: title }) => (
                <option key={id} value={id}>
                  {title}
                </option>
              ))}
            </select>
          </label>
        ))}
      </form>
      <PagedTable query={query} caption={t.caption} columns={columns} idOf={({ id }) => id} empty={t.empty} />
    </>
  );
}

/** What a transfer waits for, in a few words. */
function Waiting({ transfer: { tasks } }: { readonly transfer: Transfer }) {
  const t = usePhrases({ zh, en });
  const steps = new Map<string, number>();
  for (const { title } of tasks) steps.set(title, (steps.get(title) ?? 0) + 1);
  if (steps.size === 0) return <span className="fq-muted">{t.nothingOpen}</span>;
  return (
    <>
      {[...steps].map(([title, count]) => (
        <div key={title}>{t.waiting(title, count)}</div>
      ))}
      {tasks.some(({ overdue }) => overdue) && <Tag tone="bad">{t.overdue}</Tag>}
    </>
  );
}
