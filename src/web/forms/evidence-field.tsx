/** Files: dropped or chosen, uploaded at once, shown with the digest by which they are proved. */
import Button from 'antd/es/button';
import { useRef, useState, type DragEvent } from 'react';
import { send } from '../api/request';
import type { StoredFile } from '../api/types';
import { useLanguage } from '../i18n/language';
import type { Attached } from './draft';
import { FileLine } from './file-line';
import { useFormPhrases } from './phrases';

/** Bytes of one file, as the server has it; known here so that nobody waits for an upload in vain. */
const mostBytes = 20 * 1024 * 1024;
const accepted = '.pdf,.jpg,.jpeg,.png,.txt,.csv,.zip,.doc,.docx,.xls,.xlsx,.ofd,.mp3,.mp4';
const typeByEnding: Readonly<Record<string, string>> = { ofd: 'application/vnd.ofd', csv: 'text/csv' };

/** A file as it is sent: of some kinds the browser does not know the type, or says the spreadsheet's. */
function typed(file: File): File {
  const ending = file.name.split('.').at(-1)?.toLowerCase() ?? '';
  const type = typeByEnding[ending];
  return type === undefined || type === file.type ? file : new File([file], file.name, { type });
}

export function EvidenceField({
  id,
  label,
  files,
  add,
  remove,
}: {
  readonly id: string;
  readonly label: string;
  readonly files: readonly Attached[];
  readonly add: (file: Attached) => void;
  readonly remove: (id: string) => void;
}) {
  const t = useFormPhrases();
  const language = useLanguage();
  const input = useRef<HTMLInputElement>(null);
  const [busy, setBusy] = useState<string>();
  const [over, setOver] = useState(false);
  const [wrong, setWrong] = useState<readonly string[]>([]);

  const upload = async (chosen: readonly File[]) => {
    const said: string[] = [];
    for (const file of chosen) {
      const ending = `.${file.name.split('.').at(-1)?.toLowerCase() ?? ''}`;
      if (!accepted.split(',').includes(ending)) said.push(t.wrongType(file.name));
      else if (file.size === 0) said.push(t.emptyFile(file.name));
      else if (file.size > mostBytes) said.push(t.tooLarge(file.name));
      else {
        setBusy(file.name);
        try {
          const body = new FormData();
          body.append('file', typed(file));
          const {
            id: stored,
            name,
            size,
            sha256,
            scan,
          } = await send<StoredFile>('/api/files', {
            method: 'POST',
            body,
            language,
          });
          add({ id: stored, name, size, sha256, scan });
        } catch (error) {
          said.push(t.failedUpload(file.name, error instanceof Error ? error.message : ''));
        }
      }
    }
    setBusy(undefined);
    setWrong(said);
    if (input.current) input.current.value = '';
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    void upload([...event.dataTransfer.files]);
  };
  return (
    <div>
      <label
        className={`fq-drop${over ? ' fq-drop-over' : ''}`}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <span>{t.upload}</span>
        <span className="fq-hint">{t.uploadHint}</span>
        <input
          ref={input}
          id={id}
          type="file"
          multiple
          accept={accepted}
          aria-label={label}
          onChange={(event) => void upload([...(event.target.files ?? [])])}
        />
      </label>
      <div role="status">{busy !== undefined && <p>{t.uploading(busy)}</p>}</div>
      <div role="alert">
        {wrong.map((text) => (
          <p key={text} className="fq-field-fault">
            {text}
          </p>
        ))}
      </div>
      {files.length > 0 && (
        <ul className="fq-files">
          {files.map((file) => (
            <li key={file.id}>
              <FileLine file={file} />{' '}
              <Button size="small" aria-label={`${t.remove} ${file.name}`} onClick={() => remove(file.id)}>
                {t.remove}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
