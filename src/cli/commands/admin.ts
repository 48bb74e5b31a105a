import { hash } from '@node-rs/argon2';
import type { Command } from 'commander';
import { openDatabase } from '../../database/connection';
import { apiRole } from '../../database/rights';
import { loadSeed } from '../../database/seed/seed';
import { unkeepableIn } from '../../domain/kept-text';
import type { Context } from '../context';
import { Usage, words } from '../failure';
import { dataFolder, localDatabase } from '../local';
import { fields, show } from '../output';
import { Trouble } from '../../runtime/trouble';
import { askPassword, askText } from '../prompts';
import { keyLostCommand } from './admin-keys';
import { act, command, option, type Making } from './command';

interface Options {
  readonly name?: string;
  readonly organisation?: string;
  readonly passwordStdin?: true;
  readonly data?: string;
}

/** Ten characters at least: what stands between anybody and the accounts of a city. */
const leastPassword = 12;

async function passwordOf(context: Context, options: Options): Promise<string> {
  const { environment, input } = context.terminal;
  const given = options.passwordStdin ? (await input()).trim() : environment['FUQUAN_PASSWORD'];
  const password = given ?? (await askPassword(context, context.say(words('口令', 'password')), '--password-stdin'));
  if (password.length >= leastPassword) return password;
  throw new Usage(words(`口令至少 ${leastPassword} 个字符`, `a password has at least ${leastPassword} characters`));
}

/** `admin create`: the first administrator, made once and on the machine itself. */
export function adminCommand(making: Making): Command {
  const create = command(
    making,
    'create',
    words('创建首个管理员（仅一次，在服务器本机）', 'make the first administrator (once, on the machine itself)'),
  )
    .argument('[username]')
    .addOption(option(making, '--name <name>', words('姓名', 'the person’s name')))
    .addOption(
      option(
        making,
        '--organisation <id>',
        words('单位，默认 coordination', 'the organisation, coordination unless given'),
      ),
    )
    .addOption(option(making, '--password-stdin', words('从标准输入读口令', 'read the password from standard input')))
    .addOption(option(making, '--data <dir>', words('数据目录', 'the data folder')));
  act<Options>(making, create, async (context, [given], options) => {
    const { say, terminal } = context;
    const url = localDatabase(terminal.environment, dataFolder(terminal.environment, options.data));
    const username =
      given ?? (await askText(context, say(words('用户名', 'user name')), 'username', { required: true }));
    if (!/^[a-z][a-z0-9-]{1,39}$/.test(username)) {
      throw new Usage(
        words(
          '用户名为 2 至 40 个小写字母、数字、连字符，以字母开头',
          'a user name is 2 to 40 lower-case letters, digits and hyphens, a letter first',
        ),
      );
    }
    const name = options.name ?? username;
    if (unkeepableIn(name) !== undefined)
      throw new Usage(words('姓名含有无法保存的字符', 'the name has a character that cannot be kept'));
    const password = await passwordOf(context, options);
    const organisation = options.organisation ?? 'coordination';
    const pool = openDatabase(url, { max: 1, role: apiRole, application: 'fuquan-admin' });
    try {
      // an empty system has no organisations yet; nothing of a demonstration, so nothing to encrypt
      await loadSeed(pool, { demonstration: false, key: Buffer.alloc(32) });
      const { rowCount: known } = await pool.query('select from organisation where id = $1', [organisation]);
      if (known === 0) throw new Usage(words(`没有单位 ${organisation}`, `there is no organisation ${organisation}`));
      const { rowCount } = await pool.query(
        `insert into account (username, password_hash, name_zh, name_en, organisation, role)
         select $1, $2, $3, $3, $4, 'admin' where not exists (select from account where role = 'admin')
         on conflict (username) do nothing`,
        [username, await hash(password), name, organisation],
      );
      if (rowCount !== 1) {
        throw new Trouble({
          zh: '已有管理员（或用户名已被占用）：其他账户由管理员登录后创建',
          en: 'there is an administrator already (or the name is taken): further accounts are made by that administrator',
        });
      }
    } finally {
      await pool.end();
    }
    show(context, { username, organisation, role: 'admin' }, () =>
      fields([[say(words('已创建管理员', 'administrator made')), `${username} (${organisation})`]]),
    );
  });
  return command(making, 'admin', words('管理（在服务器本机）', 'administration (on the machine itself)'))
    .addCommand(create)
    .addCommand(keyLostCommand(making));
}
