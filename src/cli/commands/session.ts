import type { Command } from 'commander';
import { createClient } from '../../client/client';
import { words } from '../failure';
import { fields, show } from '../output';
import { askTwice, type PasswordOptions } from '../new-password';
import { askPassword, askText } from '../prompts';
import { forgetSession, keepSession } from '../session';
import { act, command, option, type Making } from './command';

/** `login`, `logout`, `whoami`, `password`. */
export function sessionCommands(making: Making): Command[] {
  const login = command(
    making,
    'login',
    words('登录，并在本机保存会话', 'sign in, and keep the session on this machine'),
  )
    .argument('[username]')
    .addOption(
      option(
        making,
        '--password <password>',
        words('口令（或 FUQUAN_PASSWORD，或逐项询问）', 'password (or FUQUAN_PASSWORD, or you are asked)'),
      ),
    );
  act<{ password?: string }>(making, login, async (context, [given], options) => {
    const { environment } = context.terminal;
    const username =
      given ?? (await askText(context, context.say(words('用户名', 'user name')), 'username', { required: true }));
    const password =
      options.password ??
      environment['FUQUAN_PASSWORD'] ??
      (await askPassword(context, context.say(words('口令', 'password')), '--password'));
    const client = createClient({ server: context.server, language: context.language });
    const { token, user, mustChangePassword } = await client.signIn(username, password);
    await keepSession(environment, { server: context.server, token, username: user.username });
    // the token itself stays in the file that only its owner reads
    show(context, { server: context.server, user }, () =>
      context.say(
        words(
          `已登录 ${context.server}：${user.name ?? user.username}`,
          `signed in at ${context.server}: ${user.name ?? user.username}`,
        ),
      ),
    );
    if (mustChangePassword && !context.json)
      context.terminal.err(
        `${context.say(words('密码是别人设置的，请先运行 fuquan password 修改', 'your password was set by somebody else: change it first with fuquan password'))}\n`,
      );
  });

  const logout = command(making, 'logout', words('退出登录', 'sign out'));
  act(making, logout, async (context) => {
    try {
      if (context.token !== undefined) await context.client.signOut();
    } finally {
      await forgetSession(context.terminal.environment);
    }
    show(context, {}, () => context.say(words('已退出', 'signed out')));
  });

  const whoami = command(making, 'whoami', words('当前用户', 'who is signed in'));
  act(making, whoami, async (context) => {
    const user = await context.client.me();
    show(context, user, () =>
      fields([
        [context.say(words('用户', 'user')), `${user.username} ${user.name ?? ''}`.trim()],
        [context.say(words('角色', 'role')), user.role],
        [context.say(words('单位', 'organisation')), user.organisation],
      ]),
    );
  });
  const password = command(making, 'password', words('修改自己的密码', 'change your own password')).addOption(
    option(
      making,
      '--password-stdin',
      words(
        '从标准输入读两行：现在的密码、新密码',
        'read two lines from standard input: the password you have, the new one',
      ),
    ),
  );
  act<PasswordOptions>(making, password, async (context, _, { passwordStdin }) => {
    const { say, terminal, client } = context;
    const lines = passwordStdin ? (await terminal.input()).split(/\r?\n/) : undefined;
    const current =
      lines?.[0] ?? (await askPassword(context, say(words('现在的密码', 'the password you have')), '--password-stdin'));
    const wanted = lines ? (lines[1] ?? '') : await askTwice(context);
    await client.setOwnPassword(current, wanted);
    show(context, {}, () =>
      say(words('密码已修改，其他登录已全部退出', 'the password is changed; all other sessions have ended')),
    );
  });
  return [login, logout, whoami, password];
}
