/** One ledger entry, with all that it says. */
import Button from 'antd/es/button';
import { useState, type ReactNode } from 'react';
import type { HistoryEntry } from '../../api/types';
import { useRoleName } from '../../app/phrases';
import { formatInstant } from '../../i18n/format';
import { useLanguage } from '../../i18n/language';
import { useAboutName } from '../../parts/about-name';
import { usePartPhrases } from '../../parts/phrases';
import { Tag } from '../../parts/state-tag';
import { sentWith } from '../../matters/entry-words';
import { useTitles } from '../../api/procedure';
import { useAuditPhrases } from './phrases';
import { canHash, sha256 } from './proof';

export function Entry({
  entry,
  procedure,
  codes,
  open,
  toggle,
}: {
  readonly entry: HistoryEntry;
  readonly procedure: string;
  readonly codes: readonly string[];
  readonly open: boolean;
  readonly toggle: (open: boolean) => void;
}) {
  const t = useAuditPhrases();
  const language = useLanguage();
  const { seq, at, title, byName, organisationName } = entry;
  return (
    <li id={`entry-${seq}`}>
      <details open={open} onToggle={(event) => toggle(event.currentTarget.open)}>
        <summary>
          <strong>{t.entry(seq)}</strong> · <time dateTime={at}>{formatInstant(at, language)}</time> · {title} ·{' '}
          {[organisationName, byName].filter(Boolean).join(' · ')}
        </summary>
        {open && <Inside entry={entry} procedure={procedure} codes={codes} />}
      </details>
    </li>
  );
}

function Inside({
  entry,
  procedure,
  codes,
}: {
  readonly entry: HistoryEntry;
  readonly procedure: string;
  readonly codes: readonly string[];
}) {
  const t = useAuditPhrases();
  const p = usePartPhrases();
  const language = useLanguage();
  const roleName = useRoleName();
  const titles = useTitles(procedure);
  const aboutName = useAboutName();
  const sent = sentWith(entry, codes);
  const lists = (sorted: Readonly<Record<string, readonly string[]>>, titleOf: (code: string) => string) =>
    Object.entries(sorted).map(([code, powers]) => (
      <div key={code}>
        {p.named(titleOf(code), p.list(powers))} <span className="fq-muted">({powers.length})</span>
      </div>
    ));
  return (
    <dl className="fq-facts fq-facts-wide">
      <dt>{t.at}</dt>
      <dd>
        {formatInstant(entry.at, language)} <span className="fq-mono">{entry.at}</span>
      </dd>
      <dt>{t.written}</dt>
      <dd>
        {formatInstant(entry.written, language)} <span className="fq-mono">{entry.written}</span>
      </dd>
      <Fact name={t.kind}>{t.kinds[entry.kind] ?? entry.kind}</Fact>
      {sent.role !== undefined && <Fact name={t.role}>{roleName(sent.role)}</Fact>}
      {entry.about !== null && <Fact name={t.about2}>{aboutName(entry.about)}</Fact>}
      {Object.keys(entry.outcomes).length > 0 && (
        <Fact name={t.outcomes}>{lists(entry.outcomes, (code) => titles.outcome(entry.step, code))}</Fact>
      )}
      {Object.keys(entry.states).length > 0 && <Fact name={t.states}>{lists(entry.states, titles.state)}</Fact>}
      {(sent.reason !== undefined || sent.words.length > 0) && (
        <Fact name={t.words}>
          {sent.reason}
          {sent.words.map(({ powers, text }) => (
            <div key={`${powers.join()} ${text}`}>{p.named(p.list(powers), text)}</div>
          ))}
        </Fact>
      )}
      {sent.comment !== undefined && <Fact name={t.comment}>{sent.comment}</Fact>}
      {sent.evidence.length > 0 && (
        <Fact name={t.evidence}>
          {sent.evidence.map((file) => (
            <Evidence key={file.id} {...file} />
          ))}
        </Fact>
      )}
      {sent.form !== undefined && (
        <Fact name={t.form}>
          <pre className="fq-mono fq-audit-text" tabIndex={0}>
            {sent.form}
          </pre>
        </Fact>
      )}
      <Fact name={t.previous}>
        <span className="fq-mono">{entry.previous === '' ? t.first : entry.previous}</span>
      </Fact>
      <Fact name={t.hash}>
        <span className="fq-mono">{entry.hash}</span>
      </Fact>
      <Fact name={t.content}>
        <pre className="fq-mono fq-audit-text" tabIndex={0}>
          {entry.content}
        </pre>
      </Fact>
      <Fact name={t.engine}>
        {(['workflow', 'run', 'update'] as const).map((name) => (
          <div key={name}>
            {t[name]}: <span className="fq-mono">{entry[name]}</span>
          </div>
        ))}
      </Fact>
    </dl>
  );
}

const Fact = ({ name, children }: { readonly name: string; readonly children: ReactNode }) => (
  <>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </>
);

/** A file, its digest, and whether the file is still what was recorded: computed here, from what is downloaded. */
function Evidence({ id, sha256: recorded }: { readonly id: string; readonly sha256: string }) {
  const t = useAuditPhrases();
  const [same, setSame] = useState<boolean>();
  const address = `/api/files/${encodeURIComponent(id)}/content`;
  const check = async () => {
    const response = await fetch(address, { credentials: 'same-origin' });
    setSame(response.ok && (await sha256(await response.arrayBuffer())) === recorded);
  };
  return (
    <div className="fq-row">
      <a href={address}>{id}</a>
      <span className="fq-mono">
        {t.digest} {recorded}
      </span>
      <Button size="small" disabled={!canHash()} onClick={() => void check()}>
        {t.checkFile}
      </Button>
      <span role="status">
        {same !== undefined && <Tag tone={same ? 'good' : 'bad'}>{same ? t.fileSame : t.fileDiffers}</Tag>}
      </span>
    </div>
  );
}
