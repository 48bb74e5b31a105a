import { unturned } from '../../domain/kept-text';
import { formatBytes } from '../i18n/format';
import { useLanguage } from '../i18n/language';
import { Tag } from '../parts/state-tag';
import type { Attached } from './draft';
import { useFormPhrases } from './phrases';

/** An uploaded file: to be downloaded, with its size, the digest by which it is proved, and whether it was scanned. */
export function FileLine({ file }: { readonly file: Attached }) {
  const t = useFormPhrases();
  const language = useLanguage();
  return (
    <>
      <a href={`/api/files/${encodeURIComponent(file.id)}/content`}>{unturned(file.name)}</a>{' '}
      <span className="fq-muted">{formatBytes(file.size, language)}</span>{' '}
      <span className="fq-mono" title={t.digestHint}>
        SHA-256 {file.sha256.slice(0, 16)}…
      </span>{' '}
      <Tag tone={file.scan === 'clean' ? 'good' : 'waiting'}>{t.scans[file.scan]}</Tag>
    </>
  );
}
