/** What a matter's steward may do to it: each act asks for its reason in a window of its own. */
import { useQueryClient } from '@tanstack/react-query';
import Button from 'antd/es/button';
import { useEffect, useRef, useState, type FormEvent } from 'react';
import { useAct } from '../../api/command';
import { statesWhere, useProcedure } from '../../api/procedure';
import { touchTransfer } from '../../api/queries';
import type { Matter, Procedure } from '../../api/types';
import { useMatterPhrases } from '../../matters/phrases';
import { ErrorSummary, fieldId, type FieldFault } from '../../parts/error-summary';
import { actsOn, type PossibleAct } from './possible-acts';

export function Acts({ matter }: { readonly matter: Matter }) {
  const t = useMatterPhrases();
  const [chosen, setChosen] = useState<PossibleAct['name']>();
  const { data: procedure } = useProcedure(matter.procedure);
  if (!procedure) return null;
  const acts = actsOn(statesWhere(procedure, 'ends'), statesWhere(procedure, 'recallable'), procedure.steps, matter);
  const act = acts.find(({ name }) => name === chosen);
  if (acts.length === 0) return null;
  return (
    <div className="fq-row fq-no-print fq-acts">
      {acts.map(({ name }) => (
        <Button key={name} danger={name === 'withdraw'} onClick={() => setChosen(name)}>
          {t.acts[name]}
        </Button>
      ))}
      {act && (
        <ActWindow
          key={act.name}
          matter={matter}
          act={act}
          steps={procedure.steps.filter(({ assembles }) => assembles === true)}
          close={() => setChosen(undefined)}
        />
      )}
    </div>
  );
}

function ActWindow({
  matter,
  act: { name, items },
  steps,
  close,
}: {
  readonly matter: Matter;
  readonly act: PossibleAct;
  readonly steps: Procedure['steps'];
  readonly close: () => void;
}) {
  const t = useMatterPhrases();
  const client = useQueryClient();
  const window = useRef<HTMLDialogElement>(null);
  const assembles = name === 'assemble';
  const [reason, setReason] = useState('');
  const [step, setStep] = useState(steps[0]?.code ?? '');
  const [picked, setPicked] = useState<readonly string[]>(assembles ? items : []);
  const [faults, setFaults] = useState<readonly FieldFault[]>([]);
  const act = useAct<unknown>(async () => {
    await touchTransfer(client, new Set([matter.id]));
    close();
  });
  useEffect(() => window.current?.showModal(), []);
  const itemsField = assembles ? '/expected' : '/powers';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const why = reason.trim();
    const found = [
      ...(items.length > 0 && picked.length === 0 ? [{ field: itemsField, message: t.chosenMissing }] : []),
      ...(why === '' && !assembles ? [{ field: '/reason', message: t.reasonMissing }] : []),
    ];
    setFaults(found);
    if (found.length > 0) return;
    const said = why === '' ? {} : { reason: why };
    act.mutate({
      path: `/api/matters/${encodeURIComponent(matter.id)}/${name}`,
      body: assembles
        ? { step, expected: picked, ...said }
        : { ...said, ...(items.length > 0 ? { powers: picked } : {}) },
    });
  };
  return (
    <dialog ref={window} className="fq-window" aria-label={t.acts[name]} onClose={close}>
      <form onSubmit={submit}>
        <h2>{t.acts[name]}</h2>
        <p>{t.actLead[name]}</p>
        <ErrorSummary faults={faults} error={faults.length === 0 ? act.error : null} />
        {assembles && (
          <p>
            <label htmlFor={fieldId('/step')}>{t.step}</label>{' '}
            <select
              id={fieldId('/step')}
              className="fq-select"
              value={step}
              onChange={({ target }) => setStep(target.value)}
            >
              {steps.map(({ code, title }) => (
                <option key={code} value={code}>
                  {title}
                </option>
              ))}
            </select>
          </p>
        )}
        {items.length > 0 && (
          <fieldset className="fq-window-powers" id={fieldId(itemsField)}>
            <legend>{t.chosen}</legend>
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
                {code}
              </label>
            ))}
          </fieldset>
        )}
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
            {t.confirm(t.acts[name])}
          </Button>
          <Button onClick={close}>{t.cancel}</Button>
        </div>
      </form>
    </dialog>
  );
}
