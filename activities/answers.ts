/** Who said what of which powers: answers with their reasons, forms, and what people note beside the steps. */
import { multirangeOf } from '../src/database/multirange';
import { pack, unpack } from '../src/domain/procedure/ranges';
import { completions, detailOf, seconds, within, type CompletionLine, type NumberedLine } from './line';
import type { Part } from './statement';

/** One row for each outcome and wording. */
function wordings(line: CompletionLine): object[] {
  const { entry } = line;
  const common = {
    seq: line.seq,
    task: entry.task,
    step: entry.step,
    organisation: entry.office,
    about: entry.about ?? null,
    by_person: entry.by,
    at: seconds(entry.at),
  };
  const rows: object[] = [];
  for (const [outcome, ranges] of Object.entries(entry.outcomes)) {
    const left = new Set(unpack(ranges));
    for (const { powers, reason, conditions, particulars } of detailOf(line).words ?? []) {
      const worded = within(powers, left);
      if (worded.length === 0) continue;
      for (const power of worded) left.delete(power);
      rows.push({
        ...common,
        part: rows.length,
        outcome,
        powers: multirangeOf(pack(worded)),
        reason,
        conditions,
        particulars,
      });
    }
    if (left.size > 0) rows.push({ ...common, part: rows.length, outcome, powers: multirangeOf(pack(left)) });
  }
  return rows;
}

export const completionPart = (lines: readonly NumberedLine[]): Part => ({
  name: 'completion',
  sql: `completion_rows as (insert into completion
    (transfer, seq, part, task, step, organisation, about, by_person, at, outcome, powers, reason, conditions, particulars)
    select $1, x.seq, x.part, x.task, x.step, x.organisation, x.about, x.by_person, to_timestamp(x.at), x.outcome, x.powers, x.reason, x.conditions, x.particulars
    from json_to_recordset($n) x(seq int, part int, task text, step text, organisation text, about text, by_person text, at float8,
      outcome text, powers int4multirange, reason text, conditions text, particulars jsonb)
    where exists (select from swapped))`,
  rows: completions(lines).flatMap(wordings),
});

export const formPart = (lines: readonly NumberedLine[]): Part => ({
  name: 'form',
  sql: `form_rows as (insert into completed_form (transfer, seq, step, organisation, about, form, comment, evidence)
    select $1, x.seq, x.step, x.organisation, x.about, x.form, x.comment, x.evidence
    from json_to_recordset($n) x(seq int, step text, organisation text, about text, form jsonb, comment text, evidence jsonb)
    where exists (select from swapped))`,
  rows: completions(lines).flatMap((line) => {
    const { form = {}, comment, evidence } = detailOf(line);
    if (Object.keys(form).length === 0 && comment === undefined && !evidence?.length) return [];
    const { step, office, about } = line.entry;
    return [{ seq: line.seq, step, organisation: office, about, form, comment, evidence }];
  }),
});

export const notePart = (lines: readonly NumberedLine[]): Part => ({
  name: 'note',
  sql: `note_rows as (insert into note (transfer, seq, code, organisation, by_person, at, powers, body)
    select $1, x.seq, x.code, x.organisation, x.by_person, to_timestamp(x.at), x.powers, x.body
    from json_to_recordset($n) x(seq int, code text, organisation text, by_person text, at float8, powers int4multirange, body jsonb)
    where exists (select from swapped))`,
  rows: lines.flatMap((line) => {
    const { entry, seq, command } = line;
    if (entry.kind !== 'note') return [];
    const { code, powers, by, at } = entry;
    return [
      {
        seq,
        code,
        organisation: officeOf(command),
        by_person: by,
        at: seconds(at),
        powers: multirangeOf(powers),
        body: detailOf(line),
      },
    ];
  }),
});

/** The office that the sender of a command acted for. */
function officeOf(command: unknown): string {
  if (typeof command !== 'object' || command === null || !('person' in command)) return '';
  const { person } = command;
  return typeof person === 'object' && person !== null && 'office' in person && typeof person.office === 'string'
    ? person.office
    : '';
}
