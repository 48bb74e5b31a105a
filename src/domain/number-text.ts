/** Numbers as people type them, and no others: nothing is guessed, rounded or cut. */

/** What a Chinese keyboard writes for what a number is made of. */
const wide: { readonly [sign: string]: string } = { '，': ',', '．': '.', '－': '-', '−': '-' };
const plain = (text: string): string =>
  text
    .trim()
    .replace(/[０-９]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0))
    .replace(/[，．－−]/g, (sign) => wide[sign] ?? sign)
    // the quarter space between groups of three (GB/T 15835), and what keyboards have for it
    .replace(/[\u00a0\u2005\u2009\u202f\u3000]/g, ' ');

const ungrouped = /^-?\d+(\.\d+)?$/;
const grouped = /^-?\d{1,3}(?:(?:,\d{3})+|(?: \d{3})+)(\.\d+)?$/;

/** A number's digits without what does not count: leading noughts, noughts at the end of its decimals. */
const digitsOf = (number: string): string => {
  const [whole = '', decimals = ''] = number.replace('-', '').split('.');
  return `${whole.replace(/^0+(?=\d)/, '')}.${decimals.replace(/0+$/, '')}`;
};

/**
 * The number that a text says: digits in either width, groups of three parted by commas or spaces, a decimal point, a minus.
 * Undefined for every other text: `20万`, `约6`, `3-5`, `1,2`, and for more digits than a number can hold.
 */
export function numberIn(text: string): number | undefined {
  const said = plain(text);
  if (!ungrouped.test(said) && !grouped.test(said)) return undefined;
  const digits = said.replace(/[, ]/g, '');
  const value = Number(digits);
  // beyond 2^53 every limit of ours refuses it; within, what is kept must be what was typed
  if (Math.abs(value) >= Number.MAX_SAFE_INTEGER) return Number.isFinite(value) ? value : undefined;
  const exact = value.toFixed(Math.min(20, digitsOf(digits).split('.')[1]?.length ?? 0));
  return digitsOf(exact) === digitsOf(digits) ? value + 0 : undefined;
}
