/** The ledger held against the engine's own history: at one click, in plain words, with a way to each event. */
import Button from 'antd/es/button';
import { useState } from 'react';
import { Link } from 'react-router';
import { formatInstant, formatNumber } from '../../i18n/format';
import { useLanguage } from '../../i18n/language';
import { LoadFailure } from '../../parts/load-state';
import { PlainTable } from '../../parts/paged-table';
import { Tag, type Tone } from '../../parts/state-tag';
import { useAuditPhrases } from './phrases';
import { usePressed } from './pressed';
import type { ComparedEntry, Comparison } from './types';

/** What accuses nobody. */
const fine: ReadonlySet<Comparison['verdict']> = new Set(['agree', 'history-gone']);

const tones: { readonly [status in ComparedEntry['status']]: Tone } = {
  witnessed: 'good',
  adopted: 'over',
  carried: 'over',
  gone: 'over',
  fresh: 'working',
  unknown: 'bad',
  differs: 'bad',
};

export function EngineComparison({ transfer }: { readonly transfer: string }) {
  const t = useAuditPhrases();
  const language = useLanguage();
  const path = `/api/matters/${encodeURIComponent(transfer)}/engine-comparison`;
  const { query, press } = usePressed<Comparison>(path, [language, 'engine-comparison', transfer]);
  return (
    <>
      <Button loading={query.isFetching} onClick={press}>
        {t.compare}
      </Button>{' '}
      <span className="fq-muted fq-audit-small">{t.compareHint}</span>
      <div role="status" aria-live="polite" className="fq-verdict-place">
        {query.isFetching && <p>{t.comparing}</p>}
        {query.isError && !query.isFetching && <LoadFailure error={query.error} retry={press} />}
        {query.data && !query.isFetching && <Summary found={query.data} at={query.dataUpdatedAt} />}
      </div>
      {query.data && !query.isFetching && <Differences found={query.data} />}
    </>
  );
}

function Summary({ found, at }: { readonly found: Comparison; readonly at: number }) {
  const t = useAuditPhrases();
  const language = useLanguage();
  const good = fine.has(found.verdict);
  const there = found.runs.filter((run) => run.found).length;
  return (
    <div className={good ? 'fq-verdict fq-verdict-intact' : 'fq-verdict fq-verdict-broken'}>
      <h2>
        <span aria-hidden="true">{good ? '✓' : '✗'} </span>
        {found.title}
      </h2>
      <p>{found.words}</p>
      <p>
        {t.compared(
          formatNumber(found.entries.length, language),
          formatNumber(found.counts.witnessed, language),
          formatNumber(there, language),
          formatNumber(found.runs.length, language),
        )}
      </p>
      <p className="fq-muted">{t.comparedAt(formatInstant(new Date(at).toISOString(), language))}</p>
    </div>
  );
}

/** What is not simply witnessed by the engine, and on demand everything with its events. */
function Differences({ found }: { readonly found: Comparison }) {
  const t = useAuditPhrases();
  const language = useLanguage();
  const [all, setAll] = useState(false);
  const told = found.entries.filter(({ status }) => status !== 'witnessed');
  return (
    <>
      {found.extras.length > 0 && (
        <>
          <h3>{t.missingHere}</h3>
          <PlainTable
            caption={t.missingHere}
            rows={found.extras}
            idOf={({ run, event }) => `${run} ${event}`}
            columns={[
              { name: 'seq', title: '#', heading: true, cell: ({ seq }) => seq ?? '—' },
              { name: 'key', title: t.key, cell: ({ key }) => <span className="fq-mono">{key ?? '—'}</span> },
              {
                name: 'event',
                title: t.engineEvent,
                cell: ({ run, event, link }) => <EventLink run={run} event={event} link={link} />,
              },
            ]}
          />
        </>
      )}
      {told.length > 0 && (
        <>
          <h3>{t.notWitnessed}</h3>
          <Compared entries={told} caption={t.notWitnessed} />
        </>
      )}
      {found.rebuilds.length > 0 && (
        <>
          <h3>{t.rebuilds}</h3>
          <PlainTable
            caption={t.rebuilds}
            rows={found.rebuilds}
            idOf={({ begun }) => begun}
            columns={[
              { name: 'begun', title: t.rebuiltAt, heading: true, cell: ({ begun }) => formatInstant(begun, language) },
              { name: 'run', title: t.endedRun, cell: ({ run }) => <span className="fq-mono">{run ?? '—'}</span> },
              { name: 'why', title: t.rebuiltWhy, cell: ({ why }) => why },
            ]}
          />
        </>
      )}
      <details className="fq-no-print" onToggle={(event) => setAll(event.currentTarget.open)}>
        <summary>{t.allEvents}</summary>
        {all && <Compared entries={found.entries} caption={t.allEvents} />}
      </details>
    </>
  );
}

function Compared({ entries, caption }: { readonly entries: readonly ComparedEntry[]; readonly caption: string }) {
  const t = useAuditPhrases();
  return (
    <PlainTable
      caption={caption}
      rows={entries}
      idOf={({ seq }) => String(seq)}
      columns={[
        {
          name: 'entry',
          title: t.which,
          heading: true,
          cell: ({ seq, kind }) => (
            <Link to={`#entry-${seq}`}>
              {t.entry(seq)} {kind !== null && (t.kinds[kind] ?? kind)}
            </Link>
          ),
        },
        {
          name: 'status',
          title: t.engineKnows,
          cell: ({ status, words }) => <Tag tone={tones[status]}>{words}</Tag>,
        },
        {
          name: 'event',
          title: t.engineEvent,
          cell: ({ run, accepted, record, link }) => <EventLink run={run} event={accepted ?? record} link={link} />,
        },
      ]}
    />
  );
}

/** An event by its number and run; a link where the engine's page is known. */
function EventLink({
  run,
  event,
  link,
}: {
  readonly run: string;
  readonly event: number | null;
  readonly link: string | null;
}) {
  const t = useAuditPhrases();
  const text = event === null ? '—' : t.eventOf(event);
  return (
    <>
      {link === null ? (
        text
      ) : (
        <a href={link} target="_blank" rel="noreferrer">
          {text}
        </a>
      )}{' '}
      <span className="fq-mono fq-muted">{run}</span>
    </>
  );
}
