/** A long answer is written in parts, one thing at a time; a short one on one page. */
import type { JsonSchema } from '../../api/types';

/** A part of an answer: the powers, fields of the form, evidence and remarks; or all of it. */
export interface Part {
  readonly id: string;
  /** Its name in the page's phrases; a group's own title otherwise. */
  readonly title: 'all' | 'powers' | 'form' | 'evidence' | { readonly text: string };
  readonly powers: boolean;
  /** Fields of the form that it shows. */
  readonly fields: readonly string[];
  readonly evidence: boolean;
}

const countFields = (schema: JsonSchema): number =>
  Object.values(schema.properties ?? {}).reduce((sum, one) => sum + (one.type === 'object' ? countFields(one) : 1), 0);

/** Fields and powers that one page can hold without becoming long. */
const fewFields = 7;
const fewPowers = 6;

/** The parts of a task's answer, in their order. */
export function partsOf(schema: JsonSchema, powers: number): Part[] {
  const entries = Object.entries(schema.properties ?? {});
  const names = entries.map(([name]) => name);
  if (countFields(schema) <= fewFields && powers <= fewPowers)
    return [{ id: 'answer', title: 'all', powers: true, fields: names, evidence: true }];
  const none = { powers: false, fields: [], evidence: false };
  const groups = entries.filter(([, one]) => one.type === 'object');
  // a group of a confirmation or two belongs with the rest
  const large = new Set(groups.filter(([, one]) => countFields(one) > 2).map(([name]) => name));
  const plain = names.filter((name) => !large.has(name));
  return [
    { ...none, id: 'powers', title: 'powers', powers: true },
    ...(plain.length > 0 ? [{ ...none, id: 'form', title: 'form' as const, fields: plain }] : []),
    ...entries
      .filter(([name]) => large.has(name))
      .map(([name, one]) => ({ ...none, id: name, title: { text: one.title ?? name }, fields: [name] })),
    { ...none, id: 'evidence', title: 'evidence', evidence: true },
  ];
}

/** The part in which a field of what is sent is filled in; the first one where none is. */
export function partWith(parts: readonly Part[], pointer: string): Part | undefined {
  const [, place = '', name = ''] = pointer.split('/');
  return (
    parts.find(
      ({ powers, fields, evidence }) =>
        (place === 'outcomes' && powers) ||
        (place === 'form' && fields.includes(name)) ||
        ((place === 'evidence' || place === 'comment') && evidence),
    ) ?? parts[0]
  );
}
