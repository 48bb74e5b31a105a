/** What somebody said, for whoever has the receipt: read it, check that it was counted, remove it. */
import { useQueryClient } from '@tanstack/react-query';
import Button from 'antd/es/button';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { useAct } from '../../api/command';
import { useAnswer } from '../../api/queries';
import type { OwnContribution } from '../../api/types';
import { formatInstant } from '../../i18n/format';
import { useLanguage, usePhrases } from '../../i18n/language';
import { ErrorSummary } from '../../parts/error-summary';
import { Loaded } from '../../parts/load-state';
import { PageHeader } from '../../parts/page-header';
import { en } from './en';
import './public-matter.css';
import { zh } from './zh';

export function Component() {
  const t = usePhrases({ zh, en });
  const { receipt = '' } = useParams();
  const path = `/api/public/contributions/${encodeURIComponent(receipt)}`;
  const query = useAnswer<OwnContribution>(path);
  return (
    <div className="fq-open">
      <PageHeader title={t.ownTitle} />
      <Loaded query={query}>{(own) => <Own own={own} path={path} />}</Loaded>
    </div>
  );
}

function Own({ own, path }: { readonly own: OwnContribution; readonly path: string }) {
  const t = usePhrases({ zh, en });
  const language = useLanguage();
  const { matter, received, digest, state, text, removed, inclusion } = own;
  return (
    <>
      <section className="fq-card">
        <h2>
          <Link to={`/open/${encodeURIComponent(matter.id)}`}>{matter.title}</Link>
        </h2>
        {text !== undefined && <p className="fq-open-text">{text}</p>}
        {state !== 'held' && (
          <p>
            {t[state]}
            {removed &&
              ` · ${t.removedBy[removed.by]}${removed.reason === undefined ? '' : ` (${t.reasons[removed.reason]})`} · ${formatInstant(removed.at, language)}`}
          </p>
        )}
        <dl>
          <dt>{t.received}</dt>
          <dd>{formatInstant(received, language)}</dd>
          <dt>{t.digest}</dt>
          <dd className="fq-open-hash">
            <code>{digest}</code>
          </dd>
        </dl>
        {inclusion ? <Inclusion inclusion={inclusion} /> : <p>{t.notCounted}</p>}
      </section>
      {state === 'held' && <Removal path={path} />}
    </>
  );
}

function Inclusion({ inclusion }: { readonly inclusion: NonNullable<OwnContribution['inclusion']> }) {
  const t = usePhrases({ zh, en });
  const { entry, index, leaf, proof } = inclusion;
  return (
    <>
      <p>{t.included(index + 1, entry.count, entry.seq)}</p>
      <details>
        <summary>{t.proof}</summary>
        <dl className="fq-open-hash">
          <dt>{t.leaf}</dt>
          <dd>
            <code>{leaf}</code>
          </dd>
          <dt>{t.path}</dt>
          {proof.map((hash) => (
            <dd key={hash}>
              <code>{hash}</code>
            </dd>
          ))}
          <dt>{t.root}</dt>
          <dd>
            <code>{entry.root}</code>
          </dd>
          <dt>{t.entryHash}</dt>
          <dd>
            <code>{entry.hash}</code>
          </dd>
        </dl>
      </details>
    </>
  );
}

function Removal({ path }: { readonly path: string }) {
  const t = usePhrases({ zh, en });
  const client = useQueryClient();
  const [sure, setSure] = useState(false);
  const act = useAct<null>(() => client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[1] === path }));
  return (
    <section className="fq-card">
      <ErrorSummary error={act.error} />
      <p>{t.removeHint}</p>
      {sure ? (
        <Button danger type="primary" loading={act.isPending} onClick={() => act.mutate({ method: 'DELETE', path })}>
          {t.removeSure}
        </Button>
      ) : (
        <Button danger onClick={() => setSure(true)}>
          {t.remove}
        </Button>
      )}
    </section>
  );
}
