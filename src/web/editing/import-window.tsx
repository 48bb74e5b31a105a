import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { addressOf, Problem, send } from '../api/request';
import { useLanguage } from '../i18n/language';
import { fieldId, noFaults, type FieldFault } from '../parts/error-summary';
import { PlainTable } from '../parts/paged-table';
import { ReadNotes, tableFiles, type ReadNote } from '../parts/read-notes';
import { useEditingPhrases } from './phrases';
import { touchLists } from './stale';
import { Window } from './window';

interface Imported {
  readonly rows: number;
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly notes: readonly ReadNote[];
}

/** Number of the row that a refusal's pointer names. */
const rowOf = (field: string): string => /^\/rows\/(\d+)/.exec(field)?.[1] ?? '';

/** A table as a file: checked first, imported when confirmed; what is wrong is told row by row. */
export function ImportWindow({
  what,
  title,
  close,
}: {
  readonly what: 'powers' | 'officers';
  readonly title: string;
  readonly close: () => void;
}) {
  const t = useEditingPhrases();
  const language = useLanguage();
  const client = useQueryClient();
  const [file, setFile] = useState<File>();
  const [faults, setFaults] = useState<readonly FieldFault[]>(noFaults);
  const act = useMutation({
    mutationFn: async ({ check, sent }: { readonly check: boolean; readonly sent: File }) => {
      const body = new FormData();
      body.append('file', sent);
      const answer = await send<Imported>(`/api/${what}/import`, {
        method: 'POST',
        language,
        body,
        ...(check ? { query: { check: true } } : {}),
      });
      return { check, answer };
    },
    onSuccess: ({ check }) => (check ? undefined : touchLists(client, `/api/${what}`)),
  });
  const checked = act.data?.check === true;
  const done = act.data?.check === false;
  const submit = () => {
    setFaults(file ? noFaults : [{ field: '/file', message: t.fileMissing }]);
    if (file) act.mutate({ check: !checked, sent: file });
  };
  const byRow = act.error instanceof Problem ? act.error.errors.filter(({ field }) => rowOf(field) !== '') : [];
  const tell = done ? t.imported : t.checked;
  return (
    <Window
      title={title}
      close={close}
      {...(done ? {} : { submit })}
      action={checked ? t.confirmImport : t.check}
      busy={act.isPending}
      // the rows have a table of their own
      error={byRow.length > 0 ? null : act.error}
      faults={faults}
    >
      <p>{t.importAbout}</p>
      <p className="fq-row">
        {t.template}:
        {(['xlsx', 'csv'] as const).map((format) => (
          <a key={format} href={addressOf(`/api/templates/${what}.${format}`, { language })} download>
            {format.toUpperCase()}
          </a>
        ))}
      </p>
      <label className="fq-file">
        {t.file}
        <input
          id={fieldId('/file')}
          type="file"
          accept={tableFiles}
          onChange={({ target }) => {
            setFile(target.files?.[0]);
            act.reset();
            target.value = '';
          }}
        />
        {file?.name}
      </label>
      <div role="status">
        {act.data && (
          <>
            <p>
              <strong>
                {tell(
                  act.data.answer.rows,
                  act.data.answer.created,
                  act.data.answer.updated,
                  act.data.answer.unchanged,
                )}
              </strong>
            </p>
            <ReadNotes notes={act.data.answer.notes} />
          </>
        )}
        {act.error instanceof Problem && byRow.length > 0 && (
          <>
            <p className="fq-field-fault">{act.error.message}</p>
            <PlainTable
              caption={t.rowErrors}
              rows={byRow}
              idOf={({ field, code }) => `${field} ${code}`}
              columns={[
                { name: 'row', title: t.row, heading: true, cell: ({ field }) => rowOf(field) },
                { name: 'problem', title: t.problem, cell: ({ message }) => message },
              ]}
            />
          </>
        )}
      </div>
    </Window>
  );
}
