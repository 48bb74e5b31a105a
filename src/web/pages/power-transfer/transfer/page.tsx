/** One transfer: where it is, who holds it up, each power, what was said, what happened. */
import Button from 'antd/es/button';
import { Link, useParams } from 'react-router';
import { transfers } from '../../../api/procedure';
import { useAnswer, useOrganisations, useWholeList } from '../../../api/queries';
import type { HistoryEntry, Transfer } from '../../../api/types';
import { useSignedIn } from '../../../app/session';
import { formatDay } from '../../../i18n/format';
import { useLanguage } from '../../../i18n/language';
import { Loaded } from '../../../parts/load-state';
import { PageHeader } from '../../../parts/page-header';
import { usePartPhrases } from '../../../parts/phrases';
import { StateTag, Tag } from '../../../parts/state-tag';
import { shownTransfer } from '../../../matters/shown';
import { Acts } from './acts';
import { Documents } from './documents';
import { Notes } from './notes';
import { People } from './people';
import { useTransferPhrases } from './phrases';
import { PowersTable } from './powers-table';
import { ProcedureMap } from '../../../matters/procedure-map';
import { Timeline } from '../../../matters/timeline';
import '../../../matters/matters.css';
import { WaitingFor } from '../../../matters/waiting-for';

/** Who finds the audit view in their menu. */
const auditing = new Set(['auditor', 'coordinator']);

export function Component() {
  const { transfer: id = '' } = useParams();
  const t = useTransferPhrases();
  const path = `/api/transfers/${encodeURIComponent(id)}`;
  const query = useAnswer<Transfer>(path);
  const history = useWholeList<HistoryEntry>(`${path}/history`);
  const { role } = useSignedIn();
  const audits = auditing.has(role);
  return (
    <Loaded query={query}>
      {(transfer) => (
        <>
          <PageHeader title={transfer.title} back={{ to: '/transfers', title: t.back }}>
            <StateTag whole state={transfer.state} title={transfer.stateTitle} />
            {audits && <Link to={`/audit/transfers/${id}`}>{t.audit}</Link>}
            <Button onClick={() => window.print()}>{t.print}</Button>
          </PageHeader>
          <Facts transfer={transfer} />
          {role === 'coordinator' && <Acts transfer={transfer} />}
          <section className="fq-card">
            <h2>{t.where}</h2>
            <ProcedureMap matter={shownTransfer(transfer, transfers)} history={history.data ?? []} />
          </section>
          <WaitingFor matter={shownTransfer(transfer, transfers)} />
          <PowersTable transfer={transfer} />
          <People transfer={transfer} entries={history.data ?? []} />
          <Documents transfer={transfer} />
          <Notes transfer={transfer} />
          <Loaded query={history}>
            {(entries) => <Timeline matter={shownTransfer(transfer, transfers)} entries={entries} audits={audits} />}
          </Loaded>
        </>
      )}
    </Loaded>
  );
}

function Facts({ transfer }: { readonly transfer: Transfer }) {
  const t = useTransferPhrases();
  const p = usePartPhrases();
  const language = useLanguage();
  const nameOf = useOrganisations();
  const { dayMs, plannedEffectiveDate } = transfer;
  return (
    <section className="fq-card">
      {dayMs !== null && (
        <p>
          <Tag tone="waiting">{t.pace(String(dayMs / 1000))}</Tag>
        </p>
      )}
      <dl className="fq-facts">
        <dt>{t.subDistrict}</dt>
        <dd>{nameOf(transfer.subDistrict)}</dd>
        <dt>{t.mode}</dt>
        <dd>{p[transfer.mode]}</dd>
        <dt>{t.transition}</dt>
        <dd>{t.transitions[transfer.transition]}</dd>
        <dt>{t.launched}</dt>
        <dd>{t.launchedBy(formatDay(transfer.launched, language), transfer.launchedByName)}</dd>
        {plannedEffectiveDate !== null && (
          <>
            <dt>{t.planned}</dt>
            <dd>{formatDay(plannedEffectiveDate, language)}</dd>
          </>
        )}
      </dl>
    </section>
  );
}
