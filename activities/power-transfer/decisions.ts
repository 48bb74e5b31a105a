/** What the government decided, by its minutes. */
import { completions, detailOf, powersOf, type CompletionLine, type NumberedLine } from '../line';
import type { Part } from '../statement';

const decisions = new Set(['decide', 'decide-narrowing', 'decide-recall']);

/** The government's decisions by their minutes (重大行政决策程序暂行条例 30: recorded truthfully). */
export const decisionPart = (lines: readonly NumberedLine[]): Part => ({
  name: 'decision',
  sql: `decision_rows as (insert into decision (transfer, seq, step, minutes, meeting, powers)
    select $1, x.seq, x.step, x.minutes, x.meeting, x.powers
    from json_to_recordset($n) x(seq int, step text, minutes text, meeting date, powers int4multirange)
    where exists (select from swapped))`,
  rows: completions(lines).flatMap((line) => decisionOf(line) ?? []),
});

/** The decision that a line holds, if it holds one. */
export function decisionOf(line: CompletionLine) {
  const { entry, seq } = line;
  if (!decisions.has(entry.step)) return undefined;
  const powers = powersOf(entry, 'adopted', 'recalled');
  if (powers === '{}') return undefined;
  const { minutes, meeting } = detailOf(line).form ?? {};
  return { seq, step: entry.step, minutes, meeting, powers };
}
