import Button from 'antd/es/button';
import { useState } from 'react';
import { Link } from 'react-router';
import type { Verdict } from '../../api/types';
import { formatInstant, formatNumber } from '../../i18n/format';
import { useLanguage } from '../../i18n/language';
import { LoadFailure } from '../../parts/load-state';
import { useAuditPhrases } from './phrases';
import { usePressed } from './pressed';

/** Verification at one click, with a verdict that needs no explanation. */
export function Verification({ path, button }: { readonly path: string; readonly button: string }) {
  const t = useAuditPhrases();
  const { query, press } = usePressed<Verdict>(path, ['verification', path]);
  // whoever has opened the list has it open when it is computed anew
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button type="primary" loading={query.isFetching} onClick={press}>
        {button}
      </Button>
      <div role="status" aria-live="polite" className="fq-verdict-place">
        {query.isFetching && <p>{t.verifying}</p>}
        {query.isError && !query.isFetching && <LoadFailure error={query.error} retry={press} />}
        {query.data && !query.isFetching && (
          <VerdictText verdict={query.data} at={query.dataUpdatedAt} list={{ open, setOpen }} />
        )}
      </div>
    </>
  );
}

/** Green is only what is intact and vouched for by a signed checkpoint. */
const lookOf = ({ verdict, vouched = 0 }: Verdict) =>
  verdict === 'broken' ? 'broken' : vouched > 0 ? 'intact' : 'unvouched';
const marks = { intact: '✓', unvouched: '!', broken: '✗' } as const;

interface Openable {
  readonly open: boolean;
  readonly setOpen: (open: boolean) => void;
}

function VerdictText({
  verdict,
  at,
  list,
}: {
  readonly verdict: Verdict;
  readonly at: number;
  readonly list: Openable;
}) {
  const t = useAuditPhrases();
  const language = useLanguage();
  const look = lookOf(verdict);
  const { checked, notProved } = verdict;
  return (
    <div className={`fq-verdict fq-verdict-${look}`}>
      <h2>
        <span aria-hidden="true">{marks[look]} </span>
        {t[look]}
      </h2>
      <Faults checked={checked} />
      <LookedAt checked={checked} list={list} />
      {notProved.length > 0 && (
        <>
          <h3>{t.notProved}</h3>
          <ul>
            {notProved.map((text) => (
              <li key={text}>{text}</li>
            ))}
          </ul>
        </>
      )}
      <p className="fq-muted">{t.verifiedAt(formatInstant(new Date(at).toISOString(), language))}</p>
    </div>
  );
}

type Checked = Verdict['checked'];
const countOf = ({ broken = [], more = 0 }: Checked[number]): number => broken.length + more;

/** What does not agree, each with its place in the ledger where it has one. */
function Faults({ checked }: { readonly checked: Checked }) {
  const t = useAuditPhrases();
  const language = useLanguage();
  const count = checked.reduce((sum, check) => sum + countOf(check), 0);
  if (count === 0) return null;
  return (
    <>
      <p>{t.brokenCount(formatNumber(count, language))}</p>
      <ul>
        {checked.flatMap(({ what, title, broken = [], more = 0 }) => [
          ...broken.map(({ where, why, transfer, seq }) => (
            <li key={`${what} ${where} ${why}`}>
              {title}:{' '}
              {transfer === undefined ? (
                where
              ) : (
                <Link to={`/audit/transfers/${transfer}${seq === undefined ? '' : `#entry-${seq}`}`}>{where}</Link>
              )}
              : {why}
            </li>
          )),
          ...(more > 0 ? [<li key={what}>{t.moreBroken(title, formatNumber(more, language))}</li>] : []),
        ])}
      </ul>
    </>
  );
}

/** All that was looked at, and how much of it. */
function LookedAt({ checked, list }: { readonly checked: Checked; readonly list: Openable }) {
  const t = useAuditPhrases();
  const language = useLanguage();
  return (
    <details open={list.open} onToggle={({ currentTarget }) => list.setOpen(currentTarget.open)}>
      <summary>
        {t.lookedAt} ({checked.length})
      </summary>
      <table className="fq-verdict-checks">
        <thead>
          <tr>
            <th scope="col">{t.lookedAt}</th>
            <th scope="col">{t.lookedAtCount}</th>
            <th scope="col">{t.lookedAtResult}</th>
          </tr>
        </thead>
        <tbody>
          {checked.map((check) => (
            <tr key={check.what}>
              <th scope="row">{check.title}</th>
              <td>{formatNumber(check.count, language)}</td>
              <td>{countOf(check) === 0 ? t.agrees : t.disagrees(formatNumber(countOf(check), language))}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
