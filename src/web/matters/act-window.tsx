/** A window for one act upon a matter: which of its items it concerns, and why. */
import { useQueryClient } from '@tanstack/react-query';
import Button from 'antd/es/button';
import { useEffect, useRef, useState, type FormEvent, type ReactNode } from 'react';
import { useAct } from '../api/command';
import { touchTransfer } from '../api/queries';
import { ErrorSummary, fieldId, type FieldFault } from '../parts/error-summary';
import { useMatterPhrases } from './phrases';

export interface ActWindowProps {
  readonly matter: string;
  readonly title: string;
  readonly lead: string;
  /** Codes of the items among which is chosen; empty: it concerns the whole. */
  readonly items: readonly string[];
  readonly labelOf: (code: string) => string;
  /** The request's field that has them, its label, and what is said where none is chosen. */
  readonly itemsField: { readonly pointer: string; readonly label: string; readonly missing: string };
  /** All of them are chosen until somebody says otherwise. */
  readonly allAtFirst: boolean;
  readonly needsReason: boolean;
  /** Fields of this act alone, above and below the items. */
  readonly above?: ReactNode;
  readonly below?: ReactNode;
  readonly path: string;
  /** What is sent; the reason without spaces around it. */
  readonly bodyOf: (reason: string, chosen: readonly string[]) => object;
  readonly close: () => void;
}

export function ActWindow({
  matter,
  title,
  lead,
  items,
  itemsField,
  needsReason,
  path,
  close,
  ...its
}: ActWindowProps) {
  const t = useMatterPhrases();
  const client = useQueryClient();
  const window = useRef<HTMLDialogElement>(null);
  const [reason, setReason] = useState('');
  const [picked, setPicked] = useState<readonly string[]>(its.allAtFirst ? items : []);
  const [faults, setFaults] = useState<readonly FieldFault[]>([]);
  const act = useAct<unknown>(async () => {
    await touchTransfer(client, new Set([matter]));
    close();
  });
  useEffect(() => window.current?.showModal(), []);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const why = reason.trim();
    const { pointer, missing } = itemsField;
    const found = [
      ...(items.length > 0 && picked.length === 0 ? [{ field: pointer, message: missing }] : []),
      ...(needsReason && why === '' ? [{ field: '/reason', message: t.reasonMissing }] : []),
    ];
    setFaults(found);
    if (found.length === 0) act.mutate({ path, body: its.bodyOf(why, picked) });
  };
  return (
    <dialog ref={window} className="fq-window" aria-label={title} onClose={close}>
      <form onSubmit={submit}>
        <h2>{title}</h2>
        <p>{lead}</p>
        <ErrorSummary faults={faults} error={faults.length === 0 ? act.error : null} />
        {its.above}
        {items.length > 0 && (
          <fieldset className="fq-window-powers" id={fieldId(itemsField.pointer)}>
            <legend>{itemsField.label}</legend>
            <label>
              <input
                type="checkbox"
                checked={picked.length === items.length}
                onChange={({ target }) => setPicked(target.checked ? items : [])}
              />{' '}
              {t.all}
            </label>
            {items.map((code) => (
              <label key={code}>
                <input
                  type="checkbox"
                  checked={picked.includes(code)}
                  onChange={({ target }) =>
                    setPicked(target.checked ? [...picked, code] : picked.filter((other) => other !== code))
                  }
                />{' '}
                {its.labelOf(code)}
              </label>
            ))}
          </fieldset>
        )}
        {its.below}
        <label htmlFor={fieldId('/reason')}>{t.reason}</label>
        <p className="fq-muted fq-small">{t.reasonHint}</p>
        <textarea
          id={fieldId('/reason')}
          className="fq-input"
          rows={3}
          maxLength={2000}
          value={reason}
          onChange={({ target }) => setReason(target.value)}
        />
        <div className="fq-row">
          <Button type="primary" htmlType="submit" loading={act.isPending}>
            {t.confirm(title)}
          </Button>
          <Button onClick={close}>{t.cancel}</Button>
        </div>
      </form>
    </dialog>
  );
}

/** One of several, by code. */
export function CodeField({
  pointer,
  label,
  options,
  value,
  choose,
}: {
  readonly pointer: string;
  readonly label: string;
  readonly options: readonly { readonly code: string; readonly title: string }[];
  readonly value: string;
  readonly choose: (code: string) => void;
}) {
  return (
    <p>
      <label htmlFor={fieldId(pointer)}>{label}</label>{' '}
      <select id={fieldId(pointer)} className="fq-select" value={value} onChange={({ target }) => choose(target.value)}>
        {options.map(({ code, title }) => (
          <option key={code} value={code}>
            {title}
          </option>
        ))}
      </select>
    </p>
  );
}
