import Button from 'antd/es/button';
import Input from 'antd/es/input';
import Radio from 'antd/es/radio';
import { useState } from 'react';
import type { Item, Outcome, TransferPower } from '../api/types';
import { fieldId } from '../parts/error-summary';
import { PowerAbout } from '../parts/power-about';
import type { JsonSchema } from '../../domain/json-schema';
import type { PowerDraft } from './draft';
import { useFormPhrases } from './phrases';
import { SchemaFields, type FormContext } from './schema-fields';

/** One power with its outcome. */
export function PowerOutcome({
  power,
  index,
  said,
  change,
  outcomes,
  powerSchema,
  context,
  applyToAll,
}: {
  readonly power: TransferPower | Item;
  /** Its place among the outcomes that are sent; -1 where it has none yet. */
  readonly index: number;
  readonly said: PowerDraft;
  readonly change: (said: PowerDraft) => void;
  readonly outcomes: readonly Outcome[];
  readonly powerSchema: JsonSchema | undefined;
  readonly context: FormContext;
  readonly applyToAll?: (said: PowerDraft) => void;
}) {
  const t = useFormPhrases();
  const chosen = outcomes.find(({ code }) => code === said.outcome);
  const needs = chosen?.needs ?? [];
  const [open, setOpen] = useState(false);
  const needsMore = needs.includes('particulars');
  const pointer = `/outcomes/${index}`;
  return (
    <div className="fq-power" {...(index < 0 ? {} : { id: fieldId(pointer) })}>
      <h3>
        {power.code} {power.name}
      </h3>
      <PowerAbout power={power} />
      <div className="fq-row">
        <Radio.Group
          name={`outcome-${power.code}`}
          aria-label={`${power.code} ${t.outcome}`}
          value={said.outcome}
          onChange={(event) => change({ ...said, outcome: String(event.target.value) })}
        >
          {outcomes.map(({ code, title, final }) => (
            <Radio key={code} value={code} {...(final ? { title: t.ends } : {})}>
              {title}
              {final && chosen?.code === code && <span className="fq-muted"> · {t.ends}</span>}
            </Radio>
          ))}
        </Radio.Group>
        {chosen && applyToAll && (
          <Button size="small" onClick={() => applyToAll(said)}>
            {t.alsoAll}
          </Button>
        )}
      </div>
      {(['reason', 'conditions'] as const).map((name) => {
        if (!needs.includes(name)) return null;
        const id = fieldId(`${pointer}/${name}`);
        const fault = context.faults.get(`${pointer}/${name}`);
        return (
          <div key={name} className="fq-power-more">
            <label htmlFor={id}>{t[name]}</label>
            <p className="fq-hint">{t.reasonHint}</p>
            {fault !== undefined && <p className="fq-field-fault">{fault}</p>}
            <Input.TextArea
              id={id}
              autoSize={{ minRows: 2, maxRows: 8 }}
              maxLength={4000}
              {...(fault === undefined ? {} : { status: 'error' as const })}
              value={said[name] ?? ''}
              onChange={(event) => change({ ...said, [name]: event.target.value })}
            />
          </div>
        );
      })}
      {powerSchema && chosen && (
        <>
          {!needsMore && (
            <button type="button" className="fq-link-button" aria-expanded={open} onClick={() => setOpen(!open)}>
              {t.particulars}
              {t.optional}
            </button>
          )}
          {(open || needsMore) && (
            <div className="fq-power-more">
              <SchemaFields
                schema={needsMore ? powerSchema : { ...powerSchema, required: [] }}
                values={said.particulars ?? {}}
                change={(particulars) => change({ ...said, particulars })}
                context={context}
                pointer={`${pointer}/particulars`}
              />
            </div>
          )}
        </>
      )}
    </div>
  );
}
