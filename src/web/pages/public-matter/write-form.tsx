/** The form on which somebody says something to what lies open. */
import Button from 'antd/es/button';
import { useState, type FormEvent } from 'react';
import { useAct } from '../../api/command';
import { isProblem } from '../../api/request';
import type { ContributionKept, LaidOpen } from '../../api/types';
import { TextRow } from '../../editing/window';
import { usePhrases } from '../../i18n/language';
import { ErrorSummary, fieldId, type FieldFault } from '../../parts/error-summary';
import { en } from './en';
import { zh } from './zh';

const longest = 5_000;

export function WriteForm({
  path,
  open,
  form,
  done,
  again,
}: {
  readonly path: string;
  readonly open: readonly LaidOpen[];
  readonly form: string;
  readonly done: (kept: ContributionKept) => void;
  /** Fetches another form; what was written stays. */
  readonly again: () => void;
}) {
  const t = usePhrases({ zh, en });
  const [only] = open;
  const [task, setTask] = useState(open.length === 1 && only ? only.task : '');
  const [text, setText] = useState('');
  const [name, setName] = useState('');
  const [contact, setContact] = useState('');
  const [faults, setFaults] = useState<readonly FieldFault[]>([]);
  const act = useAct<ContributionKept>(done);
  const given = (field: string, value: string) => (value.trim() === '' ? {} : { [field]: value });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const wrong = [
      ...(task === '' ? [{ field: '/task', message: t.choose }] : []),
      ...(text.trim() === '' ? [{ field: '/text', message: t.writeText }] : []),
    ];
    setFaults(wrong);
    if (wrong.length > 0) return;
    act.mutate({ path, body: { form, task, text, ...given('name', name), ...given('contact', contact) } });
  };
  const stale = ['form-expired', 'form-used', 'form-unknown'].some((code) => isProblem(act.error, code));
  return (
    <form className="fq-card fq-open-form" onSubmit={submit} noValidate aria-label={t.title}>
      <h2>{t.title}</h2>
      <ErrorSummary faults={faults} error={faults.length === 0 ? act.error : null} />
      {stale && (
        <Button
          onClick={() => {
            act.reset();
            again();
          }}
        >
          {t.again}
        </Button>
      )}
      {open.length > 1 && (
        <fieldset id={fieldId('/task')}>
          <legend>{t.which}</legend>
          {open.map((one) => (
            <label key={one.task}>
              <input type="radio" name="task" checked={task === one.task} onChange={() => setTask(one.task)} />{' '}
              {one.step.title}: {one.items.join(', ')}
            </label>
          ))}
        </fieldset>
      )}
      <div className="fq-edit-row">
        <label htmlFor={fieldId('/text')}>{t.text}</label>
        <p className="fq-hint" id="text-hint">
          {t.textHint}
        </p>
        <textarea
          id={fieldId('/text')}
          className="fq-input"
          rows={8}
          maxLength={longest}
          aria-describedby="text-hint"
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      </div>
      <TextRow pointer="/name" label={t.name} hint={t.nameHint} value={name} change={setName} />
      <TextRow pointer="/contact" label={t.contact} hint={t.contactHint} value={contact} change={setContact} />
      <Button type="primary" htmlType="submit" loading={act.isPending}>
        {t.send}
      </Button>
    </form>
  );
}
