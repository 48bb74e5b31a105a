/** What a matter's steward may do to it: each act asks for its reason in a window of its own. */
import Button from 'antd/es/button';
import { useState } from 'react';
import { statesWhere, useProcedure } from '../../api/procedure';
import type { Matter, Procedure } from '../../api/types';
import { ActWindow, CodeField } from '../../matters/act-window';
import { useMatterPhrases } from '../../matters/phrases';
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
        <Asking
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

function Asking({
  matter: { id },
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
  const [step, setStep] = useState(steps[0]?.code ?? '');
  const assembles = name === 'assemble';
  return (
    <ActWindow
      matter={id}
      title={t.acts[name]}
      lead={t.actLead[name]}
      items={items}
      labelOf={(code) => code}
      itemsField={{ pointer: assembles ? '/expected' : '/powers', label: t.chosen, missing: t.chosenMissing }}
      allAtFirst={assembles}
      needsReason={!assembles}
      above={assembles && <CodeField pointer="/step" label={t.step} options={steps} value={step} choose={setStep} />}
      path={`/api/matters/${encodeURIComponent(id)}/${name}`}
      bodyOf={(reason, chosen) => ({
        ...(reason === '' ? {} : { reason }),
        ...(assembles ? { step, expected: chosen } : items.length > 0 ? { powers: chosen } : {}),
      })}
      close={close}
    />
  );
}
