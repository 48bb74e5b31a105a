import type { FieldError, Params } from './refusal';
import { saidOfPattern } from './patterns';
import type { Words } from './procedure/step';

/** As much of a zod issue as is read here; those of other parsers on top of zod fit too. */
export interface Issue {
  readonly code?: string | undefined;
  readonly path: readonly PropertyKey[];
  readonly message: string;
  readonly input?: unknown;
  readonly expected?: unknown;
  readonly origin?: unknown;
  readonly minimum?: unknown;
  readonly maximum?: unknown;
  readonly format?: unknown;
  readonly pattern?: unknown;
  readonly values?: unknown;
  readonly keys?: unknown;
  readonly errors?: unknown;
}

const types: { readonly [type: string]: Words } = {
  string: { zh: '文字', en: 'text' },
  number: { zh: '数字', en: 'a number' },
  int: { zh: '整数', en: 'a whole number' },
  boolean: { zh: '是或否（true/false）', en: 'true or false' },
  array: { zh: '列表', en: 'a list' },
  object: { zh: '对象', en: 'an object' },
  date: { zh: '日期', en: 'a date' },
};
const formats: { readonly [format: string]: Words } = {
  date: { zh: '日期 YYYY-MM-DD', en: 'date YYYY-MM-DD' },
  datetime: { zh: '时间 RFC 3339', en: 'time, RFC 3339' },
};

const escape = (key: PropertyKey): string => String(key).replace(/~/g, '~0').replace(/\//g, '~1');
/** A path as a JSON pointer (RFC 6901). */
export const pointer = (path: readonly PropertyKey[]): string => path.map((key) => `/${escape(key)}`).join('');

const sized: { readonly [origin: string]: readonly [ProblemSmall, ProblemBig] } = {
  string: ['too-short', 'too-long'],
  array: ['too-few', 'too-many'],
};
type ProblemSmall = 'too-small' | 'too-short' | 'too-few';
type ProblemBig = 'too-big' | 'too-long' | 'too-many';

const amount = (value: unknown): number | string => (typeof value === 'number' ? value : String(value));
const quote = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** Whether nothing was sent there at all. `input` is there only where the parser reports it. */
const isMissing = (issue: Issue): boolean =>
  issue.input === undefined && ('input' in issue || /received undefined$/.test(issue.message));

function errorOf(issue: Issue, field: string): FieldError {
  const at = (code: FieldError['code'], params: Params = {}): FieldError => ({ field, code, params });
  if (isMissing(issue)) return at('required');
  switch (issue.code) {
    case 'invalid_type': {
      const expected = String(issue.expected);
      return at('wrong-type', { expected: types[expected] ?? expected });
    }
    case 'too_small':
      return at(sized[String(issue.origin)]?.[0] ?? 'too-small', { minimum: amount(issue.minimum) });
    case 'too_big':
      return at(sized[String(issue.origin)]?.[1] ?? 'too-big', { maximum: amount(issue.maximum) });
    case 'invalid_format': {
      const format = String(issue.format);
      return at('wrong-format', { format: formats[format] ?? saidOfPattern(issue.pattern) });
    }
    case 'invalid_value': {
      const values = Array.isArray(issue.values) ? issue.values : [];
      const listed = values.slice(0, 20).map(quote).join(', ');
      return at('not-allowed', { values: values.length > 20 ? `${listed} …` : listed });
    }
    default:
      return at('invalid');
  }
}

/**
 * What zod found wrong as errors of fields, in both languages, with JSON pointers below `prefix`.
 *
 * Parse with `reportInput: true` where a missing field shall be told from an explicit `undefined`.
 */
export function zodIssues(issues: readonly Issue[], prefix = ''): FieldError[] {
  return issues.flatMap((issue): FieldError[] => {
    const field = prefix + pointer(issue.path);
    if (issue.code === 'unrecognized_keys' && Array.isArray(issue.keys))
      return issue.keys.map((key: unknown) => ({
        field: `${field}/${escape(String(key))}`,
        code: 'unknown-field',
        params: { name: String(key) },
      }));
    if (issue.code === 'invalid_union' && Array.isArray(issue.errors)) return unionErrors(issue, field);
    return [errorOf(issue, field)];
  });
}

const isIssue = (value: unknown): value is Issue =>
  typeof value === 'object' && value !== null && 'path' in value && Array.isArray(value.path) && 'message' in value;

/** Of a union, what is wrong with the branch that came closest: the one that took the value's type. */
function unionErrors(issue: Issue, field: string): FieldError[] {
  if (isMissing(issue)) return [{ field, code: 'required', params: {} }];
  const branches: unknown[] = Array.isArray(issue.errors) ? issue.errors : [];
  const closest = branches
    .map((branch) => (Array.isArray(branch) ? branch.filter(isIssue) : []))
    .find((branch) => !branch.some(({ path, code }) => path.length === 0 && code === 'invalid_type'));
  return closest ? zodIssues(closest, field) : [{ field, code: 'invalid', params: {} }];
}
