import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { colours } from '../colours';
import { z } from 'zod';
import { isProblem } from '../../client/client';
import { completionRequest } from '../../contract/requests';
import type { Completion, PowerOutcome, TaskDetail } from '../../contract/types';
import { completionColumns, completionsOf, formFor, tasksOfTable, type FormSource } from '../complete-file';
import { readTable } from '../../documents/tables/sheet-reader';
import type { Context } from '../context';
import { Refused, Usage, words } from '../failure';
import { askForm } from '../form-prompts';
import { fields, show, table } from '../output';
import { askChoice, askChoices, askText, askYes } from '../prompts';
import { act, command, option, several, type Making } from './command';

interface Options {
  readonly outcome?: string;
  readonly power?: string[];
  readonly reason?: string;
  readonly conditions?: string;
  readonly form?: string;
  readonly examples?: true;
  readonly comment?: string;
  readonly evidence?: string[];
  readonly json?: boolean;
  readonly file?: string;
  readonly csv?: string;
  readonly key?: string;
}

const formSchema = z.record(z.string(), z.unknown());

/** JSON from an option: the text itself, or the file that `@` names. @throws Usage where it is not what it should be. */
async function jsonOf<T>(text: string, name: string, schema: z.ZodType<T>): Promise<T> {
  const raw = text.startsWith('@') ? await readFile(text.slice(1), 'utf8') : text;
  let json: unknown;
  try {
    json = JSON.parse(raw);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Usage(words(`${name} 不是 JSON：${why}`, `${name} is not JSON: ${why}`));
  }
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map((issue) => ({
    field: z.core.toDotPath(issue.path),
    words: words(issue.message, issue.message),
  }));
  throw new Usage(words(`${name} 内容有误`, `${name} is wrong`), faults);
}

async function formSource(options: Options): Promise<FormSource | undefined> {
  if (options.examples) return 'examples';
  return options.form === undefined ? undefined : jsonOf(options.form, '--form', formSchema);
}

/** Outcome, and the words that it needs, for some of a task's powers. */
async function askOutcome(
  context: Context,
  task: TaskDetail,
  powers: readonly string[],
  given: Options,
): Promise<PowerOutcome[]> {
  const { say } = context;
  const choices = task.outcomes.map(({ code, title }) => ({ value: code, label: title }));
  const outcome = given.outcome ?? (await askChoice(context, say(words('结果', 'outcome')), '--outcome', choices));
  const needs = task.outcomes.find(({ code }) => code === outcome)?.needs ?? [];
  const ask = async (need: 'reason' | 'conditions', text: string | undefined, zh: string, en: string) =>
    text ??
    (needs.includes(need) ? await askText(context, say(words(zh, en)), `--${need}`, { required: true }) : undefined);
  const reason = await ask('reason', given.reason, '理由', 'reason');
  const conditions = await ask('conditions', given.conditions, '条件', 'conditions');
  return powers.map((power) => ({
    power,
    outcome,
    ...(reason === undefined ? {} : { reason }),
    ...(conditions === undefined ? {} : { conditions }),
  }));
}

async function answerOf(context: Context, task: TaskDetail, options: Options): Promise<Completion> {
  if (options.file !== undefined) return jsonOf(`@${options.file}`, '--file', completionRequest);
  const { say } = context;
  const outcomes: PowerOutcome[] = [];
  if (options.outcome === undefined && options.power === undefined && context.terminal.interactive) {
    let left: readonly string[] = task.powers;
    const alike =
      task.powers.length === 1 ||
      (await askYes(context, say(words('全部事项结果相同？', 'the same for all powers?')), '--outcome'));
    while (left.length > 0) {
      const choices = left.map((code) => ({ value: code, label: code }));
      const some = alike ? left : await askChoices(context, say(words('哪些事项', 'which powers')), '--power', choices);
      outcomes.push(...(await askOutcome(context, task, some, options)));
      left = left.filter((code) => !some.includes(code));
    }
  } else {
    outcomes.push(...(await askOutcome(context, task, options.power ?? task.powers, options)));
  }
  const source = await formSource(options);
  const needsForm = (task.formSchema.required ?? []).length > 0;
  const form = source ? formFor(task, source) : needsForm ? await askForm(context, task.formSchema) : {};
  return {
    outcomes,
    form,
    ...(options.comment === undefined ? {} : { comment: options.comment }),
    ...(options.evidence === undefined ? {} : { evidence: options.evidence }),
  };
}

async function completeOne(context: Context, id: string, options: Options): Promise<void> {
  const task = await context.client.task(id);
  // before anything is sent: what could still fail afterwards would look as if nothing had been done
  const titles = await context.titles(task.matter.procedure);
  const completed = await context.client.complete(id, await answerOf(context, task, options), options.key);
  show(context, completed, () =>
    fields([
      [context.say(words('已办结', 'completed')), id],
      [context.say(words('事务', 'matter')), `${completed.matter.id} ${titles.state(completed.matter.state)}`],
      [context.say(words('新任务', 'opened')), completed.opened.join(' ') || '-'],
    ]),
  );
}

async function completeMany(context: Context, path: string, options: Options): Promise<void> {
  const content = path === '-' ? Buffer.from(await context.terminal.input()) : await readFile(path);
  const files = tasksOfTable(await readTable(content, completionColumns));
  const open = new Map<string, TaskDetail>();
  for (const { task: id } of files) {
    const task = await context.client.task(id).catch((error: unknown) => {
      if (isProblem(error, 404) || isProblem(error, 409)) return undefined;
      throw error;
    });
    if (task) open.set(id, task);
  }
  const completions = completionsOf(files, open, (await formSource(options)) ?? {});
  const results = await context.client.completeMany(completions, options.key);
  const refused = results.filter(({ status }) => status >= 400);
  const detailOf = (body: unknown): string => {
    const known = z.looseObject({
      detail: z.string(),
      errors: z.array(z.looseObject({ field: z.string(), message: z.string() })).default([]),
    });
    const { data } = known.safeParse(body);
    return data ? [data.detail, ...data.errors.map(({ field, message }) => `${field} ${message}`)].join(' · ') : '';
  };
  show(context, { results }, () =>
    table(
      [context.say(words('任务', 'task')), context.say(words('结果', 'result')), ''],
      results.map(({ id, status, body }) => [
        id,
        status < 400 ? colours.green(context.say(words('已办结', 'completed'))) : colours.red(`${status}`),
        status < 400 ? '' : detailOf(body),
      ]),
    ),
  );
  if (refused.length > 0) throw new Refused();
}

/** `complete`: one task with flags, a JSON file or questions; many from a table. */
export function completeCommand(making: Making): Command {
  const target = command(making, 'complete', words('办理任务', 'complete a task'))
    .argument('[task]')
    .addOption(option(making, '--outcome <code>', words('结果', 'the outcome')))
    .addOption(option(making, '--power <codes>', words('只办理这些权力', 'for these powers only')).argParser(several))
    .addOption(option(making, '--reason <text>', words('理由', 'the reason')))
    .addOption(option(making, '--conditions <text>', words('条件', 'the conditions')))
    .addOption(
      option(
        making,
        '--form <json>',
        words('表单 JSON，或 @文件；批量时可按步骤分别给出', 'the form as JSON, or @file; in bulk also by step'),
      ),
    )
    .addOption(
      option(
        making,
        '--examples',
        words('必填项用示例值填写（演示与测试用）', 'fill required fields with the examples (for trying out)'),
      ),
    )
    .addOption(option(making, '--comment <text>', words('备注', 'a comment')))
    .addOption(option(making, '--evidence <ids>', words('证据文件编号', 'ids of evidence files')).argParser(several))
    .addOption(option(making, '--file <json>', words('整个答复的 JSON 文件', 'the whole answer as a JSON file')))
    .addOption(
      option(
        making,
        '--csv <file>',
        words(
          '批量：XLSX 或 CSV，列为 任务、事项编码、结果、理由、条件（或 task,power,outcome,reason,conditions）；- 为标准输入',
          'in bulk: XLSX or CSV, columns task,power,outcome,reason,conditions; - for standard input',
        ),
      ),
    )
    .addOption(
      option(
        making,
        '--key <key>',
        words('幂等键：同一键只生效一次', 'idempotency key: the same key takes effect once'),
      ),
    );
  return act<Options>(making, target, async (context, [id], options) => {
    if (options.csv !== undefined) return completeMany(context, options.csv, options);
    if (id === undefined)
      throw new Usage(words('请给出任务编号，或 --csv 文件', 'give the id of a task, or a file with --csv'));
    return completeOne(context, id, options);
  });
}
