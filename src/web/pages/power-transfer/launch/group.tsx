import type { ReactNode } from 'react';
import { fieldId } from '../../../parts/error-summary';

/** Several controls under one name. */
export function Group({
  field,
  legend,
  hint,
  fault,
  children,
}: {
  readonly field: string;
  readonly legend: string;
  readonly hint?: string;
  readonly fault?: string | undefined;
  readonly children: ReactNode;
}) {
  return (
    <fieldset className={`fq-field${fault === undefined ? '' : ' fq-field-wrong'}`} id={fieldId(field)}>
      <legend>{legend}</legend>
      {hint !== undefined && <p className="fq-hint">{hint}</p>}
      {fault !== undefined && <p className="fq-field-fault">{fault}</p>}
      <div className="fq-launch-group">{children}</div>
    </fieldset>
  );
}
