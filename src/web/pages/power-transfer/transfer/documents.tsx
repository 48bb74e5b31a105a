import { useAnswer } from '../../../api/queries';
import type { Page, TransferDocument, Transfer } from '../../../api/types';
import { FileLine } from '../../../forms/file-line';
import { formatDay } from '../../../i18n/format';
import { useLanguage } from '../../../i18n/language';
import { Tag } from '../../../parts/state-tag';
import { useTransferPhrases } from './phrases';

/** The plan that it was launched with; confirmations, instruments and notices, to be read or printed. */
export function Documents({ transfer }: { readonly transfer: Transfer }) {
  const t = useTransferPhrases();
  const language = useLanguage();
  const { data } = useAnswer<Page<TransferDocument>>(`/api/transfers/${encodeURIComponent(transfer.id)}/documents`);
  const documents = data?.items ?? [];
  return (
    <section className="fq-card">
      <h2>{t.documents}</h2>
      {transfer.plan.length > 0 && (
        <>
          <h3>{t.plan}</h3>
          <ul className="fq-files">
            {transfer.plan.map((file) => (
              <li key={file.id}>
                <FileLine file={file} />
              </li>
            ))}
          </ul>
          <h3>{t.madeDocuments}</h3>
        </>
      )}
      {documents.length === 0 && <p className="fq-muted">{t.noDocuments}</p>}
      <ul>
        {documents.map(({ id, title, status, date, pdf, docx }) => (
          <li key={id}>
            {title} <Tag tone={status === 'draft' ? 'waiting' : 'good'}>{t.documentStates[status]}</Tag>{' '}
            <span className="fq-muted">{formatDay(date, language)}</span>{' '}
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
