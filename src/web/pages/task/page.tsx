/** One task: what is asked, what was said before, and its answer. */
import { useParams } from 'react-router';
import { pathOfMatter } from '../../api/procedure';
import { useAnswer, useOrganisations } from '../../api/queries';
import type { TaskDetail } from '../../api/types';
import { useSignedIn } from '../../app/session';
import { ClaimOf } from '../../claims/claim';
import { useClaimPhrases } from '../../claims/phrases';
import { formatLimit } from '../../i18n/format';
import { useLanguage, usePhrases } from '../../i18n/language';
import { Deadline } from '../../parts/deadline';
import { Loaded } from '../../parts/load-state';
import { PageHeader } from '../../parts/page-header';
import { PowerAbout } from '../../parts/power-about';
import { Tag } from '../../parts/state-tag';
import { useAboutName } from '../../parts/about-name';
import { Link } from 'react-router';
import { itemsOf } from '../../forms/items';
import { Answer } from './answer';
import { Before } from './before';
import { Comparisons } from './comparisons';
import { Done, type Sent } from './done';
import { en } from './en';
import './task.css';
import { useState } from 'react';
import { zh } from './zh';
import { usePartPhrases } from '../../parts/phrases';

export function Component() {
  const { task = '' } = useParams();
  // another task is another page: nothing of the one before it stays
  return <TaskPage key={task} id={task} />;
}

function TaskPage({ id }: { readonly id: string }) {
  const t = usePhrases({ zh, en });
  const language = useLanguage();
  const [sent, setSent] = useState<Sent>();
  const query = useAnswer<TaskDetail>(`/api/tasks/${encodeURIComponent(id)}`, {}, sent === undefined);
  if (sent) return <Done sent={sent} again={() => setSent(undefined)} />;
  return (
    <Loaded query={query}>
      {(task) => (
        <>
          <PageHeader title={task.title} back={{ to: '/tasks', title: t.back }} about={task.guidance}>
            <Tag tone={task.overdue ? 'bad' : 'working'}>
              <Deadline task={task} />
            </Tag>
          </PageHeader>
          {query.isError && (
            <p className="fq-banner fq-banner-lost" role="alert">
              {t.goneWhileWriting} <Link to={pathOfMatter(task.matter)}>{t.seeTransfer}</Link>
            </p>
          )}
          <About task={task} />
          <Before task={task} />
          <Comparisons task={task} />
          {task.mayComplete ? (
            <AnswerOf task={task} sent={setSent} />
          ) : (
            <section className="fq-card" role="note">
              <h2>{t.mayNot}</h2>
              <p>
                {t.why[task.why ?? ''] ?? ''}
                {task.openUntil !== null && ` ${t.openUntil(formatLimit(task.openUntil, language))}`}
              </p>
              <h3>{t.powersList}</h3>
              {itemsOf(task).map((power) => (
                <div key={power.code}>
                  <strong>
                    {power.code} {power.name}
                  </strong>
                  <PowerAbout power={power} />
                </div>
              ))}
            </section>
          )}
        </>
      )}
    </Loaded>
  );
}

function AnswerOf({ task, sent }: { readonly task: TaskDetail; readonly sent: (sent: Sent) => void }) {
  const { username } = useSignedIn();
  return <Answer task={task} username={username} sent={sent} />;
}

/** Where the task stands and by which law. */
function About({ task }: { readonly task: TaskDetail }) {
  const t = usePhrases({ zh, en });
  const p = usePartPhrases();
  const nameOf = useOrganisations();
  const aboutName = useAboutName();
  const c = useClaimPhrases();
  const { username } = useSignedIn();
  const another = task.claimedBy && task.claimedBy.username !== username ? task.claimedBy : undefined;
  return (
    <section className="fq-card">
      {task.mayComplete && another && (
        <p className="fq-banner fq-claim-note" role="note">
          {c.otherWorks(another.name)}
        </p>
      )}
      <dl className="fq-facts">
        <dt>{t.transfer}</dt>
        <dd>
          <Link to={pathOfMatter(task.matter)}>{task.matter.title}</Link>
        </dd>
        <dt>{t.office}</dt>
        <dd>{nameOf(task.organisation)}</dd>
        {task.about !== null && (
          <>
            <dt>{t.about}</dt>
            <dd>{aboutName(task.about)}</dd>
          </>
        )}
        <dt>{t.powersCount}</dt>
        <dd>{t.powersOf(task.powers.length)}</dd>
        <dt>{c.heading}</dt>
        <dd>
          <ClaimOf task={task} name={task.title} mayClaim={task.mayComplete} />
        </dd>
        <dt>{t.law}</dt>
        <dd>{task.law.join('；')}</dd>
      </dl>
      {task.mayComplete && task.withheld.length > 0 && <p role="note">{t.withheld(p.list(task.withheld))}</p>}
    </section>
  );
}
