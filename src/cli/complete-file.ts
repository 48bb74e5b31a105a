/** Answers to many tasks from one table: `task,power,outcome,reason,conditions`, one row a power; read as the server reads tables. */
import { formFromSchema } from '../client/form-recipe';
import type { Completion, PowerOutcome, TaskDetail } from '../contract/types';
import type { Table, TableColumn, TableRow } from '../documents/tables/sheet-reader';
import { messageOf } from '../domain/refusal';
import { Usage, words, type Fault } from './failure';

/** The columns, with the headings that people write. */
export const completionColumns = [
  { key: 'task', title: words('任务', 'Task'), required: true },
  { key: 'power', title: words('事项编码', 'Code'), aliases: ['编码', '权力编码'] },
  { key: 'outcome', title: words('结果', 'Outcome'), required: true },
  { key: 'reason', title: words('理由', 'Reason') },
  { key: 'conditions', title: words('条件', 'Conditions') },
] as const satisfies readonly TableColumn[];
type Key = (typeof completionColumns)[number]['key'];
type Row = TableRow<Key>;

/** Rows of one task; a row without a power speaks of all of the task's powers. */
export interface TaskRows {
  readonly task: string;
  readonly rows: readonly Row[];
}

/** Refuses the table where anything is wrong with it, every fault with its row. @throws Usage */
function refuseFaults(faults: readonly Fault[]): void {
  if (faults.length === 0) return;
  const sorted = [...faults].sort((one, other) => (one.line ?? 0) - (other.line ?? 0));
  throw new Usage(
    words(`表格有 ${faults.length} 处错误，未提交任何内容`, `nothing was sent, faults: ${faults.length}`),
    sorted,
  );
}

/**
 * The rows of a table, by task in the order in which they come.
 *
 * @throws Usage naming all cells that cannot be read, and all rows that lack what each must have
 */
export function tasksOfTable({ rows, faults }: Pick<Table<Key>, 'rows' | 'faults'>): TaskRows[] {
  if (rows.length === 0) throw new Usage(words('表格没有数据行', 'the table has no rows'));
  const unread = faults.map(({ row, code, params }): Fault => {
    return { line: row, words: words(messageOf(code, params, 'zh'), messageOf(code, params, 'en')) };
  });
  refuseFaults([
    ...unread,
    ...rows.flatMap(({ row, cells }) =>
      completionColumns.flatMap((column): Fault[] =>
        'required' in column &&
        cells[column.key] === undefined &&
        !faults.some((fault) => fault.row === row && fault.column === column.key)
          ? [{ line: row, words: words(`${column.title.zh}为空`, `${column.key} is empty`) }]
          : [],
      ),
    ),
  ]);
  const byTask = new Map<string, Row[]>();
  for (const row of rows) {
    const task = row.cells.task ?? '';
    byTask.set(task, [...(byTask.get(task) ?? []), row]);
  }
  return [...byTask].map(([task, own]) => ({ task, rows: own }));
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
      for (const { row } of rows)
        faults.push({ line: row, words: words(`没有待办任务 ${id}`, `there is no open task ${id}`) });
      return [];
    }
    const outcomes = outcomesOf(task, rows, faults);
    const form = formFor(task, forms);
    const missing = (task.formSchema.required ?? []).filter((name) => !(name in form));
    if (missing.length > 0) {
      const names = missing.join(', ');
      const hint = words(`表单缺少 ${names}（用 --form 给出）`, `the form lacks ${names} (give it with --form)`);
      faults.push({ line: rows[0]?.row ?? 0, words: hint });
    }
    return [{ id, outcomes, form }];
  });
  refuseFaults(faults);
  return completions;
}

function outcomesOf(task: TaskDetail, rows: readonly Row[], faults: Fault[]): PowerOutcome[] {
  const lineOf = new Map<string, number>();
  return rows.flatMap(({ row: line, cells }) => {
    const fault = (zh: string, en: string) => faults.push({ line, words: words(zh, en) });
    const { power, outcome: code = '', reason, conditions } = cells;
    const outcome = task.outcomes.find(({ code: known, title }) => known === code || title === code);
    if (!outcome) {
      const choices = task.outcomes.map((known) => known.code).join(', ');
      fault(`没有结果 ${code}，可选 ${choices}`, `no outcome ${code}, but ${choices}`);
    }
    for (const need of outcome?.needs ?? []) {
      if ((need === 'reason' || need === 'conditions') && cells[need] === undefined)
        fault(`${code} 须填写 ${need}`, `${code} needs ${need}`);
    }
    const powers = power === undefined ? task.powers : [power];
    return powers.map((each): PowerOutcome => {
      const before = lineOf.get(each);
      if (!task.powers.includes(each)) fault(`任务中没有权力 ${each}`, `the power ${each} is not in the task`);
      else if (before !== undefined) fault(`${each} 与第 ${before} 行重复`, `${each} stands in line ${before} already`);
      lineOf.set(each, line);
      return {
        power: each,
        outcome: outcome?.code ?? code,
        ...(reason === undefined ? {} : { reason }),
        ...(conditions === undefined ? {} : { conditions }),
      };
    });
  });
}
