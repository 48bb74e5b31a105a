import type { Words } from '../domain/procedure/step';

/**
 * What the person who starts the program can mend: one line in both languages that says what is wrong and what to do.
 * Everything else that is thrown is a fault of ours and keeps its stack.
 */
export class Trouble extends Error {
  readonly words: Words;

  constructor(words: Words, options?: ErrorOptions) {
    super(`${words.zh} / ${words.en}`, options);
    this.name = 'Trouble';
    this.words = words;
  }
}

/** Ends the process with one line for a trouble, or with the whole error for a fault. */
export function endWith(error: unknown): never {
  if (error instanceof Trouble) process.stderr.write(`fuquan: ${error.message}\n`);
  else console.error(error);
  process.exit(1);
}

/** The code of a Node or PostgreSQL error (`EADDRINUSE`, `42501`); `''` where there is none. */
export function codeOf(error: unknown): string {
  // not `instanceof Error`: in a test, Node's own errors come from another realm
  if (typeof error !== 'object' || error === null || !('code' in error)) return '';
  return typeof error.code === 'string' ? error.code : '';
}

/** What went wrong, in one line; an error made of several (a connection tried on two addresses) names the last. */
export function reasonOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return reasonOf(error.errors.at(-1));
  const text = error instanceof Error ? error.message : String(error);
  return text.split('\n')[0] ?? text;
}
