/** Outcomes of many powers: what is missing, what is sent, and filling them in together. */
import type { Outcome, PowerOutcome } from '../api/types';
import type { JsonSchema } from '../../domain/json-schema';
import type { Draft, PowerDraft } from './draft';
import { doubtsIn, faultsIn, filledIn, isEmpty, type DoubtfulValue, type Fault } from './schema';
import type { TableRow } from './table-text';

/** The powers that have an outcome, in the order in which they are sent. */
export const answered = (powers: readonly string[], draft: Draft): string[] =>
  powers.filter((code) => draft.powers[code]?.outcome !== undefined);

/** What a power lacks: its words where the outcome asks for them. */
export interface PowerFault {
  /** `reason`, `conditions`, or a particular's pointer: below the power's entry. */
  readonly field: string;
  readonly power: string;
  readonly lack: 'reason' | 'conditions' | Fault;
}

/** What is missing in the outcomes. */
export function outcomeFaults(
  powers: readonly string[],
  draft: Draft,
  outcomes: readonly Outcome[],
  powerSchema: JsonSchema | undefined,
): PowerFault[] {
  return answered(powers, draft).flatMap((power, index): PowerFault[] => {
    const said = draft.powers[power] ?? {};
    const needs = outcomes.find(({ code }) => code === said.outcome)?.needs ?? [];
    const field = (name: string) => `/outcomes/${index}/${name}`;
    const words = (['reason', 'conditions'] as const).flatMap((name): PowerFault[] =>
      needs.includes(name) && (said[name] ?? '').trim() === '' ? [{ field: field(name), power, lack: name }] : [],
    );
    if (!powerSchema) return words;
    const particulars = faultsIn(powerSchema, said.particulars ?? {}, needs.includes('particulars'));
    return [...words, ...particulars.map((lack) => ({ field: `${field('particulars')}${lack.pointer}`, power, lack }))];
  });
}

/** The numbers of an answer that a person is asked about before it is sent: of the form, and of single powers. */
export function doubtsInAnswer(
  powers: readonly string[],
  draft: Draft,
  formSchema: JsonSchema,
  powerSchema: JsonSchema | undefined,
): DoubtfulValue[] {
  const ofPowers = answered(powers, draft).flatMap((power, index) =>
    powerSchema
      ? doubtsIn(powerSchema, draft.powers[power]?.particulars ?? {}, `/outcomes/${index}/particulars`).map(
          (doubt) => ({
            ...doubt,
            title: `${power} ${doubt.title}`,
          }),
        )
      : [],
  );
  return [...doubtsIn(formSchema, draft.form, '/form'), ...ofPowers];
}

/** The outcomes as they are sent. */
export function outcomesToSend(
  powers: readonly string[],
  draft: Draft,
  outcomes: readonly Outcome[],
  powerSchema: JsonSchema | undefined,
): PowerOutcome[] {
  return answered(powers, draft).flatMap((power): PowerOutcome[] => {
    const { outcome, reason = '', conditions = '', particulars = {} } = draft.powers[power] ?? {};
    if (outcome === undefined) return [];
    const needs = outcomes.find(({ code }) => code === outcome)?.needs ?? [];
    const more = powerSchema ? filledIn(powerSchema, particulars) : {};
    return [
      {
        power,
        outcome,
        ...(needs.includes('reason') && reason.trim() ? { reason: reason.trim() } : {}),
        ...(needs.includes('conditions') && conditions.trim() ? { conditions: conditions.trim() } : {}),
        ...(needs.includes('particulars') || !isEmpty(more) ? { particulars: more } : {}),
      },
    ];
  });
}

/** Whether the form must be whole: some power is answered with the outcome that carries the procedure on. */
export const carriesOn = (powers: readonly string[], draft: Draft, outcomes: readonly Outcome[]): boolean =>
  powers.some((code) => draft.powers[code]?.outcome === outcomes[0]?.code);

/** Whether somebody sends what cannot be taken back: an outcome that ends a power's way. */
export const endsSome = (powers: readonly string[], draft: Draft, outcomes: readonly Outcome[]): string[] =>
  powers.filter((code) => outcomes.some((one) => one.final && one.code === draft.powers[code]?.outcome));

/** The same said of many powers. */
export function saidOfAll(draft: Draft, powers: readonly string[], said: PowerDraft): Draft {
  const same = Object.fromEntries(powers.map((code) => [code, said]));
  return { ...draft, powers: { ...draft.powers, ...same } };
}

/** What pasted rows say: which powers they name, and the lines that say nothing we understand. */
export function outcomesFromRows(
  rows: readonly TableRow[],
  powers: readonly string[],
  outcomes: readonly Outcome[],
): { readonly said: Readonly<Record<string, PowerDraft>>; readonly unknown: readonly TableRow[] } {
  const said: Record<string, PowerDraft> = {};
  const unknown: TableRow[] = [];
  for (const row of rows) {
    const { power = '', outcome = '', reason = '', conditions = '' } = row.cells;
    const code = powers.find((one) => one.toLowerCase() === power.toLowerCase());
    const found = outcomes.find((one) => one.code.toLowerCase() === outcome.toLowerCase() || one.title === outcome);
    if (code === undefined || !found) unknown.push(row);
    else said[code] = { outcome: found.code, ...(reason ? { reason } : {}), ...(conditions ? { conditions } : {}) };
  }
  return { said, unknown };
}
