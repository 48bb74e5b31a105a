/** Searching: ledger entries of all matters, and the matters themselves. */
import Button from 'antd/es/button';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { usePages, useWholeList } from '../../api/queries';
import type { MatterInList, Organisation } from '../../api/types';
import { formatDay, formatInstant, formatNumber } from '../../i18n/format';
import { useLanguage } from '../../i18n/language';
import { DayField, Filters, SearchField, SelectField, useAddress } from '../../parts/address-filters';
import { PageHeader } from '../../parts/page-header';
import { PagedTable, type Column } from '../../parts/paged-table';
import { StateTag } from '../../parts/state-tag';
import { useProcedures, useTitles } from '../../api/procedure';
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
      {view === 'entries' ? <Entries /> : <Matters />}
    </>
  );
}

function Entries() {
  const t = useAuditPhrases();
  const language = useLanguage();
  const { value, set } = useAddress();
  const steps = useProcedures().flatMap((one) => one.steps);
  const organisations = useWholeList<Organisation>('/api/organisations');
  const names = ['q', 'by', 'kind', 'step', 'organisation', 'transfer', 'procedure', 'from', 'until'] as const;
  const { list, unread } = useFoundEntries(Object.fromEntries(names.map((name) => [name, value(name)])));
  const count = formatNumber(unread, language);
  const columns: Column<Found>[] = [
    { name: 'when', title: t.when, cell: ({ at }) => <time dateTime={at}>{formatInstant(at, language)}</time> },
    {
      name: 'what',
      title: t.what,
      heading: true,
      cell: ({ matter, title, step, outcomes }) => (
        <>
          {title}
          <div className="fq-audit-small">
            <Outcomes procedure={matter.procedure} step={step} outcomes={outcomes} />
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
      cell: ({ matter, seq }) => (
        <Link to={`/audit/transfers/${matter.id}#entry-${seq}`}>{t.entryOf(matter.title, seq)}</Link>
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

/** How many items were answered how, by the words of their procedure. */
function Outcomes({
  procedure,
  step,
  outcomes,
}: Pick<Found, 'step' | 'outcomes'> & { readonly procedure: string }): ReactNode {
  const titles = useTitles(procedure);
  return Object.entries(outcomes).map(([code, items]) => (
    <span key={code}>
      {titles.outcome(step, code)} {items.length}{' '}
    </span>
  ));
}

function Matters() {
  const t = useAuditPhrases();
  const language = useLanguage();
  const { value, set } = useAddress();
  const procedures = useProcedures();
  const query = usePages<MatterInList>('/api/matters', { q: value('q'), procedure: value('procedure') });
  const columns: Column<MatterInList>[] = [
    {
      name: 'transfer',
      title: t.transfer,
      heading: true,
      cell: ({ id, title }) => <Link to={`/audit/transfers/${id}`}>{title}</Link>,
    },
    {
      name: 'state',
      title: t.state,
      cell: ({ procedure, state, stateTitle }) => (
        <StateTag whole procedure={procedure} state={state} title={stateTitle} />
      ),
    },
    { name: 'procedure', title: t.procedure, cell: ({ procedureTitle }) => procedureTitle },
    { name: 'launched', title: t.launched, cell: ({ launched }) => formatDay(launched, language) },
    { name: 'entries', title: t.entries, cell: ({ entries }) => entries },
  ];
  return (
    <>
      <Filters>
        <SearchField label={t.search} hint={t.searchTransfers} value={value('q')} change={(q) => set({ q })} />
        <SelectField
          label={t.procedure}
          all={t.all}
          value={value('procedure')}
          choices={procedures.map(({ code, title }) => ({ id: code, name: title }))}
          change={(procedure) => set({ procedure })}
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
