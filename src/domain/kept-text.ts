/**
 * Which text can be kept: what PostgreSQL's text and jsonb, JSON and the documents made of it (XML 1.0) hold alike.
 *
 * One rule for all that comes in. It is asked of what was sent as a whole, not of each field, so that no field can forget it.
 */
import { turningSigns } from './patterns';
import type { FieldError } from './refusal';
import { pointer } from './zod-issues';

/** The characters of XML 1.0 (its production 2): no NUL, no halves of surrogate pairs, no control characters but tab and line ends. */
const unkeepable = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u;
const everyUnkeepable = new RegExp(unkeepable, 'gu');

/** A character that cannot be kept. */
export interface Unkeepable {
  /** Which character of the text it is, counted from 1 as people count them: an emoji is one. */
  readonly place: number;
  /** As the Unicode standard names it: `U+D83D`. */
  readonly sign: string;
}

/** The first character that cannot be kept; `undefined` where all of the text can. */
export function unkeepableIn(text: string): Unkeepable | undefined {
  const found = unkeepable.exec(text);
  if (!found) return undefined;
  const code = found[0].codePointAt(0) ?? 0;
  return {
    place: [...text.slice(0, found.index)].length + 1,
    sign: `U+${code.toString(16).toUpperCase().padStart(4, '0')}`,
  };
}

/** Signs that nothing shows: blanks of all kinds, joiners, marks of direction, fillers (Unicode's default ignorable ones). */
const blank = /[\s\p{Default_Ignorable_Code_Point}\p{Cf}\u2800]/u;
const blanksOnly = new RegExp(`^${blank.source}+$`, 'u');
const everyBlank = new RegExp(blank.source, 'gu');

/**
 * Whether a text says nothing although it is not empty: all of it is signs that nothing shows, and not mere blanks, which are
 * taken for nothing anyway. A reason or a name of that kind looks like none.
 */
export const saysNothing = (text: string): boolean => text.trim() !== '' && blanksOnly.test(text);

/** A text without signs that nothing shows: what two texts must share that people take for the same. */
export const visibleText = (text: string): string => text.replace(everyBlank, '');

/** The text as it can be shown: what was recorded before this rule may hold what no document does. */
export const shownText = (text: string): string => text.replace(everyUnkeepable, '\uFFFD');

const turning = new RegExp(`[${turningSigns}]`, 'gu');

/** A name without signs that would make it read as another: what was recorded before they were refused is shown so. */
export const unturned = (name: string, instead = '\uFFFD'): string => name.replace(turning, instead);

/** Levels that what is sent may be nested: forms have six at most, and what writes them down goes by recursion. */
const mostLevels = 64;
/** Errors told at once. */
const mostErrors = 100;

/** A list or an object on the way through, with the place where it stands. */
interface Visited {
  readonly value: object;
  readonly key: string | number | undefined;
  readonly level: number;
  readonly within: Visited | undefined;
}

function placeOf(visited: Visited, ...last: readonly (string | number)[]): string {
  const keys = [...last];
  for (let at: Visited | undefined = visited; at; at = at.within) if (at.key !== undefined) keys.unshift(at.key);
  return shownText(pointer(keys));
}

/**
 * What cannot be kept, or says nothing, of something parsed from JSON, a query or a form: texts and names of fields, wherever they stand, as
 * errors of fields below `prefix`. It goes without recursion, for a sender may nest as deep as a body is long.
 */
export function textErrors(sent: unknown, prefix = ''): FieldError[] {
  const errors: FieldError[] = [];
  const check = (text: string, where: () => string): void => {
    const found = unkeepableIn(text);
    if (found) errors.push({ field: prefix + where(), code: 'not-keepable', params: { ...found } });
    else if (saysNothing(text)) errors.push({ field: prefix + where(), code: 'invisible', params: {} });
  };
  const found: Visited[] = [];
  const look = (value: unknown, key?: string | number, within?: Visited): void => {
    if (typeof value === 'string') check(value, () => (within && key !== undefined ? placeOf(within, key) : ''));
    else if (typeof value === 'object' && value !== null)
      found.push({ value, key, level: within ? within.level + 1 : 0, within });
  };
  look(sent);
  // the list grows while it is gone through
  for (const at of found) {
    if (errors.length >= mostErrors) break;
    if (at.level >= mostLevels)
      errors.push({ field: prefix + placeOf(at), code: 'too-deep', params: { maximum: mostLevels } });
    else if (Array.isArray(at.value))
      for (let index = 0; index < at.value.length && errors.length < mostErrors; index++)
        look(at.value[index], index, at);
    else
      for (const [key, value] of Object.entries(at.value)) {
        check(key, () => placeOf(at, key));
        look(value, key, at);
      }
  }
  return errors;
}
