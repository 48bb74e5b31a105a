import { useAnswer, useWholeList } from '../../../api/queries';
import type { Page, RegisterEntry } from '../../../api/types';
import { formatDay } from '../../../i18n/format';
import { useLanguage } from '../../../i18n/language';
import { Empty, Loaded } from '../../../parts/load-state';
import { PageHeader } from '../../../parts/page-header';
import { usePartPhrases } from '../../../parts/phrases';
import { Tag } from '../../../parts/state-tag';
import { Decision, entryAddress, Scope, useRegisterPhrases } from './entry-parts';

/** A notice to the public (`GET /api/notices`). */
interface Notice {
  readonly id: string;
  readonly title: string;
  readonly published: string;
  readonly powers: readonly { readonly code: string }[];
  readonly pdf: string;
  readonly docx: string;
}

/** One power in one sub-district: who holds it now, and what was before. */
export function RegisterEntryPage({ subDistrict, power }: { readonly subDistrict: string; readonly power: string }) {
  const t = useRegisterPhrases();
  const p = usePartPhrases();
  const query = useAnswer<Page<RegisterEntry>>('/api/register', { subDistrict, power, all: true, limit: 500 });
  return (
    <div className="fq-register">
      <Loaded query={query}>
        {({ items }) => {
          const [first] = items;
          if (!first) {
            return (
              <>
                <PageHeader title={t.title} back={{ to: '/register', title: t.back }} />
                <Empty>{t.notFound}</Empty>
              </>
            );
          }
          const newestFirst = [...items].sort((a, b) => b.since.localeCompare(a.since));
          const current = newestFirst.find(({ until }) => until === undefined);
          const earlier = newestFirst.filter((entry) => entry !== current);
          return (
            <>
              <PageHeader
                title={first.powerName}
                about={`${first.power} · ${first.subDistrictName}`}
                back={{ to: '/register', title: t.back }}
              >
                <button type="button" className="fq-register-button" onClick={() => window.print()}>
                  {t.print}
                </button>
              </PageHeader>
              {current ? <EntryCard entry={current} /> : <Empty>{t.none}</Empty>}
              {earlier.length > 0 && (
                <>
                  <h2>{t.earlier}</h2>
                  {earlier.map((entry) => (
                    <EntryCard key={`${entry.transfer} ${entry.since} ${entry.until ?? ''}`} entry={entry} />
                  ))}
                </>
              )}
              <Notices subDistrict={subDistrict} power={power} />
              <p className="fq-muted">
                {p.named(t.address, '')}
                <span className="fq-mono">{window.location.origin + entryAddress(first)}</span>
              </p>
            </>
          );
        }}
      </Loaded>
    </div>
  );
}

function EntryCard({ entry }: { readonly entry: RegisterEntry }) {
  const t = useRegisterPhrases();
  const p = usePartPhrases();
  const language = useLanguage();
  const { mode, until, answersForEarlierName } = entry;
  return (
    <section className="fq-card">
      <p>
        <Tag tone={until === undefined ? 'good' : 'over'}>{until === undefined ? t.current : t.over}</Tag>{' '}
        {p.named(t.modes[mode], t.modeAbout[mode])}
        {until === undefined && entry.entrustedUntil !== undefined && (
          <> {t.entrustedUntil(formatDay(entry.entrustedUntil, language))}</>
        )}
      </p>
      <dl className="fq-facts fq-facts-wide">
        <dt>{t.acts}</dt>
        <dd>
          {entry.exercisedByName}
          {mode === 'entrust' && ` (${t.inNameOf(entry.holderName)})`}
        </dd>
        <dt>{t.legalBasis}</dt>
        <dd>{entry.legalBasis}</dd>
        <dt>{t.scope}</dt>
        <dd>
          <Scope entry={entry} />
        </dd>
        <dt>{t.since}</dt>
        <dd>{formatDay(entry.since, language)}</dd>
        {until !== undefined && (
          <>
            <dt>{t.until}</dt>
            <dd>{formatDay(until, language)}</dd>
          </>
        )}
        <dt>{t.decision}</dt>
        <dd>
          <Decision entry={entry} />
        </dd>
        {answersForEarlierName !== undefined && (
          <>
            <dt>{t.earlierDecisions}</dt>
            <dd>{answersForEarlierName}</dd>
          </>
        )}
        <dt>{t.remedy}</dt>
        <dd>
          {entry.remedy}
          <div className="fq-muted">{t.complain}</div>
        </dd>
      </dl>
    </section>
  );
}

function Notices({ subDistrict, power }: { readonly subDistrict: string; readonly power: string }) {
  const t = useRegisterPhrases();
  const language = useLanguage();
  const { data } = useWholeList<Notice>('/api/notices', { subDistrict, limit: 100 });
  if (!data) return null;
  const about = data.filter(({ powers }) => powers.some(({ code }) => code === power));
  return (
    <section className="fq-card">
      <h2>{t.notices}</h2>
      {about.length === 0 && <p className="fq-muted">{t.noNotices}</p>}
      <ul>
        {about.map(({ id, title, published, pdf, docx }) => (
          <li key={id}>
            {title} <span className="fq-muted">{formatDay(published, language)}</span>{' '}
            <a href={pdf} aria-label={`${title} PDF`}>
              PDF
            </a>{' '}
            <a href={docx} aria-label={`${title} DOCX`}>
              DOCX
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
