/**
 * Refusals: what a person can mend, said in their language. Everything else that goes wrong is a fault, and ours to mend.
 *
 * Answers follow RFC 9457 (problem details for HTTP APIs); a field is named by its JSON pointer (RFC 6901).
 */
import { writtenLimit } from './procedure/calendar';
import { unpack } from './procedure/ranges';
import type { RefusalCode, RefusalDetail } from './procedure/message';
import type { Words } from './procedure/step';
import { refusals, type ProblemCode, type RefusalText } from './refusal-messages';

export type { ProblemCode } from './refusal-messages';

/** A language that people read: Chinese unless they ask for English. */
export type Language = keyof Words;

/** Values for the `{name}`s in a message; words are put in the reader's language. */
export type Params = { readonly [name: string]: string | number | Words };

/** What is wrong with one field of what was sent. */
export interface FieldError {
  /** JSON pointer into what was sent; `''` is the whole. */
  readonly field: string;
  readonly code: ProblemCode;
  readonly params?: Params;
}

/** Problem details as they are answered. */
export interface ProblemDetails {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: ProblemCode;
  readonly errors: readonly { readonly field: string; readonly code: ProblemCode; readonly message: string }[];
}

const catalogue: { readonly [code in ProblemCode]: RefusalText } = refusals;

/** A text in the reader's language, with its `{name}`s filled in. */
export function filled(words: Words, params: Params, language: Language): string {
  return words[language].replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = params[name];
    if (value === undefined) return whole;
    return typeof value === 'object' ? value[language] : String(value);
  });
}

/** The message of a code with its parameters, in the reader's language. */
export const messageOf = (code: ProblemCode, params: Params, language: Language): string =>
  filled(catalogue[code].message, params, language);

/** Something that the sender can mend. Thrown by rules and parsers; the API answers it as problem details. */
export class Refusal extends Error {
  readonly code: ProblemCode;
  /** HTTP status. */
  readonly status: number;
  readonly params: Params;
  /** One for each field that is wrong; empty where the whole is. */
  readonly errors: readonly FieldError[];

  constructor(
    code: ProblemCode,
    more: { readonly field?: string; readonly params?: Params; readonly errors?: readonly FieldError[] } = {},
  ) {
    super(messageOf(code, more.params ?? {}, 'en'));
    this.name = 'Refusal';
    this.code = code;
    this.status = catalogue[code].status;
    this.params = more.params ?? {};
    this.errors = more.errors ?? (more.field === undefined ? [] : [{ field: more.field, code, params: this.params }]);
  }

  /** JSON pointer of the first field that is wrong. */
  get field(): string | undefined {
    return this.errors[0]?.field;
  }

  /** The same refusal of something that stands deeper in what was sent: `under('/tasks/3')`. */
  under(pointer: string): Refusal {
    const errors = this.errors.map((error) => ({ ...error, field: pointer + error.field }));
    return new Refusal(this.code, { params: this.params, errors });
  }
}

/**
 * One refusal for all that is wrong, so that everything can be mended at once.
 *
 * A single kind of error gives its own code and status; errors of several kinds are `mixed`.
 */
export function refusalOf(errors: readonly FieldError[], mixed: ProblemCode = 'invalid-content'): Refusal {
  const first = errors[0];
  if (first && isOwnCode(first.code) && errors.every(({ code }) => code === first.code))
    return new Refusal(first.code, { params: first.params ?? {}, errors });
  return new Refusal(mixed, { params: { count: errors.length }, errors });
}

const fieldCodes: ReadonlySet<ProblemCode> = new Set<ProblemCode>([
  'required',
  'wrong-type',
  'too-small',
  'too-big',
  'too-short',
  'too-long',
  'too-few',
  'too-many',
  'wrong-format',
  'not-allowed',
  'unknown-field',
  'not-keepable',
  'invisible',
  'not-utf8',
  'too-deep',
  'invalid',
]);
const isOwnCode = (code: ProblemCode): boolean => !fieldCodes.has(code);

/** Problem details (RFC 9457) of a refusal in the reader's language. */
export function problemOf(refusal: Refusal, language: Language): ProblemDetails {
  const { title, status } = catalogue[refusal.code];
  return {
    type: `urn:fuquan:problem:${refusal.code}`,
    title: title[language],
    status,
    detail: messageOf(refusal.code, refusal.params, language),
    code: refusal.code,
    errors: refusal.errors.map(({ field, code, params }) => ({
      field,
      code,
      message: messageOf(code, params ?? {}, language),
    })),
  };
}

/** Where the sender's fields are, for a refusal that speaks of positions in the transfer's list. */
export interface Sent {
  /** Codes of the transfer's powers by position. */
  readonly powers: readonly string[];
  /** The index of the power's entry in `outcomes`, where it has one. */
  readonly indexOf?: (position: number) => number | undefined;
  /** What the step's fields and outcomes are called; without them they stand as they are written in a request. */
  readonly words?: {
    readonly fieldTitle: (name: string) => Words | string;
    readonly outcomeTitle: (code: string) => Words | string;
    readonly instead: Words | string;
  };
}

const fieldOfPower: { readonly [code in RefusalCode]?: string } = {
  'unknown-outcome': '/outcome',
  'power-not-in-task': '/power',
  'power-twice': '/power',
  'reason-missing': '/reason',
  'conditions-missing': '/conditions',
  'particulars-missing': '/particulars',
};

/** A refusal by the procedure (an application failure's type and first detail) as the sender's own: fields and codes. */
export function procedureRefusal(code: RefusalCode, detail: RefusalDetail, sent: Sent): Refusal {
  const positions = detail.powers === undefined ? [] : unpack(detail.powers);
  const params: Params = {
    by: detail.by?.join(', ') ?? '',
    powers: positions.map((position) => sent.powers[position] ?? `#${position}`).join(', '),
    outcome: sent.words?.outcomeTitle(detail.outcome ?? '') ?? detail.outcome ?? '',
    field: sent.words?.fieldTitle(detail.field ?? '') ?? detail.field ?? '',
    expected: detail.expected ?? '',
    until: detail.until === undefined ? '' : writtenLimit(detail.until),
    instead: sent.words?.instead ?? '',
    sqlstate: detail.sqlstate ?? '',
    fault: detail.fault ?? '',
    step: detail.step ?? '',
  };
  const leaf = fieldOfPower[code];
  if (leaf !== undefined) {
    const errors = positions.flatMap((position): FieldError[] => {
      const index = sent.indexOf?.(position);
      const powers = sent.powers[position] ?? `#${position}`;
      return index === undefined ? [] : [{ field: `/outcomes/${index}${leaf}`, code, params: { ...params, powers } }];
    });
    return new Refusal(code, errors.length > 0 ? { params, errors } : { params, field: '/outcomes' });
  }
  if (code === 'outcome-missing') return new Refusal(code, { params, field: '/outcomes' });
  if (detail.field !== undefined) return new Refusal(code, { params, field: `/form/${detail.field}` });
  return new Refusal(code, { params });
}
