/** What the coordinator may do to a transfer as a whole: each asks for its reason in a window of its own. */
import Button from 'antd/es/button';
import { useState } from 'react';
import { statesWhere, useProcedure } from '../../../api/procedure';
import type { Procedure, Transfer } from '../../../api/types';
import { ActWindow, CodeField } from '../../../matters/act-window';
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
        <Asking
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

function Asking({
  transfer: { id, powers: all },
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
  const [code, setCode] = useState(reasons[0]?.code ?? '');
  const recalls = name === 'recall';
  return (
    <ActWindow
      matter={id}
      title={t.acts[name]}
      lead={t.actLead[name]}
      items={powers}
      labelOf={(one) => `${one} ${all.find((power) => power.code === one)?.name ?? ''}`}
      itemsField={{ pointer: '/powers', label: t.actPowers, missing: t.actPowersMissing }}
      allAtFirst={false}
      needsReason
      below={recalls && <CodeField pointer="/code" label={t.actCode} options={reasons} value={code} choose={setCode} />}
      path={`/api/transfers/${encodeURIComponent(id)}/${name}`}
      bodyOf={(reason, chosen) => ({
        reason,
        ...(recalls ? { code } : {}),
        ...(powers.length > 0 ? { powers: chosen } : {}),
      })}
      close={close}
    />
  );
}
