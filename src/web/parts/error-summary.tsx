/** What is wrong, at the head of the page; each line leads to its field (the GOV.UK Design System's pattern). */
import { useEffect, useRef, type MouseEvent } from 'react';
import { Problem } from '../api/request';
import { usePartPhrases } from './phrases';

/** One thing to mend: the JSON pointer of its field in what is sent, and the words. */
export interface FieldFault {
  readonly field: string;
  readonly message: string;
}

/** Nothing to mend; always the same list, so that it never counts as a change. */
export const noFaults: readonly FieldFault[] = [];

/** The id of the element in which a field is typed. */
export const fieldId = (pointer: string): string => `f${pointer.replaceAll('/', '-')}`;

/** Moves the focus into a field, or into the nearest one that holds it. Returns whether there is one on this page. */
export function focusField(pointer: string): boolean {
  for (let at = pointer; at !== ''; at = at.slice(0, at.lastIndexOf('/'))) {
    const found = document.getElementById(fieldId(at));
    if (!found) continue;
    const target = found.matches('input, textarea, select, button, [tabindex]')
      ? found
      : (found.querySelector<HTMLElement>('input, textarea, select, button, [tabindex]') ?? found);
    target.focus();
    target.scrollIntoView({ block: 'center' });
    return true;
  }
  return false;
}

/** The faults of an act that failed, for the summary; with none where it failed as a whole. */
export function faultsOf(error: Error | null): readonly FieldFault[] {
  return error instanceof Problem ? error.errors.map(({ field, message }) => ({ field, message })) : [];
}

/** The summary. Takes the focus when it appears or changes. */
export function ErrorSummary({
  faults = noFaults,
  error,
  lead,
}: {
  readonly faults?: readonly FieldFault[];
  /** Why an act failed. */
  readonly error?: Error | null;
  /** Goes to a field that is not on this page. */
  readonly lead?: (pointer: string) => void;
}) {
  const t = usePartPhrases();
  const box = useRef<HTMLDivElement>(null);
  const all = faults.length > 0 ? faults : faultsOf(error ?? null);
  const there = all.length > 0 || error != null;
  useEffect(() => {
    if (there) box.current?.focus();
  }, [there, error, faults]);
  if (!there) return null;
  const follow = (event: MouseEvent, field: string) => {
    event.preventDefault();
    if (!focusField(field)) lead?.(field);
  };
  return (
    <div className="fq-errors" role="alert" tabIndex={-1} ref={box}>
      <h2>{error instanceof Problem ? error.title : error ? t.notDone : t.problemTitle}</h2>
      {error && <p>{error instanceof Problem ? error.message : t.notDoneUnreachable}</p>}
      {all.length > 0 && (
        <ul>
          {all.map(({ field, message }, index) => (
            <li key={`${field} ${index}`}>
              <a href={`#${fieldId(field)}`} onClick={(event) => follow(event, field)}>
                {message}
              </a>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
