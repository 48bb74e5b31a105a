/** Answers to many tasks from one CSV file: `task,power,outcome,reason,conditions`, one row a power. */
import { formFromSchema } from '../client/form-recipe';
import type { Completion, PowerOutcome, TaskDetail } from '../client/types';
import { words, type Fault } from './failure';
import { readRows, refuseFaults, type Row } from './rows';

const csvColumns = { required: ['task', 'outcome'], optional: ['power', 'reason', 'conditions'] } as const;

/** Rows of one task; a row without a power speaks of all of the task's powers. */
export interface TaskRows {
  readonly task: string;
  readonly rows: readonly Row[];
}

/**
 * The rows of a file, by task in the order in which they come.
 *
 * @throws Usage naming all bad rows
 */
export function tasksFromCsv(text: string): TaskRows[] {
  const byTask = new Map<string, Row[]>();
  for (const row of readRows(text, csvColumns)) {
    const task = row.cells['task'] ?? '';
    byTask.set(task, [...(byTask.get(task) ?? []), row]);
  }
  return [...byTask].map(([task, rows]) => ({ task, rows }));
}

/** What forms are filled in with: the same for every task, by step, or by the schemas' own examples. */
export type FormSource = Readonly<Record<string, unknown>> | 'examples';

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The form for a task: what is given for its step, else what is given; `examples` fills in what the schema requires. */
export function formFor(task: TaskDetail, source: FormSource): Record<string, unknown> {
  if (source === 'examples') return formFromSchema(task.formSchema);
  const own = source[task.step];
  return isRecord(own) ? own : { ...source };
}

/**
 * The completions that rows ask for.
 *
 * @param open the tasks by id, as they are now; one that is missing is a fault of its rows
 * @throws Usage naming all bad rows, before anything is sent
 */
export function completionsOf(
  files: readonly TaskRows[],
  open: ReadonlyMap<string, TaskDetail>,
  forms: FormSource,
): (Completion & { readonly id: string })[] {
  const faults: Fault[] = [];
  const completions = files.flatMap(({ task: id, rows }) => {
    const task = open.get(id);
    if (!task) {
      for (const { line } of rows)
        faults.push({ line, words: words(`没有待办任务 ${id}`, `there is no open task ${id}`) });
      return [];
    }
    const outcomes = outcomesOf(task, rows, faults);
    const form = formFor(task, forms);
    const missing = (task.formSchema.required ?? []).filter((name) => !(name in form));
    if (missing.length > 0) {
      const names = missing.join(', ');
      const hint = words(`表单缺少 ${names}（用 --form 给出）`, `the form lacks ${names} (give it with --form)`);
      faults.push({ line: rows[0]?.line ?? 0, words: hint });
    }
    return [{ id, outcomes, form }];
  });
  refuseFaults(faults);
  return completions;
}

function outcomesOf(task: TaskDetail, rows: readonly Row[], faults: Fault[]): PowerOutcome[] {
  const lineOf = new Map<string, number>();
  return rows.flatMap(({ line, cells }) => {
    const fault = (zh: string, en: string) => faults.push({ line, words: words(zh, en) });
    const { power, outcome: code = '', reason, conditions } = cells;
    const outcome = task.outcomes.find((known) => known.code === code);
    if (!outcome) {
      const choices = task.outcomes.map((known) => known.code).join(', ');
      fault(`没有结果 ${code}，可选 ${choices}`, `no outcome ${code}, but ${choices}`);
    }
    for (const need of outcome?.needs ?? []) {
      if (need !== 'particulars' && cells[need] === undefined) fault(`${code} 须填写 ${need}`, `${code} needs ${need}`);
    }
    const powers = power === undefined ? task.powers : [power];
    return powers.map((each): PowerOutcome => {
      const before = lineOf.get(each);
      if (!task.powers.includes(each)) fault(`任务中没有权力 ${each}`, `the power ${each} is not in the task`);
      else if (before !== undefined) fault(`${each} 与第 ${before} 行重复`, `${each} stands in line ${before} already`);
      lineOf.set(each, line);
      return {
        power: each,
        outcome: code,
        ...(reason === undefined ? {} : { reason }),
        ...(conditions === undefined ? {} : { conditions }),
      };
    });
  });
}
