/** `fuquan matters`: what goes through any procedure, and its steward's acts. */
import type { Command } from 'commander';
import type { MatterAct } from '../../client/client';
import type { Matter, OpenTask } from '../../contract/types';
import type { Words } from '../../domain/procedure/step';
import { colours } from '../colours';
import type { Context } from '../context';
import { words } from '../failure';
import { fields, show, some, table, when } from '../output';
import { askText } from '../prompts';
import type { Titles } from '../titles';
import { limit } from '../task-words';
import { act, command, needed, option, several, type Making } from './command';

const heads = (context: Context, ...pairs: readonly Words[]): string[] => pairs.map((pair) => context.say(pair));

/** Open tasks of a matter; `items` heads the column of what each is about. */
export const openTasks = (context: Context, tasks: readonly OpenTask[], titles: Titles, items: string): string =>
  table(
    [
      ...heads(context, words('任务', 'task'), words('步骤', 'step'), words('单位', 'office'), words('期限', 'due')),
      items,
    ],
    tasks.map((task) => [
      task.id,
      titles.step(task.step) + (task.about == null ? '' : ` (${task.about})`),
      task.organisation,
      limit(context, task),
      some(task.powers),
    ]),
  );

/** A matter with its items and open tasks, by its procedure's own words. */
export function matterView(context: Context, matter: Matter, titles: Titles): string {
  const { say } = context;
  const about = fields([
    [say(words('事务', 'matter')), `${matter.id}  ${colours.bold(matter.title)}`],
    [say(words('流程', 'procedure')), matter.procedureTitle],
    [say(words('状态', 'state')), titles.state(matter.state)],
    [say(words('发起', 'launched')), when(matter.launched)],
  ]);
  const items = table(
    [titles.item, ...heads(context, words('名称', 'name'), words('状态', 'state'))],
    matter.items.map(({ code, name, state }) => [code, name === code ? '' : name, titles.state(state)]),
  );
  const tasks = openTasks(context, matter.tasks, titles, titles.items);
  return [about, items, ...(matter.tasks.length > 0 ? [tasks] : [])].join('\n\n');
}

interface ActOptions {
  readonly reason?: string;
  readonly item?: string[];
  readonly key?: string;
}

const descriptions: { readonly [A in MatterAct]: Words } = {
  suspend: words('中止一项事务（主办单位）', 'suspend a matter (its steward)'),
  resume: words('恢复一项事务（主办单位）', 'resume a matter (its steward)'),
  withdraw: words('撤回事务中的事项（主办单位）', 'withdraw items of a matter (its steward)'),
};

const asked = words('请给出事务的编号', 'give the id of a matter');
const keyOption = (making: Making) => option(making, '--key <key>', words('幂等键', 'idempotency key'));

function actCommand(making: Making, name: MatterAct): Command {
  const target = command(making, name, descriptions[name])
    .argument('[matter]')
    .addOption(option(making, '--reason <text>', words('理由', 'the reason')))
    .addOption(keyOption(making));
  if (name === 'withdraw')
    target.addOption(option(making, '--item <codes>', words('只限这些事项', 'these items only')).argParser(several));
  return act<ActOptions>(making, target, async (context, [given], options) => {
    const id = needed(given, asked);
    const reason =
      options.reason ?? (await askText(context, context.say(words('理由', 'reason')), '--reason', { required: true }));
    const request = { reason, ...(options.item === undefined ? {} : { powers: options.item }) };
    // before anything is sent: what could still fail afterwards would look as if nothing had been done
    const titles = await context.titles((await context.client.matter(id)).procedure);
    const matter = await context.client.actOnMatter(id, name, request, options.key);
    show(context, matter, () => matterView(context, matter, titles));
  });
}

function assembleCommand(making: Making): Command {
  const target = command(
    making,
    'assemble',
    words('汇总成一批（主办单位）', 'close the list of an assembling step (its steward)'),
  )
    .argument('[matter]')
    .addOption(option(making, '--step <code>', words('哪个步骤', 'of which step')))
    .addOption(
      option(making, '--item <codes>', words('应在批中的事项', 'the items that wait for it')).argParser(several),
    )
    .addOption(option(making, '--reason <text>', words('理由', 'the reason')))
    .addOption(keyOption(making));
  return act<ActOptions & { step?: string }>(making, target, async (context, [given], options) => {
    const id = needed(given, asked);
    const step = needed(options.step, words('请用 --step 给出步骤', 'give the step with --step'));
    const expected = needed(options.item, words('请用 --item 给出事项', 'give the items with --item'));
    const titles = await context.titles((await context.client.matter(id)).procedure);
    const { reason } = options;
    const request = { step, expected, ...(reason === undefined ? {} : { reason }) };
    const task = await context.client.assemble(id, request, options.key);
    show(context, task, () =>
      fields([
        [context.say(words('任务', 'task')), `${task.id}  ${titles.step(task.step)}`],
        [context.say(words('单位', 'office')), task.organisation],
        [titles.items, task.powers.join(' ')],
      ]),
    );
  });
}

function showCommand(making: Making): Command {
  const target = command(making, 'show', words('查看一项事务', 'one matter')).argument('[matter]');
  return act(making, target, async (context, [given]) => {
    const matter = await context.client.matter(needed(given, asked));
    const titles = await context.titles(matter.procedure);
    show(context, matter, () => matterView(context, matter, titles));
  });
}

function listCommand(making: Making): Command {
  const target = command(making, 'list', words('全部流程的事务', 'the matters of all procedures'))
    .addOption(option(making, '--procedure <code>', words('只看某个流程', 'of one procedure only')))
    .addOption(option(making, '--state <state>', words('只看某种状态', 'in one state only')))
    .addOption(option(making, '--overdue', words('只看有逾期任务的', 'with overdue tasks only')));
  return act<{ procedure?: string; state?: string; overdue?: true }>(making, target, async (context, _, options) => {
    const { procedure, state, overdue } = options;
    const items = await context.client.matters({ procedure, state, ...(overdue ? { overdue: 'true' } : {}) });
    show(context, { items }, () =>
      items.length === 0
        ? context.say(words('没有事务', 'no matters'))
        : table(
            heads(
              context,
              words('事务', 'matter'),
              words('标题', 'title'),
              words('流程', 'procedure'),
              words('状态', 'state'),
              words('待办', 'open'),
              words('逾期', 'overdue'),
              words('发起', 'launched'),
            ),
            items.map(({ id, title, procedureTitle, stateTitle, counts, launched }) => [
              ...[id, title, procedureTitle, stateTitle],
              ...[`${counts.tasks}`, counts.overdue > 0 ? colours.red(`${counts.overdue}`) : '0', when(launched)],
            ]),
          ),
    );
  });
}

/** `matters list | show | suspend | resume | withdraw | assemble`. */
export function mattersCommand(making: Making): Command {
  const target = command(making, 'matters', words('各流程的事务', 'matters of every procedure'));
  target.addCommand(listCommand(making), { isDefault: true });
  target.addCommand(showCommand(making));
  for (const name of ['suspend', 'resume', 'withdraw'] as const) target.addCommand(actCommand(making, name));
  return target.addCommand(assembleCommand(making));
}
