/** A window over the page in which one thing is edited: the browser's own dialog, with its keyboard and focus. */
import Button from 'antd/es/button';
import { useEffect, useRef, type FormEvent, type ReactNode } from 'react';
import { ErrorSummary, fieldId, noFaults, type FieldFault } from '../parts/error-summary';
import '../forms/forms.css';
import './editing.css';
import { useEditingPhrases } from './phrases';

/** A window; without `submit` it only shows. */
export function Window({
  title,
  close,
  submit,
  action,
  busy = false,
  error = null,
  faults = noFaults,
  children,
}: {
  readonly title: string;
  readonly close: () => void;
  readonly submit?: () => void;
  /** What the button says; "save" unless given. */
  readonly action?: string;
  readonly busy?: boolean;
  readonly error?: Error | null;
  readonly faults?: readonly FieldFault[];
  readonly children: ReactNode;
}) {
  const t = useEditingPhrases();
  const window = useRef<HTMLDialogElement>(null);
  useEffect(() => window.current?.showModal(), []);
  const send = (event: FormEvent) => {
    event.preventDefault();
    submit?.();
  };
  return (
    <dialog ref={window} className="fq-edit-window" aria-label={title} onClose={close}>
      <form onSubmit={send} noValidate>
        <h2>{title}</h2>
        <ErrorSummary faults={faults} error={faults.length === 0 ? error : null} />
        {children}
        <div className="fq-row fq-edit-buttons">
          {submit && (
            <Button type="primary" htmlType="submit" loading={busy}>
              {action ?? t.save}
            </Button>
          )}
          <Button onClick={close}>{submit ? t.cancel : t.close}</Button>
        </div>
      </form>
    </dialog>
  );
}

/** A line of text in a window; its id follows from its JSON pointer, so that a refusal leads here. */
export function TextRow({
  pointer,
  label,
  hint,
  value,
  change,
  type = 'text',
  complete = type === 'password' ? 'new-password' : 'off',
}: {
  readonly pointer: string;
  readonly label: string;
  readonly hint?: string;
  readonly value: string;
  readonly change: (value: string) => void;
  readonly type?: 'text' | 'date' | 'password' | 'tel';
  /** What the browser may fill in by itself. */
  readonly complete?: 'off' | 'new-password' | 'current-password';
}) {
  const id = fieldId(pointer);
  return (
    <div className="fq-edit-row">
      <label htmlFor={id}>{label}</label>
      {hint !== undefined && (
        <p className="fq-hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      <input
        id={id}
        className="fq-input"
        type={type}
        value={value}
        autoComplete={complete}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        onChange={(event) => change(event.target.value)}
      />
    </div>
  );
}

/** One of several in a window. */
export function SelectRow({
  pointer,
  label,
  value,
  choices,
  change,
}: {
  readonly pointer: string;
  readonly label: string;
  readonly value: string;
  readonly choices: readonly { readonly id: string; readonly name: string }[];
  readonly change: (value: string) => void;
}) {
  const id = fieldId(pointer);
  return (
    <div className="fq-edit-row">
      <label htmlFor={id}>{label}</label>
      <select id={id} className="fq-select" value={value} onChange={(event) => change(event.target.value)}>
        {choices.every((one) => one.id !== value) && <option value={value} />}
        {choices.map((one) => (
          <option key={one.id} value={one.id}>
            {one.name}
          </option>
        ))}
      </select>
    </div>
  );
}

/** Yes or no in a window. */
export function CheckRow({
  pointer,
  label,
  value,
  change,
}: {
  readonly pointer: string;
  readonly label: string;
  readonly value: boolean;
  readonly change: (value: boolean) => void;
}) {
  return (
    <div className="fq-edit-row">
      <label>
        <input
          id={fieldId(pointer)}
          type="checkbox"
          checked={value}
          onChange={(event) => change(event.target.checked)}
        />{' '}
        {label}
      </label>
    </div>
  );
}
