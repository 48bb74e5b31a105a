import type { ReactNode } from 'react';
import { Tag } from '../parts/state-tag';
import { fieldId } from '../parts/error-summary';
import type { JsonSchema } from '../../domain/json-schema';
import { useFormPhrases } from './phrases';
import { differsFromOther } from './schema';
import { rowTexts, useValueText } from './value-text';

/** One field of a form. */
export interface FieldProps {
  readonly schema: JsonSchema;
  readonly value: unknown;
  readonly required: boolean;
  /** Its JSON pointer in what is sent; its element's id is made from it. */
  readonly pointer: string;
  readonly change: (value: unknown) => void;
  readonly fault?: string;
}

/** The ids of what describes a field, for `aria-describedby`. */
export const describedBy = (pointer: string): string => `${fieldId(pointer)}-about`;

/** What the other side has filled in here, and whether this says something else. */
function useOtherSide(
  schema: JsonSchema,
  value: unknown,
): { readonly text: string; readonly differs: boolean } | undefined {
  const t = useFormPhrases();
  const say = useValueText();
  const { 'x-other-side': other } = schema;
  if (other === undefined) return undefined;
  const rows = rowTexts(say, schema, other);
  const one = Array.isArray(other) ? t.nothing : say(schema, other);
  const text = rows.length > 0 ? rows.join(t.separator) : one;
  return { text: t.otherSide(text), differs: differsFromOther(schema, value) };
}

/** A field with its name, its hint and what is wrong with it. `group`: several controls under one name. */
export function Labelled({
  schema,
  value,
  required,
  pointer,
  fault,
  hint,
  asked = [],
  read,
  group = false,
  children,
}: Omit<FieldProps, 'change'> & {
  readonly hint?: string | undefined;
  /** What speaks against what is filled in. */
  readonly asked?: readonly string[];
  /** How it is read. */
  readonly read?: string | undefined;
  readonly group?: boolean;
  readonly children: ReactNode;
}) {
  const t = useFormPhrases();
  const title = schema.title ?? pointer;
  const name = (
    <>
      {title}
      {!required && <span className="fq-muted">{t.optional}</span>}
    </>
  );
  const { 'x-hints': hints = [] } = schema;
  const other = useOtherSide(schema, value);
  const about = [schema.description, hint].filter((text) => text !== undefined && text !== '');
  const inside = (
    <>
      {(about.length > 0 ||
        hints.length > 0 ||
        fault !== undefined ||
        asked.length > 0 ||
        read !== undefined ||
        other) && (
        <div id={describedBy(pointer)}>
          {about.map((text) => (
            <p key={text} className="fq-hint">
              {text}
            </p>
          ))}
          {hints.length > 0 && (
            <ul className="fq-hint fq-known">
              {hints.map(({ text, mismatch }) => (
                <li key={text}>
                  {text} {mismatch && <Tag tone="bad">{t.mismatch}</Tag>}
                </li>
              ))}
            </ul>
          )}
          {other && (
            <p className="fq-hint" role="status">
              {other.text} {other.differs && <Tag tone="bad">{t.differs}</Tag>}
            </p>
          )}
          {read !== undefined && <p className="fq-hint">{read}</p>}
          {asked.map((text) => (
            <p key={text} className="fq-hint">
              <Tag tone="waiting">{t.doubtful}</Tag> {text}
            </p>
          ))}
          {fault !== undefined && <p className="fq-field-fault">{fault}</p>}
        </div>
      )}
      {children}
    </>
  );
  const look = `fq-field${fault === undefined ? '' : ' fq-field-wrong'}`;
  if (group) {
    return (
      <fieldset className={look}>
        <legend>{name}</legend>
        {inside}
      </fieldset>
    );
  }
  return (
    <div className={look}>
      <label htmlFor={fieldId(pointer)}>{name}</label>
      {inside}
    </div>
  );
}
