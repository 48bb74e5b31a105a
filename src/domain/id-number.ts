/** Numbers of identity documents as people write them: citizens' numbers with their check digit, and any other document's. */

// what is pasted from other programs brings spaces and signs that nobody sees
const unseen = /[\s\u200B-\u200D\u2060\uFEFF]+/gu;

/** The number as it is kept and compared: half width, capitals, without spaces. */
export const foldedIdNumber = (text: string): string => text.normalize('NFKC').replace(unseen, '').toUpperCase();

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/**
 * The eighteenth character of a citizen's number (GB 11643, by ISO 7064 MOD 11-2).
 *
 * @param first seventeen digits
 */
export function checkCharacter(first: string): string {
  const sum = weights.reduce((total, weight, index) => total + weight * Number(first.charAt(index)), 0);
  return '10X98765432'.charAt(sum % 11);
}

/**
 * Whether a number is a citizen's by its form (eighteen digits, the last may be X) and its check character is another's: a
 * digit was mistyped, or lost in a spreadsheet. Passports, permits and old numbers have no such check and are never wrong.
 *
 * @param number as `foldedIdNumber` gives it
 */
export const isMistyped = (number: string): boolean =>
  /^\d{17}[\dX]$/.test(number) && number.charAt(17) !== checkCharacter(number);
