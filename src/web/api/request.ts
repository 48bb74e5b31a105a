/**
 * Asking the server. The session is a cookie that scripts cannot read. A command carries an Idempotency-Key and is sent
 * again with the same one where the connection breaks or the server asks to come back: it takes effect once.
 *
 * The refusal is read by hand: the client's own (src/client/problem.ts) brings zod, which is a tenth of the first page.
 */
import type { Language } from '../i18n/language';
import type { ProblemBody } from './types';

/** The server refused (RFC 9457). */
export class Problem extends Error {
  override readonly name = 'Problem';
  constructor(
    readonly status: number,
    readonly title: string,
    detail: string,
    readonly code: string,
    readonly errors: ProblemBody['errors'],
  ) {
    super(detail);
  }
}

/** No answer came, or none that was ours. What was asked may have been done: sending it again is safe. */
export class Unreachable extends Error {
  override readonly name = 'Unreachable';
}

/** What a request is made of. */
export interface Call {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly language: Language;
  readonly query?: Query;
  readonly body?: unknown;
  /** For a command: the same key is the same command. */
  readonly key?: string;
  readonly signal?: AbortSignal;
}
export type Query = Readonly<Record<string, string | number | boolean | undefined>>;

const comeBack = new Set([429, 502, 503, 504]);
const tries = 4;

/** An address with its query. */
export function addressOf(path: string, query: Query = {}): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query))
    if (value !== undefined && value !== '') parameters.set(name, String(value));
  const text = parameters.toString();
  return text === '' ? path : `${path}?${text}`;
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * Sends a request.
 *
 * @returns the answer's body; the type is the caller's word for what this address answers
 * @throws Problem, Unreachable
 */
export async function send<T>(path: string, call: Call): Promise<T> {
  const { method = 'GET', body, key, language } = call;
  const headers = new Headers({ accept: 'application/json', 'accept-language': language });
  if (key !== undefined) headers.set('idempotency-key', key);
  const init: RequestInit = { method, headers, credentials: 'same-origin' };
  if (call.signal) init.signal = call.signal;
  if (body instanceof FormData) init.body = body;
  else if (body !== undefined) {
    headers.set('content-type', 'application/json');
    init.body = JSON.stringify(body);
  }
  // what is not named by a key must not be sent twice; reading is tried again by whoever reads
  const most = key === undefined ? 1 : tries;
  for (let tried = 1; ; tried++) {
    let response: Response;
    try {
      response = await fetch(addressOf(path, call.query), init);
    } catch (error) {
      if (call.signal?.aborted) throw error;
      if (tried >= most) throw new Unreachable(String(error));
      await pause(200 * 2 ** tried);
      continue;
    }
    if (comeBack.has(response.status) && tried < most) {
      const seconds = Number(response.headers.get('retry-after') ?? 0);
      await pause(Math.min(Math.max(seconds * 1000, 200 * 2 ** tried), 10_000));
      continue;
    }
    return readAnswer<T>(response);
  }
}

async function readAnswer<T>(response: Response): Promise<T> {
  const text = (await response.text()) || 'null';
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    throw new Unreachable(`${response.status} ${response.headers.get('content-type') ?? ''}`);
  }
  if (!response.ok) throw problemFrom(response.status, body);
  // eslint-disable-next-line @typescript-eslint/no-unsafe-assignment -- the type is the caller's word
  const answer: T = JSON.parse(text);
  return answer;
}

/** The problem in an answer's body; where it is no problem document, its status alone. */
export function problemFrom(status: number, body: unknown): Problem {
  const said = typeof body === 'object' && body !== null ? body : {};
  const word = (name: string): string => {
    const value: unknown = Object.entries(said).find(([key]) => key === name)?.[1];
    return typeof value === 'string' ? value : '';
  };
  const list: unknown = 'errors' in said ? said.errors : [];
  const errors = (Array.isArray(list) ? list : []).flatMap((one: unknown) =>
    isFieldError(one) ? [{ field: one.field, code: one.code, message: one.message }] : [],
  );
  const title = word('title') || `HTTP ${status}`;
  return new Problem(status, title, word('detail') || title, word('code'), errors);
}

const isFieldError = (one: unknown): one is { field: string; code: string; message: string } =>
  typeof one === 'object' &&
  one !== null &&
  'field' in one &&
  typeof one.field === 'string' &&
  'code' in one &&
  typeof one.code === 'string' &&
  'message' in one &&
  typeof one.message === 'string';

/** Whether an error is a refusal with this status or code. */
export const isProblem = (error: unknown, what: number | string): error is Problem =>
  error instanceof Problem && (error.status === what || error.code === what);
