/** What happened, in words that a clerk understands; each line names its ledger entry. */
import { Link } from 'react-router';
import { useTitles } from '../api/procedure';
import type { HistoryEntry } from '../api/types';
import { useRoleName } from '../app/phrases';
import { formatInstant } from '../i18n/format';
import { useLanguage } from '../i18n/language';
import { useAboutName } from '../parts/about-name';
import { sentWith } from './entry-words';
import { useCodes, useMatterPhrases } from './phrases';
import type { Shown } from './shown';
import { usePartPhrases } from '../parts/phrases';

export function Timeline({
  matter,
  entries,
  audits,
}: {
  readonly matter: Shown;
  readonly entries: readonly HistoryEntry[];
  readonly audits: boolean;
}) {
  const t = useMatterPhrases();
  const codes = matter.items.map(({ code }) => code);
  return (
    <section className="fq-card">
      <h2>
        {t.timeline} <span className="fq-muted fq-small">{t.timelineOrder}</span>
      </h2>
      <ol className="fq-timeline" reversed>
        {[...entries].reverse().map((entry) => (
          <Line key={entry.seq} entry={entry} matter={matter} codes={codes} audits={audits} />
        ))}
      </ol>
    </section>
  );
}

function Line({
  entry,
  matter,
  codes,
  audits,
}: {
  readonly entry: HistoryEntry;
  readonly matter: Shown;
  readonly codes: readonly string[];
  readonly audits: boolean;
}) {
  const t = useMatterPhrases();
  const p = usePartPhrases();
  const language = useLanguage();
  const titles = useTitles(matter.procedure);
  const list = useCodes();
  const roleName = useRoleName();
  const aboutName = useAboutName();
  const { seq, kind, step, about, outcomes, states } = entry;
  const sent = sentWith(entry, codes);
  const byItself = kind === 'clock' || entry.by === 'system' || entry.by === 'clock';
  const who = byItself
    ? t.system
    : [entry.organisationName, sent.role === undefined ? undefined : roleName(sent.role), entry.byName]
        .filter(Boolean)
        .join(' · ');
  const what = step === null ? (t.kinds[kind] ?? entry.title) : entry.title;
  const named = about === null || /^(recall|evaluation|year)-/.test(about) ? what : `${what} · ${aboutName(about)}`;
  return (
    <li id={`entry-${seq}`} value={seq}>
      <div className="fq-muted fq-small">
        <time dateTime={entry.at}>{formatInstant(entry.at, language)}</time> · {who}
        {audits && (
          <>
            {' · '}
            <Link to={`/audit/transfers/${matter.id}#entry-${seq}`} aria-label={t.toEntry(seq)}>
              {t.entry(seq)}
            </Link>
          </>
        )}
      </div>
      <strong>{named}</strong>
      {Object.entries(outcomes).map(([code, powers]) => (
        <div key={code}>{t.outcomeOf(titles.outcome(step, code), powers.length, list(powers))}</div>
      ))}
      {[sent.reason, sent.comment, sent.text].map(
        (text, index) =>
          text !== undefined && (
            <blockquote key={index} className="fq-quote">
              {text}
            </blockquote>
          ),
      )}
      {sent.words.map(({ powers, text }) => (
        <blockquote key={`${powers.join()} ${text}`} className="fq-quote">
          {text} <span className="fq-muted">{t.ofPowers(list(powers))}</span>
        </blockquote>
      ))}
      {Object.entries(states).map(([state, powers]) => (
        <div key={state} className="fq-entered">
          → {t.entered(titles.state(state), powers.length, list(powers))}
        </div>
      ))}
      {sent.evidence.length > 0 && (
        <div className="fq-small">
          {p.named(t.evidence, '')}
          {sent.evidence.map(({ id, sha256 }) => (
            <a key={id} className="fq-mono" href={`/api/files/${encodeURIComponent(id)}/content`}>
              {sha256.slice(0, 12)}…{' '}
            </a>
          ))}
        </div>
      )}
    </li>
  );
}
