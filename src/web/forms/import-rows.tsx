import Button from 'antd/es/button';
import { useState, type ChangeEvent, type ReactNode } from 'react';
import { useFormPhrases } from './phrases';
import { readRows, type TableColumn, type TableRow } from './table-text';
import { usePartPhrases } from '../parts/phrases';

/** A file's text: UTF-8, or else GB 18030, which spreadsheets in Chinese offices write. */
async function textOf(file: File): Promise<string> {
  const bytes = await file.arrayBuffer();
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
}

/** A table pasted or chosen as a file, looked at before it is taken over. */
export function ImportRows({
  id,
  columns,
  use,
  close,
  remark,
}: {
  readonly id: string;
  readonly columns: readonly TableColumn[];
  readonly use: (rows: readonly TableRow[]) => void;
  readonly close: () => void;
  /** What there is to say of the rows before they are taken over. */
  readonly remark?: (rows: readonly TableRow[]) => ReactNode;
}) {
  const t = useFormPhrases();
  const p = usePartPhrases();
  const [text, setText] = useState('');
  const rows = text.trim() === '' ? [] : readRows(text, columns);
  const choose = async ({ target }: ChangeEvent<HTMLInputElement>) => {
    const [file] = target.files ?? [];
    if (file) setText(await textOf(file));
  };
  return (
    <div className="fq-import" role="group" aria-label={t.importTitle}>
      <label htmlFor={id}>{t.importTitle}</label>
      <p className="fq-hint" id={`${id}-about`}>
        {t.importHint(p.list(columns.map(({ title }) => title)))}
      </p>
      <textarea
        id={id}
        className="fq-input"
        rows={5}
        value={text}
        aria-describedby={`${id}-about`}
        onChange={(event) => setText(event.target.value)}
      />
      <div className="fq-row">
        <label className="fq-file">
          {t.importFile}
          <input type="file" accept=".csv,.tsv,.txt,text/csv" onChange={(event) => void choose(event)} />
        </label>
        <Button type="primary" disabled={rows.length === 0} onClick={() => use(rows)}>
          {t.importUse(rows.length)}
        </Button>
        <Button onClick={close}>{t.cancel}</Button>
      </div>
      <div role="status">{rows.length > 0 && (remark?.(rows) ?? <p>{t.importFound(rows.length)}</p>)}</div>
    </div>
  );
}
