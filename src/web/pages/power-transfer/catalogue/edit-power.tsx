import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useAct } from '../../../api/command';
import { useAnswer, useWholeList } from '../../../api/queries';
import type { Field, Organisation } from '../../../api/types';
import { touchLists } from '../../../editing/stale';
import { CheckRow, SelectRow, TextRow, Window } from '../../../editing/window';
import { usePhrases } from '../../../i18n/language';
import { Loaded } from '../../../parts/load-state';
import { usePartPhrases } from '../../../parts/phrases';
import { en } from './en';
import { zh } from './zh';

interface Names {
  readonly zh: string;
  readonly en: string;
}
interface Opening {
  readonly mode: 'devolve' | 'entrust';
  readonly title: Names;
  readonly version: string;
  readonly namesMeasure: boolean;
}
/** A power as it is edited (`GET /api/powers/{code}`). */
interface PowerDetail {
  readonly code: string;
  readonly name: Names;
  readonly type: string;
  readonly field: string;
  readonly department: string;
  readonly legalBasis: string;
  readonly confidence: string;
  readonly restrictsFreedom: boolean;
  readonly holderAboveCounty: boolean;
  readonly authorisations: readonly Opening[];
}

const types = ['penalty', 'inspection', 'compulsion'] as const;
const confidences = ['high', 'medium', 'low'] as const;
const modes = ['devolve', 'entrust'] as const;

/** The window in which a power is changed. */
export function EditPower({ code, close }: { readonly code: string; readonly close: () => void }) {
  const query = useAnswer<PowerDetail>(`/api/powers/${encodeURIComponent(code)}`);
  return <Loaded query={query}>{(power) => <PowerForm before={power} close={close} />}</Loaded>;
}

function PowerForm({ before, close }: { readonly before: PowerDetail; readonly close: () => void }) {
  const t = usePhrases({ zh, en });
  const p = usePartPhrases();
  const client = useQueryClient();
  const fields = useWholeList<Field>('/api/fields');
  const departments = useWholeList<Organisation>('/api/organisations', { kind: 'department' });
  const [power, setPower] = useState(before);
  const change = (changes: Partial<PowerDetail>) => setPower({ ...power, ...changes });
  const act = useAct<PowerDetail>(async () => {
    await touchLists(client, '/api/powers');
    close();
  });
  const submit = () => {
    const { code, ...body } = power;
    act.mutate({ method: 'PATCH', path: `/api/powers/${encodeURIComponent(code)}`, body });
  };
  const setOpening = (mode: Opening['mode'], opening: Opening | undefined) =>
    change({
      authorisations: modes.flatMap((one) => {
        const now = one === mode ? opening : power.authorisations.find((other) => other.mode === one);
        return now ? [now] : [];
      }),
    });
  return (
    <Window
      title={t.editOf(`${power.code} ${before.name.zh}`)}
      close={close}
      submit={submit}
      busy={act.isPending}
      error={act.error}
    >
      <TextRow
        pointer="/name/zh"
        label={t.nameZh}
        value={power.name.zh}
        change={(text) => change({ name: { ...power.name, zh: text } })}
      />
      <TextRow
        pointer="/name/en"
        label={t.nameEn}
        value={power.name.en}
        change={(text) => change({ name: { ...power.name, en: text } })}
      />
      <SelectRow
        pointer="/type"
        label={t.type}
        value={power.type}
        choices={types.map((id) => ({ id, name: p[id] }))}
        change={(type) => change({ type })}
      />
      <SelectRow
        pointer="/field"
        label={t.field}
        value={power.field}
        choices={(fields.data ?? []).map(({ code, name }) => ({ id: code, name }))}
        change={(field) => change({ field })}
      />
      <SelectRow
        pointer="/department"
        label={t.department}
        value={power.department}
        choices={departments.data ?? []}
        change={(department) => change({ department })}
      />
      <TextRow
        pointer="/legalBasis"
        label={t.basis}
        value={power.legalBasis}
        change={(legalBasis) => change({ legalBasis })}
      />
      <SelectRow
        pointer="/confidence"
        label={t.confidence}
        value={power.confidence}
        choices={confidences.map((id) => ({ id, name: t.confidences[id] }))}
        change={(confidence) => change({ confidence })}
      />
      <CheckRow
        pointer="/restrictsFreedom"
        label={t.freedom}
        value={power.restrictsFreedom}
        change={(restrictsFreedom) => change({ restrictsFreedom })}
      />
      <CheckRow
        pointer="/holderAboveCounty"
        label={t.above}
        value={power.holderAboveCounty}
        change={(holderAboveCounty) => change({ holderAboveCounty })}
      />
      {modes.map((mode) => (
        <OpeningRows
          key={mode}
          mode={mode}
          place={`/authorisations/${power.authorisations.findIndex((one) => one.mode === mode)}`}
          opening={power.authorisations.find((one) => one.mode === mode)}
          change={(opening) => setOpening(mode, opening)}
        />
      ))}
    </Window>
  );
}

function OpeningRows({
  mode,
  place,
  opening,
  change,
}: {
  readonly mode: Opening['mode'];
  readonly place: string;
  readonly opening: Opening | undefined;
  readonly change: (opening: Opening | undefined) => void;
}) {
  const t = usePhrases({ zh, en });
  return (
    <fieldset className="fq-group">
      <legend>{t.modes[mode]}</legend>
      <CheckRow
        pointer={`/opened/${mode}`}
        label={t.openedBy(t.modes[mode])}
        value={opening !== undefined}
        change={(on) => change(on ? { mode, title: { zh: '', en: '' }, version: '', namesMeasure: false } : undefined)}
      />
      {opening && (
        <>
          <TextRow
            pointer={`${place}/title/zh`}
            label={t.titleZh}
            value={opening.title.zh}
            change={(text) => change({ ...opening, title: { ...opening.title, zh: text } })}
          />
          <TextRow
            pointer={`${place}/title/en`}
            label={t.titleEn}
            value={opening.title.en}
            change={(text) => change({ ...opening, title: { ...opening.title, en: text } })}
          />
          <TextRow
            pointer={`${place}/version`}
            label={t.version}
            value={opening.version}
            change={(version) => change({ ...opening, version })}
          />
          <CheckRow
            pointer={`${place}/namesMeasure`}
            label={t.namesMeasure}
            value={opening.namesMeasure}
            change={(namesMeasure) => change({ ...opening, namesMeasure })}
          />
        </>
      )}
    </fieldset>
  );
}
