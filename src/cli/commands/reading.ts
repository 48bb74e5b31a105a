import type { Command } from 'commander';
import { colours } from '../colours';
import { isProblem } from '../../client/client';
import type { HistoryEntry, TaskDetail, Transfer } from '../../contract/types';
import type { Context } from '../context';
import { words } from '../failure';
import { fields, show, some, table, when } from '../output';
import { powerTransfers, type Titles } from '../titles';
import { limit } from '../task-words';
import { matterView, openTasks } from './matters';
import { claimer } from './claims';
import { act, command, needed, option, type Making } from './command';

/** Headings in the reader's language, from pairs of words. */
const heads = (context: Context, ...pairs: readonly (readonly [string, string])[]): string[] =>
  pairs.map(([zh, en]) => context.say(words(zh, en)));

function transferView(context: Context, transfer: Transfer, titles: Titles): string {
  const about = fields([
    [context.say(words('赋权', 'transfer')), `${transfer.id}  ${colours.bold(transfer.title)}`],
    [context.say(words('状态', 'state')), titles.state(transfer.state)],
    [context.say(words('街道', 'sub-district')), transfer.subDistrict],
    [context.say(words('发起', 'launched')), when(transfer.launched)],
  ]);
  const powers = table(
    heads(context, ['权力', 'power'], ['名称', 'name'], ['状态', 'state'], ['方式', 'mode'], ['行使主体', 'holder']),
    transfer.powers.map((p) => [p.code, p.name ?? '', titles.state(p.state), p.mode, p.holder ?? '']),
  );
  const tasks = openTasks(context, transfer.tasks, titles, context.say(words('权力', 'powers')));
  return [about, powers, ...(transfer.tasks.length > 0 ? [tasks] : [])].join('\n\n');
}

function taskView(context: Context, task: TaskDetail, titles: Titles): string {
  const required = new Set(task.formSchema.required ?? []);
  const about = fields([
    [context.say(words('任务', 'task')), `${task.id}  ${colours.bold(titles.step(task.step))}`],
    [context.say(words('事务', 'matter')), `${task.matter.id}  ${task.matter.title}`],
    [context.say(words('单位', 'office')), task.organisation],
    [context.say(words('期限', 'due')), limit(context, task)],
    [context.say(words('认领', 'claimed by')), claimer(context, task)],
    [titles.items, task.powers.join(' ')],
  ]);
  const outcomes = table(
    heads(context, ['结果', 'outcome'], ['说明', 'title'], ['需填写', 'needs']),
    task.outcomes.map(({ code, title, needs }) => [code, title, needs.join(' ')]),
  );
  const form = table(
    heads(context, ['表单项', 'field'], ['说明', 'title'], ['类型', 'type'], ['必填', 'required']),
    Object.entries(task.formSchema.properties ?? {}).map(([name, schema]) => [
      name,
      schema.title ?? '',
      schema.enum ? some(schema.enum.map(String)) : (schema.type ?? ''),
      required.has(name) ? '*' : '',
    ]),
  );
  return [about, outcomes, form].join('\n\n');
}

function said(entry: HistoryEntry, titles: Titles): string {
  return Object.entries(entry.outcomes)
    .map(([outcome, powers]) => `${titles.outcome(entry.step ?? '', outcome)} ${powers.length}`)
    .join(', ');
}

/** What people look at: `tasks`, `transfers`, `show`, `history`, `steps`, `powers`, `register`. */
export function readingCommands(making: Making): Command[] {
  const tasks = command(making, 'tasks', words('我现在可以办理的任务', 'tasks that you may complete now'))
    .addOption(option(making, '--office', words('本单位的全部任务', 'all tasks of your office')))
    .addOption(option(making, '--matter <id>', words('只看一项事务', 'of one matter only')))
    .addOption(option(making, '--transfer <id>', words('只看一次赋权', 'of one transfer only')))
    .addOption(option(making, '--procedure <code>', words('只看某个流程', 'of one procedure only')))
    .addOption(
      option(
        making,
        '--claim <whose>',
        words('认领情况：我认领的、无人认领的、他人认领的', 'which you take care of, which nobody, which others'),
      ).choices(['mine', 'free', 'others']),
    );
  act<{ office?: true; matter?: string; transfer?: string; procedure?: string; claim?: 'mine' | 'free' | 'others' }>(
    making,
    tasks,
    async (context, _, options) => {
      const { office, transfer, matter = transfer, procedure, claim } = options;
      const all = await context.client.tasks({
        ...(office ? { scope: 'office' } : {}),
        ...(claim === undefined ? {} : { claim }),
        ...(procedure === undefined ? {} : { procedure }),
      });
      const items = matter === undefined ? all : all.filter((task) => task.matter.id === matter);
      show(context, { items }, () =>
        items.length === 0
          ? context.say(words('没有待办任务', 'nothing to do'))
          : table(
              heads(
                context,
                ['任务', 'task'],
                ['步骤', 'step'],
                ['事务', 'matter'],
                ['期限', 'due'],
                ['认领', 'claimed by'],
                ['事项', 'items'],
              ),
              items.map((t) => [
                t.id,
                t.title + (t.about == null ? '' : ` (${t.about})`),
                t.matter.title,
                limit(context, t),
                claimer(context, t),
                some(t.powers),
              ]),
            ),
      );
    },
  );

  const transfers = command(making, 'transfers', words('赋权列表', 'transfers'))
    .addOption(option(making, '--state <state>', words('只看某种状态', 'in one state only')))
    .addOption(option(making, '--to <sub-district>', words('只看某街道', 'of one sub-district only')));
  act<{ state?: string; to?: string }>(making, transfers, async (context, _, { state, to }) => {
    const items = await context.client.transfers({ state, subDistrict: to });
    const titles = await context.titles();
    show(context, { items }, () =>
      table(
        heads(
          context,
          ['赋权', 'transfer'],
          ['标题', 'title'],
          ['街道', 'sub-district'],
          ['状态', 'state'],
          ['发起', 'launched'],
        ),
        items.map((t) => [t.id, t.title, t.subDistrict, titles.state(t.state), when(t.launched)]),
      ),
    );
  });

  const one = command(
    making,
    'show',
    words('查看一项事务（如一次赋权）或一个任务', 'one matter, such as a transfer, or one task'),
  ).argument('[id]');
  act(making, one, async (context, [given]) => {
    const id = needed(given, words('请给出事务或任务的编号', 'give the id of a matter or a task'));
    const { client } = context;
    const matter = await client.matter(id).catch((error: unknown) => {
      if (isProblem(error, 404)) return undefined;
      throw error;
    });
    if (!matter) {
      const task = await client.task(id);
      const titles = await context.titles(task.matter.procedure);
      return show(context, task, () => taskView(context, task, titles));
    }
    const titles = await context.titles(matter.procedure);
    if (matter.procedure !== powerTransfers) return show(context, matter, () => matterView(context, matter, titles));
    const transfer = await client.transfer(id);
    show(context, transfer, () => transferView(context, transfer, titles));
  });

  const history = command(making, 'history', words('一项事务的台账', "a matter's ledger")).argument('[id]');
  act(making, history, async (context, [given]) => {
    const id = needed(given, words('请给出事务的编号', 'give the id of a matter'));
    const titles = await context.titles((await context.client.matter(id)).procedure);
    const items = await context.client.history(id);
    show(context, { items }, () =>
      table(
        heads(
          context,
          ['序号', 'no.'],
          ['时间', 'at'],
          ['事项', 'what'],
          ['单位', 'office'],
          ['经办', 'by'],
          ['结果', 'outcome'],
          ['哈希', 'hash'],
        ),
        items.map((e) => [
          `${e.seq}`,
          when(e.at),
          e.title,
          e.organisationName ?? e.organisation ?? '',
          e.byName ?? e.by,
          said(e, titles),
          e.hash.slice(0, 12),
        ]),
      ),
    );
  });

  const steps = command(making, 'steps', words('程序的步骤', 'the steps of the procedure'));
  act(making, steps, async (context) => {
    const items = await context.client.steps();
    show(context, { items }, () =>
      table(
        heads(context, ['步骤', 'step'], ['名称', 'title'], ['工作日', 'days'], ['结果', 'outcomes']),
        items.map((s) => [
          s.code,
          s.title,
          s.days == null ? '-' : `${s.days}`,
          s.outcomes.map(({ code }) => code).join(' '),
        ]),
      ),
    );
  });

  const powers = command(making, 'powers', words('行政执法事项目录', 'the catalogue of powers')).argument('[search]');
  act(making, powers, async (context, [q]) => {
    const items = await context.client.powers(q);
    show(context, { items }, () =>
      table(
        heads(context, ['编码', 'code'], ['名称', 'name'], ['部门', 'department'], ['方式', 'modes']),
        items.map((p) => [p.code, p.name, p.department, p.modes.join(' ')]),
      ),
    );
  });

  const register = command(
    making,
    'register',
    words('权力登记册：谁在何处行使何权', 'the register: who holds which power where'),
  )
    .addOption(option(making, '--power <code>', words('只看一项权力', 'one power only')))
    .addOption(option(making, '--to <sub-district>', words('只看某街道', 'one sub-district only')))
    .addOption(option(making, '--on <date>', words('某一天的情况', 'as of a day')));
  act<{ power?: string; to?: string; on?: string }>(making, register, async (context, _, { power, to, on }) => {
    const items = await context.client.register({
      ...(power === undefined ? {} : { power }),
      ...(to === undefined ? {} : { subDistrict: to }),
      ...(on === undefined ? {} : { on }),
    });
    show(context, { items }, () =>
      table(
        heads(
          context,
          ['权力', 'power'],
          ['街道', 'sub-district'],
          ['法定主体', 'holder'],
          ['行使', 'exercised by'],
          ['方式', 'mode'],
          ['自', 'since'],
          ['至', 'until'],
        ),
        items.map((r) => [r.power, r.subDistrict, r.holder, r.exercisedBy, r.mode, when(r.since), when(r.until)]),
      ),
    );
  });
  return [tasks, transfers, one, history, steps, powers, register];
}
