import type { Command } from 'commander';
import { colours } from '../colours';
import { isProblem } from '../../client/client';
import type { HistoryEntry, Task, TaskDetail, Transfer } from '../../contract/types';
import { writtenLimit } from '../../domain/procedure/calendar';
import type { Context } from '../context';
import { words } from '../failure';
import { fields, show, some, table, when } from '../output';
import type { Titles } from '../titles';
import { claimer } from './claims';
import { act, command, needed, option, type Making } from './command';

type Limited = Pick<Task, 'due' | 'overdue' | 'provisional'>;

/** A task's limit by its last day. */
function limit({ say }: Context, { due, overdue, provisional }: Limited): string {
  if (due == null) return '-';
  const last = writtenLimit(Date.parse(due));
  if (overdue) return colours.red(`${last} ${say(words('逾期', 'overdue'))}`);
  return provisional ? `${last} ${say(words('暂定', 'provisional'))}` : last;
}

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
  const tasks = table(
    heads(context, ['任务', 'task'], ['步骤', 'step'], ['单位', 'office'], ['期限', 'due'], ['权力', 'powers']),
    transfer.tasks.map((t) => [
      t.id,
      titles.step(t.step) + (t.about == null ? '' : ` (${t.about})`),
      t.organisation,
      limit(context, t),
      some(t.powers),
    ]),
  );
  return [about, powers, ...(transfer.tasks.length > 0 ? [tasks] : [])].join('\n\n');
}

function taskView(context: Context, task: TaskDetail, titles: Titles): string {
  const required = new Set(task.formSchema.required ?? []);
  const about = fields([
    [context.say(words('任务', 'task')), `${task.id}  ${colours.bold(titles.step(task.step))}`],
    [context.say(words('赋权', 'transfer')), `${task.transfer.id}  ${task.transfer.title}`],
    [context.say(words('单位', 'office')), task.organisation],
    [context.say(words('期限', 'due')), limit(context, task)],
    [context.say(words('认领', 'claimed by')), claimer(context, task)],
    [context.say(words('权力', 'powers')), task.powers.join(' ')],
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
    .addOption(option(making, '--transfer <id>', words('只看一次赋权', 'of one transfer only')))
    .addOption(
      option(
        making,
        '--claim <whose>',
        words('认领情况：我认领的、无人认领的、他人认领的', 'which you take care of, which nobody, which others'),
      ).choices(['mine', 'free', 'others']),
    );
  act<{ office?: true; transfer?: string; claim?: 'mine' | 'free' | 'others' }>(
    making,
    tasks,
    async (context, _, options) => {
      const { office, transfer, claim } = options;
      const all = await context.client.tasks({
        ...(office ? { scope: 'office' } : {}),
        ...(claim === undefined ? {} : { claim }),
      });
      const items = transfer === undefined ? all : all.filter((task) => task.transfer.id === transfer);
      const titles = await context.titles();
      show(context, { items }, () =>
        items.length === 0
          ? context.say(words('没有待办任务', 'nothing to do'))
          : table(
              heads(
                context,
                ['任务', 'task'],
                ['步骤', 'step'],
                ['赋权', 'transfer'],
                ['期限', 'due'],
                ['认领', 'claimed by'],
                ['权力', 'powers'],
              ),
              items.map((t) => [
                t.id,
                titles.step(t.step) + (t.about == null ? '' : ` (${t.about})`),
                t.transfer.title,
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

  const one = command(making, 'show', words('查看一次赋权或一个任务', 'one transfer, or one task')).argument('[id]');
  act(making, one, async (context, [given]) => {
    const id = needed(given, words('请给出赋权或任务的编号', 'give the id of a transfer or a task'));
    try {
      const transfer = await context.client.transfer(id);
      const titles = await context.titles();
      show(context, transfer, () => transferView(context, transfer, titles));
    } catch (error) {
      if (!isProblem(error, 404)) throw error;
      const task = await context.client.task(id).catch((second: unknown) => {
        throw isProblem(second, 404) ? error : second;
      });
      const titles = await context.titles();
      show(context, task, () => taskView(context, task, titles));
    }
  });

  const history = command(making, 'history', words('一次赋权的台账', "a transfer's ledger")).argument('[id]');
  act(making, history, async (context, [given]) => {
    const id = needed(given, words('请给出赋权的编号', 'give the id of a transfer'));
    const items = await context.client.history(id);
    const titles = await context.titles();
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
