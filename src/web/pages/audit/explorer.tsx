/** Searching: ledger entries of all transfers, and the transfers themselves. */
import Button from 'antd/es/button';
import { Link } from 'react-router';
import { useOrganisations, usePages, useWholeList } from '../../api/queries';
import type { Organisation, Transfer } from '../../api/types';
import { formatDay, formatInstant, formatNumber } from '../../i18n/format';
import { useLanguage } from '../../i18n/language';
import { DayField, Filters, SearchField, SelectField, useAddress } from '../../parts/address-filters';
import { PageHeader } from '../../parts/page-header';
import { PagedTable, type Column } from '../../parts/paged-table';
import { StateTag } from '../../parts/state-tag';
import { useProcedure, useTitles } from '../../api/procedure';
import { mostCounted, useFoundEntries } from './found-entries';
import { useAuditPhrases } from './phrases';
import type { Found } from './types';
import { Verification } from './verification';
import { CheckpointNote, WholeLedger } from './whole-ledger';

/** The start of the audit. */
export function Explorer() {
  const t = useAuditPhrases();
  const { value, set } = useAddress();
  const view = value('view') === 'transfers' ? 'transfers' : 'entries';
  return (
    <>
      <PageHeader title={t.title} about={t.about} />
      <section className="fq-card">
        <Verification path="/api/verification" button={t.verifyAll} />
        <CheckpointNote />
        <WholeLedger />
      </section>
      <div className="fq-views fq-no-print" role="group" aria-label={t.viewsLabel}>
        {(['entries', 'transfers'] as const).map((one) => (
          <button
            key={one}
            type="button"
            aria-pressed={view === one}
            onClick={() => set({ view: one === 'entries' ? '' : one, q: '' })}
          >
            {t.views[one]}
          </button>
        ))}
      </div>
      {view === 'entries' ? <Entries /> : <Transfers />}
    </>
  );
}

function Entries() {
  const t = useAuditPhrases();
  const language = useLanguage();
  const titles = useTitles();
  const { value, set } = useAddress();
  const steps = useProcedure().data?.steps ?? [];
  const organisations = useWholeList<Organisation>('/api/organisations');
  const names = ['q', 'by', 'kind', 'step', 'organisation', 'transfer', 'from', 'until'] as const;
  const { list, unread } = useFoundEntries(Object.fromEntries(names.map((name) => [name, value(name)])));
  const count = formatNumber(unread, language);
  const columns: Column<Found>[] = [
    { name: 'when', title: t.when, cell: ({ at }) => <time dateTime={at}>{formatInstant(at, language)}</time> },
    {
      name: 'what',
      title: t.what,
      heading: true,
      cell: ({ title, step, outcomes }) => (
        <>
          {title}
          <div className="fq-audit-small">
            {Object.entries(outcomes).map(([code, powers]) => (
              <span key={code}>
                {titles.outcome(step, code)} {powers.length}{' '}
              </span>
            ))}
          </div>
        </>
      ),
    },
    {
      name: 'who',
      title: t.who,
      cell: ({ byName, organisationName }) => (
        <>
          {organisationName !== null && <div>{organisationName}</div>}
          <span className="fq-muted">{byName}</span>
        </>
      ),
    },
    {
      name: 'which',
      title: t.which,
      cell: ({ transfer, seq }) => (
        <Link to={`/audit/transfers/${transfer.id}#entry-${seq}`}>{t.entryOf(transfer.title, seq)}</Link>
      ),
    },
  ];
  return (
    <>
      <Filters>
        <SearchField label={t.search} hint={t.searchHint} value={value('q')} change={(q) => set({ q })} />
        <SearchField label={t.by} hint={t.byHint} value={value('by')} change={(by) => set({ by })} />
        <SelectField
          label={t.kind}
          all={t.all}
          value={value('kind')}
          choices={Object.entries(t.kinds).map(([id, name]) => ({ id, name }))}
          change={(kind) => set({ kind })}
        />
        <SelectField
          label={t.step}
          all={t.all}
          value={value('step')}
          choices={steps.map(({ code, title }) => ({ id: code, name: title }))}
          change={(step) => set({ step })}
        />
        <SelectField
          label={t.organisation}
          all={t.all}
          value={value('organisation')}
          choices={organisations.data ?? []}
          change={(organisation) => set({ organisation })}
        />
        <DayField label={t.from} value={value('from')} change={(from) => set({ from })} />
        <DayField label={t.until} value={value('until')} change={(until) => set({ until })} />
      </Filters>
      {value('transfer') !== '' && (
        <p className="fq-row">
          {t.onlyTransfer} <span className="fq-mono">{value('transfer')}</span>
          <button type="button" className="fq-link-button" onClick={() => set({ transfer: '' })}>
            {t.clear}
          </button>
        </p>
      )}
      <p role="status" className="fq-new-entries fq-no-print">
        {unread > 0 && (
          <Button loading={list.isRefetching} onClick={() => void list.refetch()}>
            {t.showNew(unread < mostCounted ? count : `${count}+`)}
          </Button>
        )}
      </p>
      <PagedTable
        query={list}
        caption={t.entriesCaption}
        columns={columns}
        idOf={({ transfer, seq }) => `${transfer.id} ${seq}`}
        empty={t.emptyEntries}
      />
    </>
  );
}

function Transfers() {
  const t = useAuditPhrases();
  const language = useLanguage();
  const nameOf = useOrganisations();
  const { value, set } = useAddress();
  const organisations = useWholeList<Organisation>('/api/organisations', { kind: 'sub-district' });
  const query = usePages<Transfer>('/api/transfers', { q: value('q'), subDistrict: value('subDistrict') });
  const columns: Column<Transfer>[] = [
    {
      name: 'transfer',
      title: t.transfer,
      heading: true,
      cell: ({ id, title }) => <Link to={`/audit/transfers/${id}`}>{title}</Link>,
    },
    {
      name: 'state',
      title: t.state,
      cell: ({ state, stateTitle }) => <StateTag whole state={state} title={stateTitle} />,
    },
    { name: 'subDistrict', title: t.subDistrict, cell: ({ subDistrict }) => nameOf(subDistrict) },
    { name: 'launched', title: t.launched, cell: ({ launched }) => formatDay(launched, language) },
    { name: 'entries', title: t.entries, cell: ({ entries }) => entries },
  ];
  return (
    <>
      <Filters>
        <SearchField label={t.search} hint={t.searchTransfers} value={value('q')} change={(q) => set({ q })} />
        <SelectField
          label={t.subDistrict}
          all={t.all}
          value={value('subDistrict')}
          choices={organisations.data ?? []}
          change={(subDistrict) => set({ subDistrict })}
        />
      </Filters>
      <PagedTable
        query={query}
        caption={t.transfersCaption}
        columns={columns}
        idOf={({ id }) => id}
        empty={t.emptyTransfers}
      />
    </>
  );
}
