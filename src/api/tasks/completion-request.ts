/** What a person sends to complete a task: read power by power, and grouped as the command carries it. */
import type { CompletionRequest } from '../../contract/types';
import { rangesOf } from '../../database/multirange';
import type { TaskRow } from '../../database/task-repository';
import type { Answered } from '../../domain/power-transfer/task-facts';
import type { Detail } from '../../domain/procedure/message';
import { pack, unpack, type Ranges } from '../../domain/procedure/ranges';
import type { Step } from '../../domain/procedure/step';
import type { StepForms } from '../../domain/step-forms';
import { Refusal, type FieldError } from '../../domain/refusal';
import type { TaskContext } from './task-facts';

/** One answer that has passed: its position, and what was said with it. */
export interface Given extends Answered {
  readonly index: number;
  readonly said: {
    readonly reason?: string;
    readonly conditions?: string;
    readonly particulars?: { readonly [field: string]: unknown };
  };
}

/** Errors that are thrown as refusals, gathered. */
export function collect<T>(errors: FieldError[], work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    errors.push(...error.errors);
    return undefined;
  }
}

/** The outcomes that were sent, power by power. */
export function readOutcomes(
  sent: CompletionRequest['outcomes'],
  task: TaskRow,
  step: Step,
  forms: StepForms,
  { powers }: TaskContext,
  errors: FieldError[],
): Given[] {
  const positions = new Map(powers.map(({ code, position }) => [code, position]));
  const open = new Set(unpack(rangesOf(task.powers)));
  const yours = new Set(unpack(rangesOf(task.yours)));
  const seen = new Set<number>();
  const { outcomeTitle } = forms.words(step.code);
  return sent.flatMap(({ power, outcome, reason, conditions, particulars }, index): Given[] => {
    const field = `/outcomes/${index}`;
    const wrong = (leaf: string, code: FieldError['code']): [] => {
      errors.push({
        field: `${field}/${leaf}`,
        code,
        params: { powers: power, outcome: outcomeTitle(outcome) },
      });
      return [];
    };
    const position = positions.get(power);
    if (position === undefined || !open.has(position)) return wrong('power', 'power-not-in-task');
    if (seen.has(position)) return wrong('power', 'power-twice');
    seen.add(position);
    if (!yours.has(position)) return wrong('power', 'four-eyes');
    const declared = Object.hasOwn(step.outcomes, outcome) ? step.outcomes[outcome] : undefined;
    if (!declared) return wrong('outcome', 'unknown-outcome');
    const needs = declared.needs ?? [];
    if (needs.includes('reason') && !reason) return wrong('reason', 'reason-missing');
    if (needs.includes('conditions') && !conditions) return wrong('conditions', 'conditions-missing');
    const needed = needs.includes('particulars');
    if (needed && particulars === undefined) return wrong('particulars', 'particulars-missing');
    const parsed =
      particulars === undefined
        ? undefined
        : collect(errors, () => {
            try {
              return forms.parseParticulars(step.code, particulars, needed);
            } catch (error) {
              throw error instanceof Refusal ? error.under(`${field}/particulars`) : error;
            }
          });
    const said = {
      ...(reason ? { reason } : {}),
      ...(conditions ? { conditions } : {}),
      ...(parsed ? { particulars: parsed } : {}),
    };
    return [{ position, outcome, index, said }];
  });
}

/** Outcomes as the command carries them: ranges by outcome, and one wording for all powers that share it. */
export function grouped(given: readonly Given[]): {
  outcomes: { [outcome: string]: Ranges };
  words: NonNullable<Detail['words']>;
} {
  const outcomes = new Map<string, number[]>();
  const wordings = new Map<string, { said: Given['said']; positions: number[] }>();
  for (const { position, outcome, said } of given) {
    outcomes.set(outcome, [...(outcomes.get(outcome) ?? []), position]);
    if (Object.keys(said).length === 0) continue;
    const name = JSON.stringify(said);
    const wording = wordings.get(name) ?? { said, positions: [] };
    wording.positions.push(position);
    wordings.set(name, wording);
  }
  return {
    outcomes: Object.fromEntries([...outcomes].map(([outcome, positions]) => [outcome, pack(positions)])),
    words: [...wordings.values()].map(({ said, positions }) => ({
      powers: pack(positions),
      ...said,
    })),
  };
}
