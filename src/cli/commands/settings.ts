import type { Command } from 'commander';
import type { LocalDay, PlaceSettings } from '../../contract/types';
import { numberIn } from '../../domain/number-text';
import { settingsRequest } from '../../domain/power-transfer/settings-request';
import type { Words } from '../../domain/procedure/step';
import type { Context } from '../context';
import { Usage, words } from '../failure';
import { fields, show, table, when } from '../output';
import { askText } from '../prompts';
import { act, command, option, type Making } from './command';

const units: { readonly [unit in PlaceSettings['items'][number]['unit']]: Words } = {
  'working-days': words('个工作日', 'working days'),
  months: words('个月', 'months'),
  years: words('年', 'years'),
  officers: words('人', 'officers'),
  times: words('次', 'times'),
  hours: words('学时', 'hours'),
  points: words('分', 'points'),
};
const kinds: { readonly [kind in LocalDay['kind']]: Words } = {
  off: words('放假', 'off'),
  worked: words('上班', 'worked'),
};
const needDate = words('请给出日期，如 2027-03-30', 'give a date, such as 2027-03-30');

function settingsView({ say }: Context, { version, changed, items }: PlaceSettings): string {
  const rows = items.map(({ name, title, unit, value, default: usual, least, why }) => [
    name,
    title,
    `${value} ${say(units[unit])}`,
    `${usual}`,
    `${least}`,
    // the reason for a least of one explains itself
    least > 1 ? why : '',
  ]);
  const head = [
    words('名称', 'name'),
    words('含义', 'title'),
    words('现值', 'value'),
    words('默认', 'default'),
    words('下限', 'least'),
    words('下限依据', 'why'),
  ];
  const last = changed
    ? `${version} · ${changed.by} · ${when(changed.at)}`
    : say(words('从未修改，均为默认值', 'never changed: the defaults'));
  return `${table(head.map(say), rows)}\n\n${fields([[say(words('版本', 'version')), last]])}`;
}

const daysView = ({ say }: Context, days: readonly LocalDay[]): string =>
  days.length === 0
    ? say(words('没有地方节假日', 'no local days'))
    : table(
        [words('日期', 'date'), words('安排', 'kind'), words('名称', 'name')].map(say),
        days.map(({ date, kind, name }) => [date, say(kinds[kind]), name]),
      );

function setCommand(making: Making): Command {
  const set = command(
    making,
    'set',
    words('修改一项（协调员），对此后发起的赋权生效', 'change one (coordinator), for transfers launched from then on'),
  )
    .argument('[name]')
    .argument('[value]', making.say(words('整数，或 default 恢复默认', 'a whole number, or default')));
  return act(making, set, async (context, [name, value]) => {
    if (name === undefined || value === undefined)
      throw new Usage(words('请给出名称和数值', 'give the name of a setting and its value'));
    const number = value === 'default' ? undefined : numberIn(value);
    if (value !== 'default' && !Number.isInteger(number))
      throw new Usage(words('数值应为整数或 default', 'a value is a whole number or default'));
    const { version, items } = await context.client.settings();
    if (!items.some((item) => item.name === name))
      throw new Usage(
        words(
          `没有设置项 ${name}，名称见 fuquan settings`,
          `there is no setting ${name}: fuquan settings has the names`,
        ),
      );
    const values = items.map((item) => {
      if (item.name !== name) return item;
      return { ...item, value: number ?? item.default };
    });
    const now = await context.client.setSettings(settingsRequest(version, values));
    show(context, now, () => settingsView(context, { ...now, items: now.items.filter((item) => item.name === name) }));
  });
}

function daysCommand(making: Making): Command {
  const list = command(making, 'list', words('列出', 'list them'));
  act(making, list, async (context) => {
    const items = await context.client.localDays();
    show(context, { items }, () => daysView(context, items));
  });

  const add = command(making, 'add', words('新增一天（协调员）', 'add one (coordinator)'))
    .argument('[date]', 'YYYY-MM-DD')
    .addOption(option(making, '--worked', words('上班（默认为放假）', 'a day worked (a day off unless given)')))
    .addOption(option(making, '--zh <name>', words('中文名称', 'its name in Chinese')))
    .addOption(option(making, '--en <name>', words('英文名称', 'its name in English')));
  act<{ worked?: true; zh?: string; en?: string }>(making, add, async (context, [date], { worked, zh, en }) => {
    if (date === undefined) throw new Usage(needDate);
    const { say } = context;
    const name = {
      zh: zh ?? (await askText(context, say(words('中文名称', 'name in Chinese')), '--zh', { required: true })),
      en: en ?? (await askText(context, say(words('英文名称', 'name in English')), '--en', { required: true })),
    };
    const day = await context.client.addLocalDay({ date, kind: worked ? 'worked' : 'off', name });
    show(context, day, () => daysView(context, [day]));
  });

  const remove = command(making, 'remove', words('删除一天（协调员）', 'take one back (coordinator)')).argument(
    '[date]',
    'YYYY-MM-DD',
  );
  act(making, remove, async (context, [date]) => {
    if (date === undefined) throw new Usage(needDate);
    await context.client.removeLocalDay(date);
    show(context, { removed: date }, () => `${context.say(words('已删除', 'removed'))} ${date}`);
  });
  const days = command(making, 'days', words('地方节假日', 'local days off and days worked'));
  for (const one of [list, add, remove]) days.addCommand(one);
  return days;
}

/** `settings`: what the place sets for launches from now on; `settings set`, `settings days`. */
export function settingsCommand(making: Making): Command {
  const settings = command(
    making,
    'settings',
    words('本地设置：期限、试行期等', 'what the place sets: limits, length of the trial and so on'),
  );
  act(making, settings, async (context) => {
    const now = await context.client.settings();
    show(context, now, () => settingsView(context, now));
  });
  return settings.addCommand(setCommand(making)).addCommand(daysCommand(making));
}
