/** Both sides' inventories side by side, for whoever stands between them: the witness of a handover. */
import type { z } from 'zod';
import { comparisonsOf, countOf, explanationOf } from '../../domain/power-transfer/handover-answers';
import { comparedRows } from '../../domain/power-transfer/inventory-words';
import type { TaskFacts } from '../../domain/power-transfer/task-schema';
import type { Language } from '../../domain/refusal';
import type { comparisonAnswer } from '../../contract/tasks';
import type { Codes } from '../matters/codes';

/** The comparisons about a task's powers; none for the sides themselves, who have them beside their own fields. */
export function showComparisons(
  { handover, powers }: TaskFacts,
  codes: Codes,
  language: Language,
): z.output<typeof comparisonAnswer>[] {
  const { answers = [], organisation } = handover ?? {};
  if (answers.some((answer) => answer.organisation === organisation)) return [];
  const own = new Set(powers.map(({ position }) => position));
  return comparisonsOf(answers)
    .filter(({ positions }) => positions.some((position) => own.has(position)))
    .map((one) => ({
      given: [...new Set(one.given.map((answer) => answer.organisation))],
      taken: [...new Set(one.taken.map((answer) => answer.organisation))],
      powers: one.positions.map((position) => codes.get(position) ?? `#${position}`),
      pending: one.pending,
      rows: comparedRows(countOf(one.given), countOf(one.taken)).map(({ title, given, taken, ...row }) => ({
        ...row,
        title: title[language],
        given: given[language],
        taken: taken[language],
      })),
      explanation: explanationOf(one) ?? null,
    }));
}
