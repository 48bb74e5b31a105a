import type { Command } from 'commander';
import { makeAccount } from '../../database/account-editing';
import { openDatabase, type Pool } from '../../database/connection';
import { apiRole } from '../../database/rights';
import { violatedIndex } from '../../database/queryable';
import { loadSeed } from '../../database/seed/seed';
import { inTransaction } from '../../database/transaction';
import { textErrors } from '../../domain/kept-text';
import { accountName, personName } from '../../domain/patterns';
import { isOfTrust, officesOfTrust, type OfficeOfTrust } from '../../domain/city/account-roles';
import { hash } from '@node-rs/argon2';
import { changeOnMachine, noteDoneHere, placeOf, roleOf, trustedAccounts } from '../accounts-on-machine';
import type { Context } from '../context';
import { Usage, words } from '../failure';
import { dataFolder, localDatabase } from '../local';
import { passwordGiven, type PasswordOptions } from '../new-password';
import { fields, show, table } from '../output';
import { Trouble } from '../../runtime/trouble';
import { askText } from '../prompts';
import { keyLostCommand } from './admin-keys';
import { commandKeyCommand, requireSignaturesCommand } from './admin-signatures';
import { act, command, needed, option, type Making } from './command';

interface Options extends PasswordOptions {
  readonly name?: string;
  readonly organisation?: string;
  readonly role?: string;
  readonly data?: string;
}

const needName = words('请给出用户名', 'give a user name');

/** Works on this machine's database, as the application. */
async function onDatabase<T>(
  { terminal }: Context,
  data: string | undefined,
  work: (pool: Pool) => Promise<T>,
): Promise<T> {
  const url = localDatabase(terminal.environment, dataFolder(terminal.environment, data));
  const pool = openDatabase(url, { max: 1, role: apiRole, application: 'fuquan-admin' });
  try {
    return await work(pool);
  } finally {
    await pool.end();
  }
}

const dataOption = (making: Making) => option(making, '--data <dir>', words('数据目录', 'the data folder'));
const stdinOption = (making: Making) =>
  option(making, '--password-stdin', words('从标准输入读口令', 'read the password from standard input'));

/** The office of trust that is asked for: the administrator's unless another is named. @throws Usage */
function trustOf(role: string | undefined): OfficeOfTrust {
  const wanted = role ?? 'admin';
  if (isOfTrust(wanted)) return wanted;
  const all = officesOfTrust.join(', ');
  throw new Usage(words(`--role 只能是：${all}`, `--role is one of: ${all}`));
}

function createCommand(making: Making): Command {
  const create = command(
    making,
    'create',
    words(
      '创建首个管理员、安全管理员或审计员（没有在用的才可以）',
      'make the first administrator, security officer or auditor (where there is none that is open)',
    ),
  )
    .argument('[username]')
    .addOption(
      option(
        making,
        '--role <role>',
        words('admin（默认）、security 或 auditor', 'admin (unless given), security or auditor'),
      ),
    )
    .addOption(option(making, '--name <name>', words('姓名', 'the person’s name')))
    .addOption(
      option(
        making,
        '--organisation <id>',
        words('单位，默认按岗位', 'the organisation, that of the role unless given'),
      ),
    )
    .addOption(stdinOption(making))
    .addOption(dataOption(making));
  return act<Options>(making, create, async (context, [given], options) => {
    const { say } = context;
    const username =
      given ?? (await askText(context, say(words('用户名', 'user name')), 'username', { required: true }));
    if (!accountName.regex.test(username))
      throw new Usage(words(`用户名：${accountName.says.zh}`, `a user name: ${accountName.says.en}`));
    const role = trustOf(options.role);
    const name = options.name ?? username;
    if (textErrors(name).length > 0)
      throw new Usage(
        words(
          '姓名含有无法保存的字符，或不显示任何内容',
          'the name has a character that cannot be kept, or shows nothing',
        ),
      );
    if (!personName.regex.test(name))
      throw new Usage(words(`姓名：${personName.says.zh}`, `a name: ${personName.says.en}`));
    const password = await passwordGiven(context, options, username);
    const organisation = await onDatabase(context, options.data, async (pool) => {
      // an empty system has no organisations yet; nothing of a demonstration, so nothing to encrypt
      await loadSeed(pool, { demonstration: false, key: Buffer.alloc(32) });
      const place = await placeOf(pool, options.organisation, role);
      if ((await trustedAccounts(pool)).some((account) => account.role === role && account.active))
        throw new Trouble({
          zh: `已有在用的 ${role}：其他账户由管理员登录后创建、安全管理员启用；忘记密码用 fuquan admin password`,
          en: `there is an open account with the role ${role} already: further ones are made by the administrator and opened by the security officer; for a forgotten password there is fuquan admin password`,
        });
      const passwordHash = await hash(password);
      const made = { username, passwordHash, nameZh: name, nameEn: name, organisation: place, role };
      try {
        await inTransaction(pool, async (client) => {
          await makeAccount(client, { ...made, active: true, mustChange: false }, null);
          await noteDoneHere(client, 'create', username);
        });
      } catch (error) {
        if (violatedIndex(error) === undefined) throw error;
        throw new Usage(words(`用户名 ${username} 已被占用`, `the user name ${username} is taken`));
      }
      return place;
    });
    show(context, { username, organisation, role }, () =>
      fields([[say(words('已创建', 'made')), `${username} · ${role} (${organisation})`]]),
    );
  });
}

function passwordCommand(making: Making): Command {
  const set = command(
    making,
    'password',
    words(
      '为忘记密码的人设置新密码（本人首次登录时须修改）',
      'set the password of somebody who forgot it (to be changed at the next sign-in)',
    ),
  )
    .argument('[username]')
    .addOption(stdinOption(making))
    .addOption(dataOption(making));
  return act<Options>(making, set, async (context, [given], options) => {
    const username = needed(given, needName);
    const password = await passwordGiven(context, options, username);
    const change = { password: { hash: await hash(password), byOthers: true } };
    await onDatabase(context, options.data, (pool) => changeOnMachine(pool, 'password', username, change));
    show(context, { username }, () =>
      context.say(
        words(
          `已为 ${username} 设置密码，其登录已全部退出`,
          `the password of ${username} is set; their sessions have ended`,
        ),
      ),
    );
  });
}

function roleCommand(making: Making): Command {
  const role = command(
    making,
    'role',
    words('给一个账户指定岗位（如首任安全管理员）', 'give an account a role (the first security officer, say)'),
  )
    .argument('[username]')
    .argument('[role]')
    .addOption(
      option(
        making,
        '--organisation <id>',
        words('单位，默认按岗位', 'the organisation, that of the role unless given'),
      ),
    )
    .addOption(dataOption(making));
  return act<Options>(making, role, async (context, [given, wanted], options) => {
    const username = needed(given, needName);
    const to = roleOf(needed(wanted, words('请给出岗位，如 security', 'give a role, such as security')));
    const organisation = await onDatabase(context, options.data, async (pool) => {
      const place = await placeOf(pool, options.organisation, to, username);
      await changeOnMachine(pool, 'role', username, { role: to, organisation: place });
      return place;
    });
    show(context, { username, role: to, organisation }, () =>
      context.say(words(`${username} 的岗位：${to}（${organisation}）`, `${username} is now ${to} (${organisation})`)),
    );
  });
}

function openCommand(making: Making): Command {
  const open = command(making, 'open', words('启用一个停用的账户', 'open an account that is closed'))
    .argument('[username]')
    .addOption(dataOption(making));
  return act<Options>(making, open, async (context, [given], options) => {
    const username = needed(given, needName);
    await onDatabase(context, options.data, (pool) => changeOnMachine(pool, 'open', username, { active: true }));
    show(context, { username, active: true }, () => context.say(words(`${username} 已启用`, `${username} is open`)));
  });
}

function showCommand(making: Making): Command {
  const list = command(
    making,
    'show',
    words('谁是管理员、安全管理员、审计员', 'who is administrator, security officer, auditor'),
  ).addOption(dataOption(making));
  return act<Options>(making, list, async (context, _, options) => {
    const items = await onDatabase(context, options.data, trustedAccounts);
    const { say } = context;
    const head = [
      words('岗位', 'role'),
      words('用户名', 'user name'),
      words('单位', 'organisation'),
      words('状态', 'state'),
    ];
    show(context, { items }, () =>
      table(
        head.map(say),
        items.map(({ role, username, organisation, active }) => [
          role,
          username,
          organisation,
          say(active ? words('在用', 'open') : words('停用', 'closed')),
        ]),
      ),
    );
  });
}

/** `admin`: the first holders of the offices of trust, and the way back where nobody can sign in; on the machine itself. */
export function adminCommand(making: Making): Command {
  const admin = command(making, 'admin', words('管理（在服务器本机）', 'administration (on the machine itself)'));
  const people = [createCommand, passwordCommand, roleCommand, openCommand, showCommand];
  for (const make of [...people, keyLostCommand, commandKeyCommand, requireSignaturesCommand])
    admin.addCommand(make(making));
  return admin;
}
