/** One matter of any procedure: where it is, who is waited for, each item, what happened. A transfer has a page of its own. */
import Button from 'antd/es/button';
import { Link, Navigate, useLocation, useParams } from 'react-router';
import { transfers } from '../../api/procedure';
import { useAnswer, useWholeList } from '../../api/queries';
import type { HistoryEntry, Matter } from '../../api/types';
import { useSignedIn } from '../../app/session';
import { formatDay } from '../../i18n/format';
import { useLanguage } from '../../i18n/language';
import '../../matters/matters.css';
import { useMatterPhrases } from '../../matters/phrases';
import { ProcedureMap } from '../../matters/procedure-map';
import { shownMatter } from '../../matters/shown';
import { Timeline } from '../../matters/timeline';
import { WaitingFor } from '../../matters/waiting-for';
import { Loaded } from '../../parts/load-state';
import { PageHeader } from '../../parts/page-header';
import { StateTag } from '../../parts/state-tag';
import { Acts } from './acts';
import { ItemsTable } from './items-table';

/** Who finds the audit view in their menu. */
const auditing = new Set(['auditor', 'coordinator']);

export function Component() {
  const { matter: id = '' } = useParams();
  const query = useAnswer<Matter>(`/api/matters/${encodeURIComponent(id)}`);
  const { hash } = useLocation();
  return (
    <Loaded query={query}>
      {(matter) =>
        matter.procedure === transfers ? (
          <Navigate to={`/transfers/${encodeURIComponent(id)}${hash}`} replace />
        ) : (
          <Whole matter={matter} />
        )
      }
    </Loaded>
  );
}

function Whole({ matter }: { readonly matter: Matter }) {
  const t = useMatterPhrases();
  const language = useLanguage();
  const history = useWholeList<HistoryEntry>(`/api/matters/${encodeURIComponent(matter.id)}/history`);
  const audits = auditing.has(useSignedIn().role);
  const shown = shownMatter(matter);
  return (
    <>
      <PageHeader title={matter.title} back={{ to: '/matters', title: t.back }}>
        <StateTag whole procedure={matter.procedure} state={matter.state} title={matter.stateTitle} />
        {audits && <Link to={`/audit/transfers/${matter.id}`}>{t.audit}</Link>}
        <Button onClick={() => window.print()}>{t.print}</Button>
      </PageHeader>
      <section className="fq-card">
        <dl className="fq-facts">
          <dt>{t.procedure}</dt>
          <dd>{matter.procedureTitle}</dd>
          <dt>{t.launched}</dt>
          <dd>{t.launchedBy(formatDay(matter.launched, language), matter.launchedByName)}</dd>
        </dl>
      </section>
      {matter.steers && <Acts matter={matter} />}
      <section className="fq-card">
        <h2>{t.where}</h2>
        <ProcedureMap matter={shown} history={history.data ?? []} />
      </section>
      <WaitingFor matter={shown} />
      <ItemsTable matter={matter} />
      <Loaded query={history}>{(entries) => <Timeline matter={shown} entries={entries} audits={audits} />}</Loaded>
    </>
  );
}
