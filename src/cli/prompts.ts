/** Asking the person at the terminal. Only where one sits there: programs get a usage error that names the option. */
import type { Option } from '@clack/prompts';
import type { Context } from './context';
import { Usage, words } from './failure';

const clack = () => import('@clack/prompts');

/** The person broke off: nothing was sent. */
export class BrokenOff extends Error {
  override readonly name = 'BrokenOff';
}

/** @throws Usage where nobody can be asked; `option` is what gives the answer instead. */
function needPerson(context: Context, option: string): void {
  if (context.terminal.interactive && !context.json) return;
  throw new Usage(words(`请给出 ${option}`, `give ${option}`));
}

/** A line of text; with `required` never empty. */
export async function askText(
  context: Context,
  message: string,
  option: string,
  more: {
    readonly initial?: string;
    readonly required?: boolean;
    readonly check?: (text: string) => string | undefined;
  } = {},
): Promise<string> {
  needPerson(context, option);
  const { text, isCancel } = await clack();
  const answer = await text({
    message,
    ...(more.initial === undefined ? {} : { initialValue: more.initial }),
    validate: (value = '') => {
      if (value.trim() === '') return more.required ? context.say(words('请填写', 'this is needed')) : undefined;
      return more.check?.(value.trim());
    },
  });
  if (isCancel(answer)) throw new BrokenOff();
  return (answer ?? '').trim();
}

/** A password, not shown. */
export async function askPassword(context: Context, message: string, option: string): Promise<string> {
  needPerson(context, option);
  const { password, isCancel } = await clack();
  const answer = await password({ message });
  if (isCancel(answer)) throw new BrokenOff();
  return answer;
}

/** One of some. */
export async function askChoice(
  context: Context,
  message: string,
  option: string,
  choices: readonly { readonly value: string; readonly label: string }[],
): Promise<string> {
  needPerson(context, option);
  const { select, isCancel } = await clack();
  const options: Option<string>[] = choices.map(({ value, label }) => ({ value, label }));
  const answer = await select<string>({ message, options, maxItems: 12 });
  if (isCancel(answer)) throw new BrokenOff();
  return answer;
}

/** Any number of some, at least `least`. */
export async function askChoices(
  context: Context,
  message: string,
  option: string,
  choices: readonly { readonly value: string; readonly label: string }[],
  least = 1,
  chosen: readonly string[] = [],
): Promise<string[]> {
  needPerson(context, option);
  const { autocompleteMultiselect, isCancel } = await clack();
  const options: Option<string>[] = choices.map(({ value, label }) => ({ value, label }));
  for (;;) {
    const answer = await autocompleteMultiselect<string>({
      message,
      options,
      maxItems: 12,
      required: least > 0,
      initialValues: [...chosen],
    });
    if (isCancel(answer)) throw new BrokenOff();
    if (answer.length >= least) return answer;
  }
}

/** Yes or no. */
export async function askYes(context: Context, message: string, option: string, initial = true): Promise<boolean> {
  needPerson(context, option);
  const { confirm, isCancel } = await clack();
  const answer = await confirm({ message, initialValue: initial });
  if (isCancel(answer)) throw new BrokenOff();
  return answer;
}
