import { useState, type DragEvent } from 'react';
import { addressOf } from '../../../api/request';
import { formatBytes } from '../../../i18n/format';
import { useLanguage } from '../../../i18n/language';
import { fieldId, type FieldFault } from '../../../parts/error-summary';
import { tableFiles } from '../../../parts/read-notes';
import { useLaunchPhrases } from './phrases';

/** A list as a file: chosen or dropped; an empty one to fill in. */
export function ImportFile({
  file,
  faults,
  use: accept,
}: {
  readonly file: File | undefined;
  readonly faults: readonly FieldFault[];
  readonly use: (file: File) => void;
}) {
  const t = useLaunchPhrases();
  const language = useLanguage();
  const [over, setOver] = useState(false);
  const fault = faults.find(({ field }) => field === '/file')?.message;
  const take = (files: FileList | null) => {
    const [first] = files ?? [];
    if (first) accept(first);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files);
  };
  return (
    <section className="fq-card">
      <h2>{t.file}</h2>
      <p>{t.fileAbout}</p>
      <p className="fq-row">
        {t.template}:
        {(['xlsx', 'csv'] as const).map((format) => (
          <a key={format} href={addressOf(`/api/templates/launch.${format}`, { language })} download>
            {format.toUpperCase()}
          </a>
        ))}
      </p>
      <div className={`fq-field${fault === undefined ? '' : ' fq-field-wrong'}`}>
        {fault !== undefined && <p className="fq-field-fault">{fault}</p>}
        <label
          className={`fq-drop${over ? ' fq-drop-over' : ''}`}
          onDragOver={(event) => {
            event.preventDefault();
            setOver(true);
          }}
          onDragLeave={() => setOver(false)}
          onDrop={drop}
        >
          <strong>{t.chooseFile}</strong>
          <span className="fq-muted">{t.fileHint}</span>
          {file && (
            <span role="status">
              {file.name} ({formatBytes(file.size, language)})
            </span>
          )}
          <input
            id={fieldId('/file')}
            type="file"
            accept={tableFiles}
            onChange={({ target }) => {
              take(target.files);
              // the same name chosen again after the file was mended must count as a change
              target.value = '';
            }}
          />
        </label>
      </div>
    </section>
  );
}
