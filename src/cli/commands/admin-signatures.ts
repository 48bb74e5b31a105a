/** `admin command-key` and `admin require-signatures`: what the API signs people's acts with, and since when it must. */
import type { Command } from 'commander';
import { join } from 'node:path';
import {
  commandKeys,
  listCommandKeys,
  loseCommandKey,
  requireSignatures,
  retireOneOfSeveral,
  signaturesRequiredSince,
} from '../../database/command-key-repository';
import { openDatabase, type Pool } from '../../database/connection';
import { makeCommandKey, unsigningApplication } from '../../runtime/command-key';
import { Trouble } from '../../runtime/trouble';
import type { Context } from '../context';
import { words } from '../failure';
import { dataFolder, localDatabase } from '../local';
import { show, table } from '../output';
import { askYes } from '../prompts';
import { act, command, needed, option, type Making } from './command';

interface Options {
  readonly data?: string;
  readonly key?: string;
  readonly yes?: true;
}

const withData = (making: Making, target: Command): Command =>
  target.addOption(option(making, '--data <dir>', words('数据目录', 'the data folder')));

/** Does work as the database's owner: who signs, and since when, is not the application's to say. */
async function asOwner<T>(context: Context, options: Options, work: (database: Pool) => Promise<T>): Promise<T> {
  const { environment } = context.terminal;
  const url = localDatabase(environment, dataFolder(environment, options.data));
  const database = openDatabase(url, { max: 1, application: 'fuquan-admin' });
  try {
    return await work(database);
  } finally {
    await database.end();
  }
}

function makeKey(making: Making): Command {
  const target = withData(
    making,
    command(
      making,
      'make',
      words(
        '新建操作签名密钥并停用原有的；之后请重新启动接口',
        'make a key of commands and retire the one before it; start the API again afterwards',
      ),
    ),
  ).addOption(
    option(
      making,
      '--key <file>',
      words(
        '私钥文件，默认数据目录中的 keys/commands',
        'the private key’s file, keys/commands in the data folder unless given',
      ),
    ),
  );
  return act<Options>(making, target, async (context, _, options) => {
    const { environment } = context.terminal;
    const given = options.key ?? environment['FUQUAN_COMMAND_KEY_FILE'];
    const file = given ?? join(dataFolder(environment, options.data), 'keys', 'commands');
    const key = await asOwner(context, options, (database) => makeCommandKey(database, file));
    const zh = `已新建 ${key}（${file}）。请在 15 分钟内重新启动接口：此后原密钥所签的操作不再接受`;
    const en = `made ${key} (${file}). Start the API again within 15 minutes: after that nothing signed with the former key is taken`;
    show(context, { key, file }, () => context.say(words(zh, en)));
  });
}

const notOne = (key: string): Trouble =>
  new Trouble({
    zh: `没有可以如此登记的密钥 ${key}：请用 fuquan admin command-key list 查看`,
    en: `there is no key ${key} of which that can be said: see fuquan admin command-key list`,
  });
const onlyOne = (key: string): Trouble =>
  new Trouble({
    zh: `${key} 是唯一在用的密钥，停用后任何操作都不能签名：请用 fuquan admin command-key make 新建，原密钥随之停用；已泄露的用 lost 登记`,
    en: `${key} is the only key that signs; without it nothing could be signed: make another with fuquan admin command-key make, which retires this one. If others may have it, say lost`,
  });

/** Which key is meant. @throws Usage where none is named */
const keyNamed = (given: string | undefined): string =>
  needed(
    given,
    words('请给出密钥编号（fuquan admin command-key list）', 'name the key (fuquan admin command-key list)'),
  );

function retireKey(making: Making): Command {
  const target = withData(
    making,
    command(
      making,
      'retire',
      words(
        '停用几个密钥中的一个：已发出的操作再接受 15 分钟',
        'retire one of several keys: what is on its way is taken for 15 minutes longer',
      ),
    ),
  ).argument('[key]');
  return act<Options>(making, target, async (context, [given], options) => {
    const key = keyNamed(given);
    const done = await asOwner(context, options, (database) => retireOneOfSeveral(database, key));
    if (done !== 'retired') throw done === 'only' ? onlyOne(key) : notOne(key);
    show(context, { key, retire: true }, () => context.say(words(`已停用 ${key}`, `retired ${key}`)));
  });
}

function loseKey(making: Making): Command {
  const target = withData(
    making,
    command(
      making,
      'lost',
      words(
        '登记密钥丢失或泄露：其签名立即不再接受',
        'say that a key is lost or known to others: nothing it signs is taken any more',
      ),
    ),
  ).argument('[key]');
  return act<Options>(making, target, async (context, [given], options) => {
    const key = keyNamed(given);
    if (!(await asOwner(context, options, (database) => loseCommandKey(database, key)))) throw notOne(key);
    const zh = `已登记 ${key} 丢失。请用 fuquan admin command-key make 新建密钥并重新启动接口`;
    const en = `noted ${key} as lost. Make another with fuquan admin command-key make, and start the API again`;
    show(context, { key, lost: true }, () => context.say(words(zh, en)));
  });
}

function listKeys(making: Making): Command {
  const target = withData(
    making,
    command(making, 'list', words('列出操作签名密钥', 'list the keys of commands')),
  ).addOption(
    option(
      making,
      '--public',
      words('只输出公钥（PEM），交审计另行保存', 'the public keys alone (PEM), for the auditor to keep elsewhere'),
    ),
  );
  return act<Options & { readonly public?: true }>(making, target, async (context, _, options) => {
    const { keys, since, open } = await asOwner(context, options, async (database) => ({
      keys: await listCommandKeys(database),
      since: await signaturesRequiredSince(database),
      open: await commandKeys(database),
    }));
    if (options.public) {
      for (const { publicKey } of open.values())
        context.terminal.out(publicKey.export({ type: 'spki', format: 'pem' }).toString());
      return;
    }
    const { say } = context;
    const head = [
      say(words('密钥', 'key')),
      say(words('启用', 'made')),
      say(words('停用', 'retired')),
      say(words('丢失', 'lost')),
    ];
    const at = (when: Date | null) => when?.toISOString() ?? '';
    const required = since
      ? words(`自 ${at(since)} 起须签名`, `signatures required since ${at(since)}`)
      : words('尚未要求签名', 'signatures are not required yet');
    show(context, { items: keys, required: since ?? null }, () =>
      [
        table(
          head,
          keys.map(({ id, made, retired, lost }) => [id, at(made), at(retired), at(lost)]),
        ),
        say(required),
      ].join('\n'),
    );
  });
}

/** Refuses while somebody who signs nothing is connected: whatever he sent from then on would be refused. */
async function mustAllSign(database: Pool): Promise<void> {
  const { rowCount } = await database.query(
    'select from pg_stat_activity where datname = current_database() and application_name = $1',
    [unsigningApplication],
  );
  if ((rowCount ?? 0) > 0)
    throw new Trouble({
      zh: '仍有不签名的接口（旧版本，或未设 FUQUAN_COMMAND_KEY_FILE）与数据库相连：请先升级或停止它',
      en: 'an API that signs nothing is still connected (an earlier version, or without FUQUAN_COMMAND_KEY_FILE): upgrade or stop it first',
    });
}

/** `admin require-signatures`. */
export function requireSignaturesCommand(making: Making): Command {
  const target = withData(
    making,
    command(
      making,
      'require-signatures',
      words(
        '升级后执行一次：此后每个人的操作都必须由接口签名',
        'once after an upgrade: from here on everybody’s acts must be signed by the API',
      ),
    ),
  ).addOption(option(making, '--yes', words('不再询问', 'do not ask')));
  return act<Options>(making, target, async (context, _, options) => {
    const { say } = context;
    const what = words(
      '此后未经接口签名的操作一律不予记录，且不能撤回；工作进程和接口须已全部升级。现有台账各自的末条会记入系统台账。继续？',
      'From here on nothing is recorded that the API did not sign, and there is no way back; all workers and APIs must be of this version. Where each ledger stands is noted in the system’s ledger. Go on?',
    );
    if (!options.yes && !(await askYes(context, say(what), '--yes', false))) return;
    const done = await asOwner(context, options, async (database) => {
      await mustAllSign(database);
      return requireSignatures(database);
    });
    if (!done.done) throw done.why === 'already' ? already : launching;
    show(context, done, () =>
      say(words(`此后须签名，涉及 ${done.transfers} 件`, `required from here on, in ${done.transfers} transfers`)),
    );
  });
}
const already = new Trouble({
  zh: '此前已要求签名，无需再做',
  en: 'signatures are required already; nothing is left to do',
});
const launching = new Trouble({
  zh: '有刚发起、尚无首条记录的流程：请稍后再试',
  en: 'a launch waits for its first entry: try again in a moment',
});

/** `admin command-key`: its keys are made, retired and lost on the machine itself. */
export const commandKeyCommand = (making: Making): Command =>
  command(making, 'command-key', words('操作签名密钥（在服务器本机）', 'keys of commands (on the machine itself)'))
    .addCommand(listKeys(making))
    .addCommand(makeKey(making))
    .addCommand(retireKey(making))
    .addCommand(loseKey(making));
