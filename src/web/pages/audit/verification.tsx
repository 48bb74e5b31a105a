import Button from 'antd/es/button';
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
  return (
    <>
      <Button type="primary" loading={query.isFetching} onClick={press}>
        {button}
      </Button>
      <div role="status" aria-live="polite" className="fq-verdict-place">
        {query.isFetching && <p>{t.verifying}</p>}
        {query.isError && !query.isFetching && <LoadFailure error={query.error} retry={press} />}
        {query.data && !query.isFetching && <VerdictText verdict={query.data} at={query.dataUpdatedAt} />}
      </div>
    </>
  );
}

function VerdictText({ verdict, at }: { readonly verdict: Verdict; readonly at: number }) {
  const t = useAuditPhrases();
  const language = useLanguage();
  const { firstBroken, entries, checkpoints = 0 } = verdict;
  const intact = verdict.verdict === 'intact';
  return (
    <div className={intact ? 'fq-verdict fq-verdict-intact' : 'fq-verdict fq-verdict-broken'}>
      <h2>
        <span aria-hidden="true">{intact ? '✓' : '✗'} </span>
        {intact ? t.intact : t.broken}
      </h2>
      {intact && (
        <p>
          {t.intactText(formatNumber(entries, language))}{' '}
          {checkpoints > 0 ? t.checkpoints(formatNumber(checkpoints, language)) : t.noCheckpoints}
        </p>
      )}
      {firstBroken && (
        <p>
          <Link to={`/audit/transfers/${firstBroken.transfer}#entry-${firstBroken.seq}`}>
            {t.brokenAt(firstBroken.transfer, firstBroken.seq)}
          </Link>
          : {t.whys[firstBroken.why] ?? firstBroken.why}
        </p>
      )}
      <p className="fq-muted">{t.verifiedAt(formatInstant(new Date(at).toISOString(), language))}</p>
    </div>
  );
}
