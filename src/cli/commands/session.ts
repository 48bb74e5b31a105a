import type { Command } from 'commander';
import { createClient } from '../../client/client';
import { words } from '../failure';
import { fields, show } from '../output';
import { askPassword, askText } from '../prompts';
import { forgetSession, keepSession } from '../session';
import { act, command, option, type Making } from './command';

/** `login`, `logout`, `whoami`. */
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
    const { token, user } = await client.signIn(username, password);
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
  return [login, logout, whoami];
}
