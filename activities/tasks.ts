/** The list of open tasks and the powers' states, as the procedure says they are now. */
import { multirangeOf } from '../src/database/multirange';
import { publicTaskId } from '../src/database/task-id';
import { systemOffice } from '../src/domain/procedure/declaration';
import type { Participant } from '../src/domain/procedure/participants';
import { pack, unpack } from '../src/domain/procedure/ranges';
import type { Task } from '../src/domain/procedure/record';
import { seconds, type NumberedLine } from './line';
import type { Part } from './statement';

/** The last word of a batch on each task: one statement cannot touch a row twice. */
function netTasks(lines: readonly NumberedLine[]): { put: Task[]; gone: string[] } {
  const put = new Map<string, Task>();
  const gone = new Set<string>();
  for (const line of lines) {
    for (const id of line.gone) {
      put.delete(id);
      gone.add(id);
    }
    for (const task of line.put) put.set(task.id, task);
  }
  return { put: [...put.values()], gone: [...gone] };
}

/**
 * A task that is done has no row any more; whoever still holds its address is told so, and by whom, instead of "unknown":
 * the statement that removes a task remembers it, with the pace of its transfer ($8).
 */
export function taskParts(transfer: string, lines: readonly NumberedLine[]): Part[] {
  const { put, gone } = netTasks(lines);
  return [
    {
      name: 'gone',
      sql: `gone_rows as (delete from task t using json_to_recordset($n) x(id text)
        where t.transfer = $1 and t.id = x.id and exists (select from swapped) returning t.*),
      closed_rows as (insert into closed_task (public_id, transfer, id, step, organisation, party, about, opened, due, overdue, day_ms)
        select g.public_id, g.transfer, g.id, g.step, g.organisation, g.party, g.about, g.opened, g.due, g.overdue, $8
        from gone_rows g on conflict do nothing)`,
      rows: gone.map((id) => ({ id })),
    },
    {
      name: 'task',
      sql: `task_rows as (insert into task (transfer, id, public_id, step, organisation, party, about, powers, opened, due, overdue, open_until)
        select $1, x.id, x.public_id, x.step, x.organisation, coalesce(x.party, party_of($1, x.organisation)), x.about, x.powers, to_timestamp(x.opened), to_timestamp(x.due), x.overdue, to_timestamp(x.open_until)
        from json_to_recordset($n) x(id text, public_id text, step text, organisation text, party text, about text, powers int4multirange, opened float8, due float8, overdue boolean, open_until float8)
        where exists (select from swapped)
        on conflict (transfer, id) do update set powers = excluded.powers, due = excluded.due, overdue = excluded.overdue, open_until = excluded.open_until)`,
      rows: put.map((task) => ({
        id: task.id,
        public_id: publicTaskId(transfer, task.id),
        step: task.step,
        organisation: task.office,
        // of a procedure of the first editions the table of who takes part says it
        party: task.party ?? null,
        about: task.about ?? null,
        powers: multirangeOf(task.powers),
        opened: seconds(task.opened),
        due: task.due === null ? null : seconds(task.due),
        overdue: task.overdue ?? false,
        open_until: task.openUntil === undefined ? null : seconds(task.openUntil),
      })),
    },
  ];
}

/** An office that somebody's answer has named takes part from its first task on. The system takes no part. */
export const participantPart = (known: readonly Participant[], lines: readonly NumberedLine[]): Part => {
  const takesPart = new Set(known.map(nameOf));
  const named = lines.flatMap(({ put }) =>
    put.flatMap(({ office, party }) =>
      party === undefined || office === systemOffice ? [] : [{ organisation: office, party }],
    ),
  );
  return {
    name: 'participant',
    sql: `participant_rows as (insert into participant (matter, organisation, party)
      select distinct $1, x.organisation, x.party from json_to_recordset($n) x(organisation text, party text)
      where exists (select from swapped)
      on conflict do nothing)`,
    rows: named.filter((one) => !takesPart.has(nameOf(one))),
  };
};
const nameOf = ({ organisation, party }: Participant): string => `${party} ${organisation}`;

export function statePart(lines: readonly NumberedLine[]): Part {
  const latest = new Map<number, { state: string; at: number }>();
  for (const { states, entry } of lines)
    for (const [state, powers] of Object.entries(states))
      for (const power of unpack(powers)) latest.set(power, { state, at: entry.at });
  const rows = new Map<string, { state: string; at: number; powers: number[] }>();
  for (const [power, { state, at }] of latest) {
    const row = rows.get(`${state} ${at}`);
    if (row) row.powers.push(power);
    else rows.set(`${state} ${at}`, { state, at, powers: [power] });
  }
  return {
    name: 'state',
    sql: `state_rows as (update item p set state = x.state, since = to_timestamp(x.at)
      from json_to_recordset($n) x(state text, at float8, powers int4multirange)
      where p.matter = $1 and p.position <@ x.powers and exists (select from swapped))`,
    rows: [...rows.values()].map(({ state, at, powers }) => ({
      state,
      at: seconds(at),
      powers: multirangeOf(pack(powers)),
    })),
  };
}
