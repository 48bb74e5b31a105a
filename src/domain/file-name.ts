import { unturned } from './kept-text';

/** Characters that a stored file's name has at most. */
export const longestName = 200;

/** The ending by which a program knows what the file is; longer ones are a part of the name. */
const ending = /\.[^.\s]{1,16}$/u;

/**
 * A file's name as it is kept: without control characters, signs that turn the direction of writing, and path separators, and cut in the middle where it is too long,
 * so that its ending stays. Never cut within a character.
 */
export function keptName(sent: string): string {
  const name = unturned(sent, '_').replace(/[\p{Cc}/\\]/gu, '_');
  if (name.length <= longestName) return name || 'file';
  const [last = ''] = ending.exec(name) ?? [];
  let kept = '';
  for (const letter of name.slice(0, name.length - last.length)) {
    if (kept.length + letter.length + 1 + last.length > longestName) break;
    kept += letter;
  }
  return `${kept}…${last}`;
}
