/** Codes of powers as people type them and as spreadsheets bring them. */
import { z } from 'zod';

/**
 * A code as the catalogue writes it: full-width signs and letters of either case are the same to people, and what has no
 * width (zero-width spaces, marks of direction, soft hyphens) nobody sees. Nothing else is guessed.
 */
export const foldedCode = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .trim()
    .toUpperCase();

/** A power's code in what is sent. */
export const powerCode = z.string().overwrite(foldedCode).min(1).max(20);

/** A sign of a folded code that codes are not made of, and its name in Unicode; `undefined` where there is none. */
export function oddSign(code: string): { readonly sign: string; readonly name: string } | undefined {
  const sign = [...code].find((one) => !/[A-Z0-9-]/.test(one));
  const number = sign?.codePointAt(0);
  if (sign === undefined || number === undefined) return undefined;
  return { sign, name: `U+${number.toString(16).toUpperCase().padStart(4, '0')}` };
}
