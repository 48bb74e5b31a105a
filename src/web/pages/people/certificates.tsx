/** An officer's certificates; the certifier records, suspends and restores them. */
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useAct } from '../../api/command';
import type { Officer } from '../../api/types';
import { useSignedIn } from '../../app/session';
import { touchLists } from '../../editing/stale';
import { TextRow, Window } from '../../editing/window';
import { formatDay } from '../../i18n/format';
import { useLanguage } from '../../i18n/language';
import { ErrorSummary } from '../../parts/error-summary';
import { Tag, type Tone } from '../../parts/state-tag';
import { certificateState, daysBetween, type CertificateState } from './certificate-state';
import { usePeoplePhrases } from './phrases';
import { today } from './today';

const tones: { readonly [state in CertificateState]: Tone } = {
  valid: 'good',
  expiring: 'waiting',
  expired: 'bad',
  suspended: 'bad',
  'not-yet': 'over',
};

const pathOf = ({ id }: Officer): string => `/api/officers/${encodeURIComponent(id)}/certificates`;

export function Certificates({ officer, add }: { readonly officer: Officer; readonly add: () => void }) {
  const t = usePeoplePhrases();
  const { role } = useSignedIn();
  const client = useQueryClient();
  const act = useAct(() => touchLists(client, '/api/officers'));
  const certifies = role === 'certifier';
  return (
    <>
      {officer.certificates.length === 0 && <Tag tone="waiting">{t.noCertificate}</Tag>}
      {officer.certificates.map((certificate) => (
        <div key={certificate.number}>
          <CertificateText certificate={certificate} />{' '}
          {certifies && (
            <button
              type="button"
              className="fq-link-button"
              disabled={act.isPending}
              aria-label={(certificate.suspended ? t.restoreOf : t.suspendOf)(certificate.number)}
              onClick={() =>
                act.mutate({
                  method: 'PATCH',
                  path: `${pathOf(officer)}/${encodeURIComponent(certificate.number)}`,
                  body: { suspended: !certificate.suspended },
                })
              }
            >
              {certificate.suspended ? t.restore : t.suspend}
            </button>
          )}
        </div>
      ))}
      <ErrorSummary error={act.error} />
      {certifies && (
        <button type="button" className="fq-link-button" aria-label={t.addCertificateOf(officer.name)} onClick={add}>
          {t.addCertificate}
        </button>
      )}
    </>
  );
}

function CertificateText({ certificate }: { readonly certificate: Officer['certificates'][number] }) {
  const t = usePeoplePhrases();
  const language = useLanguage();
  const state = certificateState(certificate, today());
  return (
    <>
      <span className="fq-mono">{certificate.number}</span> {t.until(formatDay(certificate.validUntil, language))}{' '}
      <Tag tone={tones[state]}>
        {t.certificateStates[state]}
        {state === 'expiring' && ` (${t.daysLeft(daysBetween(today(), certificate.validUntil))})`}
      </Tag>
    </>
  );
}

/** A window beside the table, not in its row: the table is drawn anew whenever it is searched. */
export function NewCertificate({ officer, close }: { readonly officer: Officer; readonly close: () => void }) {
  const t = usePeoplePhrases();
  const client = useQueryClient();
  const [number, setNumber] = useState('');
  const [validFrom, setFrom] = useState(today());
  const [validUntil, setUntil] = useState('');
  const act = useAct(async () => {
    await touchLists(client, '/api/officers');
    close();
  });
  return (
    <Window
      title={t.addCertificateOf(officer.name)}
      close={close}
      submit={() => act.mutate({ path: pathOf(officer), body: { number: number.trim(), validFrom, validUntil } })}
      busy={act.isPending}
      error={act.error}
    >
      <TextRow pointer="/number" label={t.number} value={number} change={setNumber} />
      <TextRow pointer="/validFrom" label={t.validFrom} type="date" value={validFrom} change={setFrom} />
      <TextRow pointer="/validUntil" label={t.validUntil} type="date" value={validUntil} change={setUntil} />
    </Window>
  );
}
