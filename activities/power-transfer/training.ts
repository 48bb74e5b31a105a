/** Training and certificates: what the gate of 行政处罚法 42 stands on. */
import { completions, detailOf, powersOf, type NumberedLine } from '../line';
import type { Part } from '../statement';

export const trainingPart = (lines: readonly NumberedLine[]): Part => ({
  name: 'training',
  sql: `training_rows as (insert into training (transfer, seq, officer, organisation, hours, score, examined, passed, powers)
    select $1, x.seq, x.officer, x.organisation, x.hours, x.score, x.examined, x.passed, x.powers
    from json_to_recordset($n) x(seq int, officer text, organisation text, hours numeric, score numeric, examined date, passed boolean, powers int4multirange)
    where exists (select from swapped))`,
  rows: completions(lines).flatMap((line) => {
    const { entry, seq } = line;
    if (entry.step !== 'sign-off-training') return [];
    const { hours, score, examined } = detailOf(line).form ?? {};
    // who does not pass may not have sat the examination
    if (hours === undefined || score === undefined || examined === undefined) return [];
    const common = { seq, officer: entry.about, organisation: entry.office, hours, score, examined };
    return [
      { ...common, passed: entry.outcomes['passed'] !== undefined, powers: powersOf(entry, 'passed', 'notPassed') },
    ];
  }),
});

export const certificatePart = (lines: readonly NumberedLine[]): Part => ({
  name: 'certificate',
  sql: `certificate_rows as (insert into certificate (officer, number, valid_from, valid_until)
    select distinct on (x.officer, x.number) x.officer, x.number, x.valid_from, x.valid_until
    from json_to_recordset($n) x(officer text, number text, valid_from date, valid_until date)
    where exists (select from swapped)
    on conflict (officer, number) do update set valid_from = excluded.valid_from, valid_until = excluded.valid_until)`,
  rows: completions(lines).flatMap((line) => {
    const { entry } = line;
    if (entry.step !== 'certify' || entry.outcomes['certified'] === undefined) return [];
    const { number, validFrom, validUntil } = detailOf(line).form ?? {};
    return [{ officer: entry.about, number, valid_from: validFrom, valid_until: validUntil }];
  }),
});
