/** What concerns the whole ledger besides its verification: the last checkpoint, and the file to take away. */
import { useAnswer } from '../../api/queries';
import { useSignedIn } from '../../app/session';
import { formatInstant, formatNumber } from '../../i18n/format';
import { useLanguage } from '../../i18n/language';
import { useAuditPhrases } from './phrases';
import type { CheckpointStanding } from './types';

/** When the last checkpoint was signed, and how much nobody's signature pins yet. */
export function CheckpointNote() {
  const t = useAuditPhrases();
  const language = useLanguage();
  const { data } = useAnswer<CheckpointStanding>('/api/checkpoints/latest');
  if (!data) return null;
  const since = formatNumber(data.since, language);
  return (
    <p>
      {data.checkpoint === null
        ? t.neverPinned(since)
        : t.lastPinned(data.checkpoint.number, formatInstant(data.checkpoint.at, language), since)}
    </p>
  );
}

/** The whole city's ledger as a file; the auditor's. */
export function WholeLedger() {
  const t = useAuditPhrases();
  const { role } = useSignedIn();
  if (role !== 'auditor') return null;
  return (
    <p className="fq-no-print">
      <a href="/api/ledger/export" download>
        {t.downloadAll}
      </a>{' '}
      <span className="fq-muted fq-audit-small">{t.downloadAllHint}</span>
    </p>
  );
}
