import type { Command } from 'commander';
import type { Act } from '../../client/client';
import type { Words } from '../../domain/procedure/step';
import { Usage, words } from '../failure';
import { fields, show } from '../output';
import { askChoice, askText } from '../prompts';
import { act, command, needed, option, several, type Making } from './command';

interface Options {
  readonly reason?: string;
  readonly code?: string;
  readonly power?: string[];
  readonly key?: string;
}

const descriptions: { readonly [A in Act]: Words } = {
  suspend: words('中止一次赋权（协调员）', 'suspend a transfer (coordinator)'),
  resume: words('恢复一次赋权（协调员）', 'resume a transfer (coordinator)'),
  withdraw: words('撤回尚未交接的权力（协调员）', 'withdraw powers that are not handed over (coordinator)'),
  recall: words('收回已交接的权力（协调员）', 'recall powers that are handed over (coordinator)'),
};

function actCommand(making: Making, name: Act): Command {
  const target = command(making, name, descriptions[name])
    .argument('[transfer]')
    .addOption(option(making, '--reason <text>', words('理由', 'the reason')))
    .addOption(option(making, '--key <key>', words('幂等键', 'idempotency key')));
  if (name === 'withdraw' || name === 'recall') {
    target.addOption(option(making, '--power <codes>', words('只限这些权力', 'these powers only')).argParser(several));
  }
  if (name === 'recall') {
    target.addOption(option(making, '--code <code>', words('收回原因', 'why')));
  }
  return act<Options>(making, target, async (context, [given], options) => {
    const { say } = context;
    const id = needed(given, words('请给出赋权的编号', 'give the id of a transfer'));
    const titles = await context.titles();
    const choices = titles.recallReasons.map(({ code: value, title: label }) => ({ value, label }));
    const code =
      name === 'recall'
        ? (options.code ?? (await askChoice(context, say(words('收回原因', 'why')), '--code', choices)))
        : undefined;
    if (code !== undefined && !choices.some(({ value }) => value === code)) {
      const known = choices.map(({ value }) => value).join(', ');
      throw new Usage(words(`没有收回原因“${code}”，可选：${known}`, `no such reason: “${code}”. There are: ${known}`));
    }
    const reason =
      options.reason ?? (await askText(context, say(words('理由', 'reason')), '--reason', { required: true }));
    const request = {
      reason,
      ...(code === undefined ? {} : { code }),
      ...(options.power === undefined ? {} : { powers: options.power }),
    };
    const transfer = await context.client.act(id, name, request, options.key);
    show(context, transfer, () =>
      fields([
        [say(words('赋权', 'transfer')), `${transfer.id} ${transfer.title}`],
        [say(words('状态', 'state')), titles.state(transfer.state)],
      ]),
    );
  });
}

/** The coordinator's acts: `suspend`, `resume`, `withdraw`, `recall`. */
export const actCommands = (making: Making): Command[] =>
  (['suspend', 'resume', 'withdraw', 'recall'] as const).map((name) => actCommand(making, name));
