/** Patterns of what people type, and how each is said: a person cannot read a regular expression. */
import type { Words } from './procedure/step';

interface Pattern {
  readonly regex: RegExp;
  readonly says: Words;
}

/** Of accounts' names. */
export const accountName: Pattern = {
  regex: /^[a-z][a-z0-9-]{1,39}$/,
  says: {
    zh: '2 至 40 个字符，以小写字母开头，只用小写字母、数字和连字符',
    en: '2 to 40 characters, a lower-case letter first, then lower-case letters, digits and hyphens',
  },
};
/** Of codes that people choose for an organisation or an officer. */
export const shortCode: Pattern = {
  regex: /^[a-z][a-z0-9-]{0,39}$/,
  says: {
    zh: '最多 40 个字符，以小写字母开头，只用小写字母、数字和连字符',
    en: 'up to 40 characters, a lower-case letter first, then lower-case letters, digits and hyphens',
  },
};
/**
 * Signs that turn the direction of what follows (Unicode's embeddings, overrides and isolates), as a regular expression names
 * them: a name with one reads as another.
 */
export const turningSigns = '\\u202A-\\u202E\\u2066-\\u2069';
/** Of people's names. */
export const personName: Pattern = {
  regex: new RegExp(`^[^${turningSigns}]*$`),
  says: { zh: '不含改变文字方向的控制字符', en: 'without signs that turn the direction of writing' },
};
export const idNumber: Pattern = {
  regex: /^[0-9A-Za-z]{6,30}$/,
  says: { zh: '6 至 30 位数字或字母', en: '6 to 30 digits or letters' },
};
export const phoneNumber: Pattern = {
  regex: /^\+?[0-9 -]{6,20}$/,
  says: { zh: '6 至 20 位数字，可以用空格或连字符分开', en: '6 to 20 digits, with spaces or hyphens between them' },
};

const known: ReadonlyMap<string, Words> = new Map(
  [accountName, shortCode, personName, idNumber, phoneNumber].map(({ regex, says }) => [String(regex), says]),
);
const asDescribed: Words = { zh: '说明中规定的格式', en: 'as its description has it' };

/** How the pattern of a zod issue (its source with slashes) is said. */
export const saidOfPattern = (pattern: unknown): Words =>
  (typeof pattern === 'string' ? known.get(pattern) : undefined) ?? asDescribed;
