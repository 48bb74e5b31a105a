/** The transfers that somebody may see, with what each of them waits for. */
import Button from 'antd/es/button';
import { Link } from 'react-router';
import { statesWhere, useProcedure } from '../../../api/procedure';
import { useOrganisations, usePages } from '../../../api/queries';
import { addressOf } from '../../../api/request';
import type { Transfer } from '../../../api/types';
import { formatDay } from '../../../i18n/format';
import { useLanguage } from '../../../i18n/language';
import { useAddress } from '../../../parts/address-filters';
import { PageHeader } from '../../../parts/page-header';
import { PagedTable, type Column } from '../../../parts/paged-table';
import { usePartPhrases } from '../../../parts/phrases';
import { StateTag, Tag } from '../../../parts/state-tag';
import { asked, nothingAsked, questionOf } from './address';
import { TransferFilters } from './filters';
import { useTransfersPhrases } from './phrases';

export function Component() {
  const t = useTransfersPhrases();
  const p = usePartPhrases();
  const language = useLanguage();
  const nameOf = useOrganisations();
  const ends = statesWhere(useProcedure().data, 'ends');
  const { value, set } = useAddress();
  const clear = () => set(nothingAsked);
  const question = questionOf(value);
  const query = usePages<Transfer>('/api/transfers', question);
  const columns: Column<Transfer>[] = [
    {
      name: 'transfer',
      title: t.transfer,
      heading: true,
      cell: ({ id, title }) => <Link to={`/transfers/${id}`}>{title}</Link>,
    },
    {
      name: 'state',
      title: t.state,
      cell: ({ state, stateTitle }) => <StateTag whole state={state} title={stateTitle} />,
    },
    { name: 'subDistrict', title: t.subDistrict, cell: ({ subDistrict }) => nameOf(subDistrict) },
    {
      name: 'powers',
      title: t.powers,
      cell: ({ powers }) => t.powersCount(powers.filter(({ state }) => !ends.has(state)).length, powers.length),
    },
    { name: 'mode', title: t.mode, cell: ({ mode }) => p[mode] },
    { name: 'where', title: t.where, cell: (transfer) => <Waiting transfer={transfer} /> },
    {
      name: 'launched',
      title: t.launched,
      cell: ({ launched }) => <span className="fq-nowrap">{formatDay(launched, language)}</span>,
    },
  ];
  return (
    <>
      <PageHeader title={t.title} about={t.about}>
        {(['xlsx', 'csv'] as const).map((format) => (
          <a key={format} href={addressOf(`/api/transfers.${format}`, { ...question, language })} download>
            {t.download(format.toUpperCase())}
          </a>
        ))}
      </PageHeader>
      <TransferFilters address={{ value, set }} clear={clear} />
      <PagedTable
        query={query}
        caption={t.caption}
        columns={columns}
        idOf={({ id }) => id}
        empty={
          asked(value) ? (
            <>
              <p>{t.emptyFiltered}</p>
              <Button onClick={clear}>{t.clear}</Button>
            </>
          ) : (
            t.empty
          )
        }
      />
    </>
  );
}

/** What a transfer waits for, in a few words. */
function Waiting({ transfer: { tasks } }: { readonly transfer: Transfer }) {
  const t = useTransfersPhrases();
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
