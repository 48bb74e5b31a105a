/** How the commands are put together: one declaration, its action with a context, texts in the reader's language. */
import { Command, Option } from 'commander';
import type { Words } from '../../domain/procedure/step';
import { contextOf, type Context, type Language, type Terminal } from '../context';
import { Usage } from '../failure';

/** What commands are made with. */
export interface Making {
  readonly terminal: Terminal;
  readonly language: Language;
  readonly say: (words: Words) => string;
}

/** An option with its explanation in both languages. */
export const option = (making: Making, flags: string, words: Words): Option => new Option(flags, making.say(words));

/** A command that does nothing yet. */
export const command = (making: Making, name: string, words: Words): Command =>
  new Command(name).description(making.say(words));

/** Gives a command its action: positional words first, then its options, then the context. */
export function act<O extends object>(
  making: Making,
  target: Command,
  action: (context: Context, words: readonly string[], options: O) => Promise<void>,
): Command {
  return target.action(async () => {
    const context = await contextOf(target, making.terminal, making.language);
    await action(context, target.args, target.opts<O>());
  });
}

/** Collects an option that may come several times, or several values set apart by commas. */
export const several = (value: string, before: readonly string[] = []): string[] => [
  ...before,
  ...value
    // as a list is typed in Chinese, too
    .split(/[,，]/)
    .map((part) => part.trim())
    .filter((part) => part !== ''),
];

/** What may not be left out. Throws Usage, which says what to give. */
export function needed<T>(given: T | undefined, ask: Words): T {
  if (given === undefined) throw new Usage(ask);
  return given;
}
