/** What the coordinator may do to a transfer as a whole: each asks for its reason in a window of its own. */
import { useQueryClient } from '@tanstack/react-query';
import Button from 'antd/es/button';
import { useEffect, useRef, useState, type FormEvent } from 'react';
import { useAct } from '../../../api/command';
import { statesWhere, useProcedure } from '../../../api/procedure';
import type { Procedure } from '../../../api/types';
import { touchTransfer } from '../../../api/queries';
import type { Transfer } from '../../../api/types';
import { ErrorSummary, fieldId, type FieldFault } from '../../../parts/error-summary';
import { useTransferPhrases } from './phrases';

type ActName = 'suspend' | 'resume' | 'withdraw' | 'recall';

const codesWhere = ({ powers }: Transfer, fits: (state: string) => boolean): string[] =>
  powers.filter(({ state }) => fits(state)).map(({ code }) => code);

/** The acts that the transfer's state admits, with the powers that each can concern. */
function actsOn(
  procedure: Procedure,
  transfer: Transfer,
): { readonly name: ActName; readonly powers: readonly string[] }[] {
  const [ends, recallable] = [statesWhere(procedure, 'ends'), statesWhere(procedure, 'recallable')];
  const handedOver = codesWhere(transfer, (state) => recallable.has(state));
  const earlier = codesWhere(transfer, (state) => !recallable.has(state) && !ends.has(state));
  if (handedOver.length + earlier.length === 0) return [];
  return [
    { name: transfer.suspended ? 'resume' : 'suspend', powers: [] },
    ...(earlier.length > 0 ? [{ name: 'withdraw' as const, powers: earlier }] : []),
    ...(handedOver.length > 0 ? [{ name: 'recall' as const, powers: handedOver }] : []),
  ];
}

export function Acts({ transfer }: { readonly transfer: Transfer }) {
  const t = useTransferPhrases();
  const [chosen, setChosen] = useState<ActName>();
  const { data: procedure } = useProcedure();
  if (!procedure) return null;
  const acts = actsOn(procedure, transfer);
  const act = acts.find(({ name }) => name === chosen);
  if (acts.length === 0) return null;
  return (
    <div className="fq-row fq-no-print fq-acts">
      {acts.map(({ name }) => (
        <Button key={name} danger={name === 'withdraw' || name === 'recall'} onClick={() => setChosen(name)}>
          {t.acts[name]}
        </Button>
      ))}
      {act && (
        <ActWindow
          key={act.name}
          transfer={transfer}
          act={act}
          reasons={procedure.recallReasons}
          close={() => setChosen(undefined)}
        />
      )}
    </div>
  );
}

function ActWindow({
  transfer,
  act: { name, powers },
  reasons,
  close,
}: {
  readonly transfer: Transfer;
  readonly act: { readonly name: ActName; readonly powers: readonly string[] };
  readonly reasons: Procedure['recallReasons'];
  readonly close: () => void;
}) {
  const t = useTransferPhrases();
  const client = useQueryClient();
  const window = useRef<HTMLDialogElement>(null);
  const [reason, setReason] = useState('');
  const [code, setCode] = useState(reasons[0]?.code ?? '');
  const [picked, setPicked] = useState<readonly string[]>([]);
  const [faults, setFaults] = useState<readonly FieldFault[]>([]);
  const act = useAct<Transfer>(async () => {
    await touchTransfer(client, new Set([transfer.id]));
    close();
  });
  useEffect(() => window.current?.showModal(), []);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const found = [
      ...(powers.length > 0 && picked.length === 0 ? [{ field: '/powers', message: t.actPowersMissing }] : []),
      ...(reason.trim() === '' ? [{ field: '/reason', message: t.actReasonMissing }] : []),
    ];
    setFaults(found);
    if (found.length > 0) return;
    act.mutate({
      path: `/api/transfers/${encodeURIComponent(transfer.id)}/${name}`,
      body: {
        reason: reason.trim(),
        ...(name === 'recall' ? { code } : {}),
        ...(powers.length > 0 ? { powers: picked } : {}),
      },
    });
  };
  const nameOf = (one: string) => transfer.powers.find((power) => power.code === one)?.name ?? '';
  return (
    <dialog ref={window} className="fq-window" aria-label={t.acts[name]} onClose={close}>
      <form onSubmit={submit}>
        <h2>{t.acts[name]}</h2>
        <p>{t.actLead[name]}</p>
        <ErrorSummary faults={faults} error={faults.length === 0 ? act.error : null} />
        {powers.length > 0 && (
          <fieldset className="fq-window-powers" id={fieldId('/powers')}>
            <legend>{t.actPowers}</legend>
            <label>
              <input
                type="checkbox"
                checked={picked.length === powers.length}
                onChange={(event) => setPicked(event.target.checked ? powers : [])}
              />{' '}
              {t.actAll}
            </label>
            {powers.map((one) => (
              <label key={one}>
                <input
                  type="checkbox"
                  checked={picked.includes(one)}
                  onChange={({ target }) =>
                    setPicked(target.checked ? [...picked, one] : picked.filter((other) => other !== one))
                  }
                />{' '}
                {one} {nameOf(one)}
              </label>
            ))}
          </fieldset>
        )}
        {name === 'recall' && (
          <p>
            <label htmlFor={fieldId('/code')}>{t.actCode}</label>{' '}
            <select
              id={fieldId('/code')}
              className="fq-select"
              value={code}
              onChange={(event) => setCode(event.target.value)}
            >
              {reasons.map((one) => (
                <option key={one.code} value={one.code}>
                  {one.title}
                </option>
              ))}
            </select>
          </p>
        )}
        <label htmlFor={fieldId('/reason')}>{t.actReason}</label>
        <p className="fq-muted fq-small">{t.actReasonHint}</p>
        <textarea
          id={fieldId('/reason')}
          className="fq-input"
          rows={3}
          maxLength={2000}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
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
