import type { Command } from 'commander';
import { colours } from '../colours';
import { Refused, words } from '../failure';
import { localSystem } from '../local';
import { rebuild } from '../rebuild';
import { act, command, option, type Making } from './command';

/** `rebuild`: every running transfer back into the engine, from the ledger. */
export function rebuildCommand(making: Making): Command {
  const target = command(
    making,
    'rebuild',
    words(
      '引擎数据丢失后，按台账恢复全部进行中的赋权（在服务器本机）',
      'after the engine’s store was lost: bring every running transfer back from the ledger (on the machine itself)',
    ),
  ).addOption(option(making, '--data <dir>', words('数据目录', 'the data folder')));
  return act<{ data?: string }>(making, target, async (context, _, { data }) => {
    const { say, terminal } = context;
    const marks = {
      there: colours.dim(say(words('已在运行', 'running'))),
      rebuilt: colours.green(say(words('已恢复', 'rebuilt'))),
      behind: colours.red(say(words('未跟上', 'behind'))),
    };
    const items = await rebuild(
      localSystem(terminal.environment, data),
      ({ transfer, title, result, ledger, engine, why }) => {
        if (!context.json)
          terminal.out(`${marks[result]}  ${engine}/${ledger}  ${transfer}  ${title}${why ? `  ${why}` : ''}\n`);
      },
    );
    if (context.json) terminal.out(`${JSON.stringify({ items }, null, 2)}\n`);
    else {
      const count = (result: string) => items.filter((item) => item.result === result).length;
      const zh = `共 ${items.length} 件：恢复 ${count('rebuilt')}，原在运行 ${count('there')}，未跟上 ${count('behind')}`;
      const en = `${items.length} in all: ${count('rebuilt')} rebuilt, ${count('there')} were running, ${count('behind')} behind`;
      terminal.out(`${say(words(zh, en))}\n`);
    }
    if (items.some(({ result }) => result === 'behind')) throw new Refused();
  });
}
