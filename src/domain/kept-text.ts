/**
 * Which text can be kept: what PostgreSQL's text and jsonb, JSON and the documents made of it (XML 1.0) hold alike.
 *
 * One rule for all that comes in. It is asked of what was sent as a whole, not of each field, so that no field can forget it.
 */
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

/** The text as it can be shown: what was recorded before this rule may hold what no document does. */
export const shownText = (text: string): string => text.replace(everyUnkeepable, '\uFFFD');

/** Levels that what is sent may be nested: forms have six at most, and what writes them down goes by recursion. */
const mostLevels = 64;
/** Errors told at once. */
const mostErrors = 100;

/** A value on the way through, with the place where it stands. */
interface Visited {
  readonly value: unknown;
  readonly key: string | number | undefined;
  readonly level: number;
  readonly within: Visited | undefined;
}

function placeOf(visited: Visited): string {
  const keys: (string | number)[] = [];
  for (let at: Visited | undefined = visited; at; at = at.within) if (at.key !== undefined) keys.unshift(at.key);
  return shownText(pointer(keys));
}

/**
 * What cannot be kept of something parsed from JSON, a query or a form: texts and names of fields, wherever they stand, as
 * errors of fields below `prefix`. It goes without recursion, for a sender may nest as deep as a body is long.
 */
export function textErrors(sent: unknown, prefix = ''): FieldError[] {
  const errors: FieldError[] = [];
  const waiting: Visited[] = [{ value: sent, key: undefined, level: 0, within: undefined }];
  for (let at = waiting.pop(); at && errors.length < mostErrors; at = waiting.pop()) {
    const { value, level } = at;
    const refuse = (where: Visited, { place, sign }: Unkeepable) =>
      errors.push({ field: prefix + placeOf(where), code: 'not-keepable', params: { place, sign } });
    if (typeof value === 'string') {
      const found = unkeepableIn(value);
      if (found) refuse(at, found);
      continue;
    }
    if (typeof value !== 'object' || value === null) continue;
    if (level >= mostLevels) {
      errors.push({ field: prefix + placeOf(at), code: 'too-deep', params: { maximum: mostLevels } });
      continue;
    }
    // the last that is put there is looked at first: backwards, so that errors come in the order of what was sent
    for (const [key, inner] of Object.entries(value).reverse()) {
      const name = Array.isArray(value) ? Number(key) : key;
      const next: Visited = { value: inner, key: name, level: level + 1, within: at };
      const found = unkeepableIn(key);
      if (found) refuse(next, found);
      else waiting.push(next);
    }
  }
  return errors;
}
