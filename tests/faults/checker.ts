/**
 * The checker: from the ledger, the database and what the procedure says of itself, what is wrong with one transfer.
 *
 * The ledger is taken as it stands and everything else must follow from it: tasks, states, completions, register, and
 * the procedure's own journal; and it must hold what people were answered, and nothing that nobody sent.
 */
import { z } from 'zod';
import { formPart } from '../../activities/answers';
import { decisionPart } from '../../activities/power-transfer/decisions';
import { confirmationPart } from '../../activities/power-transfer/handover';
import { trainingPart } from '../../activities/power-transfer/training';
import type { Inspection, Receipt } from '../../src/domain/procedure/message';
import { transferState } from '../../src/domain/power-transfer/states';
import { unpack } from '../../src/domain/procedure/ranges';
import type { Task } from '../../src/domain/procedure/record';
import type { Queryable } from '../../src/database/queryable';
import { leavings, readTransfer, type Derived, type Tables } from './tables';

/** What people sent to one transfer, and what they were told. */
export interface Correspondence {
  /** Every key that anybody ever sent. */
  readonly sent: ReadonlySet<string>;
  readonly acknowledged: ReadonlyMap<string, Receipt>;
  readonly refused: ReadonlySet<string>;
}

const ownKinds = new Set(['launch', 'clock', 'act']);

const taskText = (tasks: Iterable<Task>): string[] =>
  [...tasks]
    .map((t) =>
      JSON.stringify([t.id, t.step, t.office, t.about ?? null, t.powers, t.opened, t.due, t.overdue ?? false]),
    )
    .sort();
const stateText = (states: Iterable<string>): string => JSON.stringify([...states]);

/** Lines of `a` that are not in `b`, and the other way round. */
function differences(what: string, a: readonly string[], b: readonly string[]): string[] {
  const [inA, inB] = [new Set(a), new Set(b)];
  return [
    ...a.filter((line) => !inB.has(line)).map((line) => `${what}: more ${line}`),
    ...b.filter((line) => !inA.has(line)).map((line) => `${what}: lacking ${line}`),
    ...(a.length === inA.size ? [] : [`${what}: twice the same`]),
  ];
}

function checkKeys({ lines }: Derived, { sent, acknowledged, refused }: Correspondence): string[] {
  const wrong: string[] = [];
  const seqs = new Map<string, number[]>();
  for (const { seq, entry } of lines) seqs.set(entry.key, [...(seqs.get(entry.key) ?? []), seq]);
  for (const [key, receipt] of acknowledged) {
    const at = seqs.get(key) ?? [];
    if (at.length !== 1) wrong.push(`acknowledged ${key} is in the ledger ${at.length} times`);
    else if (receipt.seq !== at[0] && !(receipt.again && receipt.seq === 0))
      wrong.push(`acknowledged ${key} as ${receipt.seq} and it is ${at[0]}`);
  }
  for (const key of refused) if (seqs.has(key)) wrong.push(`refused ${key} is in the ledger`);
  for (const [key, at] of seqs) if (at.length > 1) wrong.push(`${key} is in the ledger twice`);
  for (const { entry } of lines)
    if (!ownKinds.has(entry.kind) && !sent.has(entry.key)) wrong.push(`nobody sent ${entry.kind} ${entry.key}`);
  return wrong;
}

/** No power is answered twice by a task, and only one that the task had. */
function checkAnswers({ lines }: Derived): string[] {
  const wrong: string[] = [];
  const asked = new Map<string, Set<number>>();
  const answered = new Map<string, Set<number>>();
  for (const { seq, entry, put } of lines) {
    if (entry.kind === 'complete' || entry.kind === 'act') {
      const before = answered.get(entry.task) ?? new Set<number>();
      answered.set(entry.task, before);
      for (const power of Object.values(entry.outcomes).flatMap(unpack)) {
        if (before.has(power)) wrong.push(`${seq}: ${entry.task} answers ${power} twice`);
        if (!asked.get(entry.task)?.has(power))
          wrong.push(`${seq}: ${entry.task} answers ${power}, which it was not asked`);
        before.add(power);
      }
    }
    for (const task of put) asked.set(task.id, new Set([...(asked.get(task.id) ?? []), ...unpack(task.powers)]));
  }
  return wrong;
}

function checkTables(derived: Derived, tables: Tables): string[] {
  const { head, states, completions, notes, publications } = tables;
  const overall = transferState(derived.states, derived.suspended);
  const completed = derived.lines.flatMap(({ seq, entry }) =>
    entry.kind === 'complete' || entry.kind === 'act'
      ? Object.entries(entry.outcomes).map(([outcome, powers]) =>
          JSON.stringify([
            seq,
            entry.task,
            entry.step,
            entry.office,
            entry.about ?? null,
            entry.by,
            entry.at,
            outcome,
            powers,
          ]),
        )
      : [],
  );
  const published = new Set(publications);
  const wrong = [
    ...differences('tasks of the database beside the ledger', taskText(tables.tasks), taskText(derived.tasks.values())),
    ...differences('completions beside the ledger', completions, completed),
    ...differences(
      'notes',
      notes,
      derived.lines.flatMap(({ seq, entry }) => (entry.kind === 'note' ? [`${seq}`] : [])),
    ),
  ];
  if (stateText(states) !== stateText(derived.states)) wrong.push('states of the database differ from the ledger');
  if (head.state !== overall) wrong.push(`the head says ${head.state} and it is ${overall}`);
  if (head.suspended !== derived.suspended) wrong.push('the head is wrong about the suspension');
  if (head.confirmed > head.seq) wrong.push('the head is confirmed beyond its end');
  for (const { entry } of derived.lines)
    if (entry.kind === 'act' && !published.has(entry.task)) wrong.push(`${entry.task} was not published`);
  for (const task of published) if (!derived.everTasks.has(task)) wrong.push(`${task} was published and never asked`);
  return wrong;
}

const numbered = z.looseObject({ seq: z.number() });

/** What the parts of the record make of the ledger's lines has left its rows, each once. */
function checkLeavings({ lines }: Derived, { left }: Tables): string[] {
  const parts = {
    completed_form: formPart(lines),
    decision: decisionPart(lines),
    training: trainingPart(lines),
    handover_confirmation: confirmationPart(lines),
  };
  return leavings.flatMap((table) => {
    const expected = parts[table].rows.map((row) => String(numbered.parse(row).seq));
    return differences(`rows of ${table}`, left[table].map(String), expected);
  });
}

/** Who holds what: exactly what is in trial or in force has one current entry. */
function checkRegister({ states }: Derived, { register }: Tables): string[] {
  const wrong: string[] = [];
  states.forEach((state, position) => {
    const current = register.filter((entry) => entry.position === position && entry.until === null).length;
    const held = state === 'trial' || state === 'in-force' ? 1 : 0;
    if (current !== held) wrong.push(`${position} is ${state} and has ${current} current entries in the register`);
  });
  for (const { power, holders } of register)
    if (holders > 1) wrong.push(`${power} has ${holders} holders in one sub-district`);
  return wrong;
}

function checkProcedure({ lines, tasks, states }: Derived, { head }: Tables, inspection: Inspection): string[] {
  const inLedgerAlone = new Set(['launch', 'clock', 'note']);
  const journal = lines.flatMap(({ entry }) => (inLedgerAlone.has(entry.kind) ? [] : [entry.key]));
  const known: string[] = [];
  for (const [state, powers] of Object.entries(inspection.states))
    for (const power of unpack(powers)) known[power] = state;
  const wrong = differences(
    'tasks of the procedure beside the ledger',
    taskText(inspection.tasks),
    taskText(tasks.values()),
  );
  if (JSON.stringify(journal) !== JSON.stringify(inspection.keys)) wrong.push('the journal differs from the ledger');
  if (stateText(known) !== stateText(states)) wrong.push('states of the procedure differ from the ledger');
  if (inspection.seq !== head.seq || inspection.hash !== head.hash)
    wrong.push(`the procedure stands at ${inspection.seq}, the ledger at ${head.seq}`);
  return wrong;
}

/** All that is wrong with a transfer; nothing must move while it is looked at. */
export async function check(
  database: Queryable,
  transfer: string,
  inspection: Inspection,
  correspondence: Correspondence,
): Promise<string[]> {
  const { derived, tables, verdict } = await readTransfer(database, transfer);
  const { firstBroken } = verdict;
  return [
    ...(firstBroken ? [`the chain is broken at ${firstBroken.seq}: ${firstBroken.why}`] : []),
    ...checkKeys(derived, correspondence),
    ...checkAnswers(derived),
    ...checkTables(derived, tables),
    ...checkLeavings(derived, tables),
    ...checkRegister(derived, tables),
    ...checkProcedure(derived, tables, inspection),
  ].map((what) => `${transfer}: ${what}`);
}
