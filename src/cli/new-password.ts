/** A new password at the terminal: from standard input, the environment, or asked for twice. */
import { passwordFault } from '../domain/password';
import { messageOf } from '../domain/refusal';
import type { Context } from './context';
import { Usage, words } from './failure';
import { askPassword } from './prompts';

/** How a password is given. */
export interface PasswordOptions {
  readonly passwordStdin?: true;
}

/** What was given, by the rule that the server has too. @throws Usage */
export async function passwordGiven(context: Context, options: PasswordOptions, username: string): Promise<string> {
  const { environment, input } = context.terminal;
  const given = options.passwordStdin ? (await input()).trim() : environment['FUQUAN_PASSWORD'];
  const password = given ?? (await askTwice(context));
  const fault = passwordFault(password, username, '');
  if (fault) {
    const said = (language: 'zh' | 'en') => messageOf(fault.code, fault.params ?? {}, language);
    throw new Usage(words(`密码：${said('zh')}`, `the password: ${said('en')}`));
  }
  return password;
}

/** Asks for a new password and once more for the same. @throws Usage where they differ */
export async function askTwice(context: Context): Promise<string> {
  const { say } = context;
  const password = await askPassword(context, say(words('新密码', 'new password')), '--password-stdin');
  const again = await askPassword(context, say(words('再输入一次', 'once more')), '--password-stdin');
  if (again === password) return password;
  throw new Usage(words('两次输入的密码不一样', 'the password is not the same both times'));
}
