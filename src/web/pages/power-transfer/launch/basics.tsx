import type { Organisation } from '../../../api/types';
import { fieldId, type FieldFault } from '../../../parts/error-summary';
import type { LaunchDraft, Mode } from './draft';
import { Group } from './group';
import { PlanField } from './plan-field';
import { useLaunchPhrases } from './phrases';

const modes: readonly Mode[] = ['devolve', 'entrust'];
const transitions = ['after', 'before'] as const;

/** What is said once for all powers. Without `scopes`, territory and period come with the file. */
export function Basics({
  draft,
  subDistricts,
  faults,
  scopes,
  change,
  changePlan,
}: {
  readonly draft: LaunchDraft;
  readonly subDistricts: readonly Organisation[];
  readonly faults: readonly FieldFault[];
  readonly scopes: boolean;
  readonly change: (changes: Partial<LaunchDraft>) => void;
  readonly changePlan: (become: (files: LaunchDraft['plan']) => LaunchDraft['plan']) => void;
}) {
  const t = useLaunchPhrases();
  const faultOf = (field: string) => faults.find((fault) => fault.field === field)?.message;
  return (
    <section className="fq-card">
      <h2>{t.basics}</h2>
      <TextField
        field="/title"
        label={t.titleField}
        hint={t.titleHint}
        fault={faultOf('/title')}
        value={draft.title}
        change={(title) => change({ title })}
      />
      <Group field="/subDistrict" legend={t.subDistricts} hint={t.subDistrictsHint} fault={faultOf('/subDistrict')}>
        {subDistricts.map(({ id, name }) => (
          <label key={id}>
            <input
              type="checkbox"
              checked={draft.subDistricts.includes(id)}
              onChange={({ target }) =>
                change({
                  subDistricts: target.checked
                    ? [...draft.subDistricts, id]
                    : draft.subDistricts.filter((one) => one !== id),
                })
              }
            />{' '}
            {name}
          </label>
        ))}
      </Group>
      <Group field="/mode" legend={t.mode} hint={t.modeHint}>
        {modes.map((mode) => (
          <label key={mode}>
            <input type="radio" name="mode" checked={draft.mode === mode} onChange={() => change({ mode })} />{' '}
            {t.modes[mode]} <span className="fq-muted">{t.modeAbout[mode]}</span>
          </label>
        ))}
      </Group>
      <Group field="/transition" legend={t.transition}>
        {transitions.map((transition) => (
          <label key={transition}>
            <input
              type="radio"
              name="transition"
              checked={draft.transition === transition}
              onChange={() => change({ transition })}
            />{' '}
            {t.transitions[transition]}
          </label>
        ))}
      </Group>
      <DateField
        field="/plannedEffectiveDate"
        label={t.planned + t.optional}
        fault={faultOf('/plannedEffectiveDate')}
        value={draft.plannedEffectiveDate}
        change={(plannedEffectiveDate) => change({ plannedEffectiveDate })}
      />
      <PlanField files={draft.plan} fault={faultOf('/plan')} change={changePlan} />
      {scopes && (
        <>
          <TextField
            field="/territory"
            label={t.territory + t.optional}
            hint={t.territoryHint}
            value={draft.territory}
            change={(territory) => change({ territory })}
          />
          <div className="fq-field">
            <label htmlFor={fieldId('/reserved')}>{t.reserved + t.optional}</label>
            <p className="fq-hint">{t.reservedHint}</p>
            <textarea
              id={fieldId('/reserved')}
              className="fq-input"
              rows={2}
              value={draft.reserved}
              onChange={(event) => change({ reserved: event.target.value })}
            />
          </div>
          <Group field="/period" legend={t.period + t.optional}>
            <Period from={draft.from} until={draft.until} id="/period" change={change} />
          </Group>
        </>
      )}
    </section>
  );
}

/** First and last day of an entrustment. */
export function Period({
  id,
  from,
  until,
  change,
}: {
  readonly id: string;
  readonly from: string;
  readonly until: string;
  readonly change: (changes: { readonly from?: string; readonly until?: string }) => void;
}) {
  const t = useLaunchPhrases();
  return (
    <div className="fq-row">
      <label htmlFor={fieldId(`${id}/from`)}>{t.from}</label>
      <input
        id={fieldId(`${id}/from`)}
        className="fq-select"
        type="date"
        value={from}
        onChange={(event) => change({ from: event.target.value })}
      />
      <label htmlFor={fieldId(`${id}/until`)}>{t.until}</label>
      <input
        id={fieldId(`${id}/until`)}
        className="fq-select"
        type="date"
        value={until}
        min={from}
        onChange={(event) => change({ until: event.target.value })}
      />
    </div>
  );
}

interface OneField {
  readonly field: string;
  readonly label: string;
  readonly hint?: string;
  readonly fault?: string | undefined;
  readonly value: string;
  readonly change: (value: string) => void;
}

/** One line of text. */
export function TextField({ field, label, hint, fault, value, change }: OneField) {
  const id = fieldId(field);
  return (
    <div className={`fq-field${fault === undefined ? '' : ' fq-field-wrong'}`}>
      <label htmlFor={id}>{label}</label>
      {hint !== undefined && (
        <p className="fq-hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {fault !== undefined && <p className="fq-field-fault">{fault}</p>}
      <input
        id={id}
        className="fq-input"
        value={value}
        maxLength={200}
        aria-invalid={fault !== undefined}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        onChange={(event) => change(event.target.value)}
      />
    </div>
  );
}

function DateField({ field, label, fault, value, change }: OneField) {
  const id = fieldId(field);
  return (
    <div className={`fq-field${fault === undefined ? '' : ' fq-field-wrong'}`}>
      <label htmlFor={id}>{label}</label>
      {fault !== undefined && <p className="fq-field-fault">{fault}</p>}
      <input
        id={id}
        className="fq-select"
        type="date"
        value={value}
        aria-invalid={fault !== undefined}
        onChange={(event) => change(event.target.value)}
      />
    </div>
  );
}
