import type { Command } from 'commander';
import { words } from '../failure';
import { show, table, when } from '../output';
import { act, command, option, type Making } from './command';

interface Options {
  readonly kind?: string;
  readonly by?: string;
  readonly from?: string;
  readonly until?: string;
  readonly limit?: string;
}

/** `system-ledger`: what was done to the system itself, newest first. */
export function systemLedgerCommand(making: Making): Command {
  const list = command(
    making,
    'system-ledger',
    words(
      '系统台账：登录、账户、岗位、设置、密钥（审计员、安全管理员）',
      'what was done to the system: sign-ins, accounts, roles, settings, keys (auditor, security officer)',
    ),
  )
    .addOption(option(making, '--kind <kind>', words('事项，如 sign-in-refused', 'what, such as sign-in-refused')))
    .addOption(option(making, '--by <username>', words('谁做的，或涉及谁', 'whose doing, or whose account')))
    .addOption(option(making, '--from <day>', words('从哪一天 YYYY-MM-DD', 'from this day, YYYY-MM-DD')))
    .addOption(option(making, '--until <day>', words('到哪一天 YYYY-MM-DD', 'until this day, YYYY-MM-DD')))
    .addOption(option(making, '--limit <n>', words('最多几条，默认 50，上限 500', 'so many at most: 50, up to 500')));
  return act<Options>(making, list, async (context, _, { kind, by, from, until, limit }) => {
    const items = await context.client.systemLedger({ kind, by, from, until, limit });
    const { say } = context;
    const head = ['#', words('时间', 'when'), words('事项', 'what'), words('内容', 'content'), words('谁', 'who')];
    show(context, { items }, () =>
      items.length === 0
        ? say(words('没有记录', 'no entries'))
        : table(
            head.map((word) => (typeof word === 'string' ? word : say(word))),
            items.map(({ seq, at, title, text, by: user, byName }) => [
              String(seq),
              when(at),
              title,
              text,
              user === null ? byName : `${byName} (${user})`,
            ]),
          ),
    );
  });
}
