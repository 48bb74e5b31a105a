/**
 * A client of the HTTP API, on fetch. Every command carries an Idempotency-Key and is sent again with the same key when
 * the connection breaks or the server says to come back: it takes effect once, however often it is sent.
 */
import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import type { SettingsRequest } from '../domain/power-transfer/settings-request';
import type { Words } from '../domain/procedure/step';
import { comparisonOfAllAnswer, engineComparisonAnswer } from '../contract/audit';
import {
  demonstrationAccountAnswer,
  fileAnswer,
  meAnswer,
  organisationAnswer,
  powerAnswer,
  sessionAnswer,
} from '../contract/city';
import { launchedAnswer, previewAnswer } from '../contract/launches';
import { historyAnswer, systemEntryAnswer, verdictAnswer } from '../contract/ledger';
import { procedureAnswer } from '../contract/procedures';
import { registerAnswer } from '../contract/register';
import { localDayAnswer, settingsAnswer } from '../contract/settings';
import { matterAnswer, matterInListAnswer } from '../contract/matters';
import { listOf } from '../contract/shared';
import { bulkAnswer, claimAnswer, completedAnswer, stepAnswer, taskAnswer, taskDetailAnswer } from '../contract/tasks';
import { transferAnswer } from '../contract/transfers';
import type { Assembling, Completion, LaunchRequest, LocalDay } from '../contract/types';
import { Problem, problemOf, Unreachable } from './problem';

/** Where and as whom a client speaks. */
export interface ClientOptions {
  /** The server's address, such as `http://127.0.0.1:8080`. */
  readonly server: string;
  readonly token?: string;
  /** The language of titles and problems. */
  readonly language?: 'zh' | 'en';
  /** How often a call is sent again (default 6, with growing pauses: about 6 s in all). */
  readonly retries?: number;
}

interface Call {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly query?: Readonly<Record<string, string | number | undefined>>;
  readonly body?: unknown;
  /** Idempotency-Key of a command; the same one again is the same command again. */
  readonly key?: string;
}

/** Acts of its steward upon a matter of any procedure. */
export type MatterAct = 'suspend' | 'resume' | 'withdraw';
/** Acts of the coordinator upon a transfer. */
export type Act = 'suspend' | 'resume' | 'withdraw' | 'recall';
export interface ActRequest {
  readonly reason: string;
  readonly code?: string;
  readonly powers?: readonly string[];
}

const comeBack = new Set([429, 502, 503, 504]);
const anything = z.unknown();
const localDaysPath = '/api/calendar/local-days';

/** In what an answer is not what the contract says. */
const faultsOf = (schema: z.ZodType, body: unknown): string => {
  const { error } = schema.safeParse(body);
  return error ? z.prettifyError(error) : '';
};

/** A client; its methods throw {@link Problem} where the server refuses and {@link Unreachable} where none answers. */
export type Client = ReturnType<typeof createClient>;

/** A client for one server and one person. */
export function createClient(options: ClientOptions) {
  const server = options.server.replace(/\/+$/, '');
  const retries = options.retries ?? 6;

  async function attempt(path: string, { method = 'GET', query = {}, body, key }: Call): Promise<Response> {
    const url = new URL(server + path);
    for (const [name, value] of Object.entries(query)) if (value !== undefined) url.searchParams.set(name, `${value}`);
    const headers = new Headers({ accept: 'application/json', 'accept-language': options.language ?? 'zh' });
    if (options.token !== undefined) headers.set('authorization', `Bearer ${options.token}`);
    if (key !== undefined) headers.set('idempotency-key', key);
    // fetch itself says where the parts of a form end
    if (body instanceof FormData) return fetch(url, { method, headers, body });
    if (body !== undefined) headers.set('content-type', 'application/json');
    return fetch(url, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
  }

  async function send<T>(path: string, schema: z.ZodType<T>, call: Call = {}): Promise<T> {
    for (let tried = 0; ; tried++) {
      const pause = Math.min(100 * 2 ** tried, 2000);
      let response: Response;
      try {
        response = await attempt(path, call);
      } catch (error) {
        if (tried < retries) {
          await wait(pause);
          continue;
        }
        throw new Unreachable(server, error);
      }
      if (comeBack.has(response.status) && tried < retries) {
        const seconds = Number(response.headers.get('retry-after') ?? Number.NaN);
        await response.arrayBuffer();
        await wait(Number.isNaN(seconds) ? pause : Math.min(seconds * 1000, 10_000));
        continue;
      }
      const text = await response.text();
      let body: unknown;
      try {
        body = text === '' ? undefined : JSON.parse(text);
      } catch {
        throw new Unreachable(server, `${response.status} ${response.headers.get('content-type') ?? ''}`);
      }
      if (!response.ok) throw problemOf(response.status, body);
      // what the contract does not name passes through: a client goes on working when the server says more
      const fits = (said: unknown): said is T => schema.safeParse(said).success;
      if (!fits(body)) throw new Unreachable(server, `${path}: ${faultsOf(schema, body)}`);
      return body;
    }
  }

  /** A file's text, as it comes; it is not asked for again once it has begun. */
  async function* download(path: string): AsyncGenerator<string> {
    const response = await attempt(path, {}).catch((error: unknown) => {
      throw new Unreachable(server, error);
    });
    if (!response.ok) throw problemOf(response.status, await response.json().catch(() => undefined));
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    try {
      for (;;) {
        // a connection that breaks in the middle is an error here, never an end
        const next = await reader?.read().catch((error: unknown) => {
          throw new Unreachable(server, error);
        });
        if (!next || next.done) return;
        yield next.value;
      }
    } finally {
      await reader?.cancel().catch(() => undefined);
    }
  }

  const post = <T>(path: string, schema: z.ZodType<T>, body: unknown, key: string = randomUUID()) =>
    send(path, schema, { method: 'POST', body, key });

  /** All items of a list, page by page. */
  async function list<T>(path: string, item: z.ZodType<T>, query: Call['query'] = {}): Promise<T[]> {
    const page = listOf(item);
    const items: T[] = [];
    let cursor: string | undefined;
    do {
      const { items: more, next } = await send(path, page, { query: { limit: 100, ...query, cursor } });
      items.push(...more);
      cursor = next;
    } while (cursor !== undefined);
    return items;
  }

  const transferPath = (id: string, rest = '') => `/api/transfers/${encodeURIComponent(id)}${rest}`;
  const matterPath = (id: string, rest = '') => `/api/matters/${encodeURIComponent(id)}${rest}`;
  const taskPath = (id: string, rest = '') => `/api/tasks/${encodeURIComponent(id)}${rest}`;

  return {
    server,
    /** Signs in; the answer's token is for a new client. */
    signIn: (username: string, password: string) =>
      send('/api/sessions', sessionAnswer, { method: 'POST', body: { username, password } }),
    signOut: () => send('/api/sessions/current', anything, { method: 'DELETE' }),
    /** Changes the caller's own password; all other sessions end. */
    setOwnPassword: (current: string, wanted: string) =>
      send('/api/me/password', anything, { method: 'PUT', body: { current, new: wanted } }),
    me: () => send('/api/me', meAnswer),
    /** The demonstration's accounts; a 404 {@link Problem} where there is no demonstration data. */
    demonstrationAccounts: () => list('/api/demo/accounts', demonstrationAccountAnswer),
    procedure: (code: string) => send(`/api/procedures/${encodeURIComponent(code)}`, procedureAnswer),
    steps: () => list('/api/steps', stepAnswer),
    powers: (q?: string) => list('/api/powers', powerAnswer, { q }),
    organisations: () => list('/api/organisations', organisationAnswer),
    /** Uploads a file of the caller's office; its id can then be cited. */
    upload: (file: { readonly name: string; readonly type: string; readonly content: Uint8Array }, key?: string) => {
      const form = new FormData();
      // a copy: what a Blob is made of may not be shared memory
      form.append('file', new Blob([new Uint8Array(file.content)], { type: file.type }), file.name);
      return post('/api/files', fileAnswer, form, key);
    },
    /** Has a list of powers read, with what is said once for all of them; launches nothing. */
    previewTable: (
      file: { readonly name: string; readonly content: Uint8Array },
      head: { readonly [field: string]: string | undefined },
    ) => {
      const form = new FormData();
      for (const [name, value] of Object.entries(head)) if (value !== undefined) form.append(name, value);
      form.append('file', new Blob([new Uint8Array(file.content)]), file.name);
      return send('/api/launches/preview', previewAnswer, { method: 'POST', body: form });
    },
    launch: (request: LaunchRequest, key?: string) => post('/api/transfers', launchedAnswer, request, key),
    matters: (query: Call['query'] = {}) => list('/api/matters', matterInListAnswer, query),
    matter: (id: string) => send(matterPath(id), matterAnswer),
    actOnMatter: (id: string, act: MatterAct, request: Omit<ActRequest, 'code'>, key?: string) =>
      post(matterPath(id, `/${act}`), matterAnswer, request, key),
    assemble: (id: string, request: Assembling, key?: string) =>
      post(matterPath(id, '/assemble'), taskAnswer, request, key),
    transfers: (query: Call['query'] = {}) => list('/api/transfers', transferAnswer, query),
    transfer: (id: string) => send(transferPath(id), transferAnswer),
    act: (id: string, act: Act, request: ActRequest, key?: string) =>
      post(transferPath(id, `/${act}`), transferAnswer, request, key),
    /** Sets the length of a working day in ms (null: a real one); demonstration only. */
    setPace: (id: string, dayMs: number | null, key?: string) =>
      post(transferPath(id, '/pace'), anything, { dayMs }, key),
    addNote: (id: string, note: Readonly<Record<string, unknown>>, key?: string) =>
      post(transferPath(id, '/notes'), anything, note, key),
    history: (id: string) => list(matterPath(id, '/history'), historyAnswer),
    verification: (id?: string, asked: { readonly signatures?: boolean; readonly evidence?: boolean } = {}) => {
      const { signatures = false, evidence = false } = asked;
      const path = id === undefined ? '/api/verification' : matterPath(id, '/verification');
      const query = new URLSearchParams({
        ...(signatures ? { signatures: 'true' } : {}),
        ...(evidence ? { evidence: 'true' } : {}),
      }).toString();
      return send(query === '' ? path : `${path}?${query}`, verdictAnswer);
    },
    /** A matter's ledger held against the engine's own history. */
    comparison: (id: string) => send(matterPath(id, '/engine-comparison'), engineComparisonAnswer),
    /** All ledgers held against the engine's own history. */
    comparisonOfAll: () => send('/api/engine-comparison', comparisonOfAllAnswer),
    /** A page of what was done to the system itself, newest first. */
    systemLedger: async (query: Call['query'] = {}) =>
      (await send('/api/system-ledger', listOf(systemEntryAnswer), { query })).items,
    /** All ledgers with their checkpoints in one snapshot, as text that verifies offline. */
    ledgerExport: () => download('/api/ledger/export'),
    /** What the caller may complete now; with scope `office` all of the office. */
    tasks: (
      query: {
        readonly scope?: 'office';
        readonly transfer?: string;
        readonly procedure?: string;
        readonly claim?: 'mine' | 'free' | 'others';
      } = {},
    ) => list('/api/tasks', taskAnswer, { state: 'open', ...query }),
    task: (id: string) => send(taskPath(id), taskDetailAnswer),
    /** Says that the caller takes care of a task; a 409 {@link Problem} where a colleague does and it is no takeover. */
    claim: (id: string, takeOver = false) => post(taskPath(id, '/claim'), claimAnswer, { takeOver }),
    release: (id: string) => send(taskPath(id, '/claim'), claimAnswer, { method: 'DELETE' }),
    complete: (id: string, completion: Completion, key?: string) =>
      post(taskPath(id, '/complete'), completedAnswer, completion, key),
    completeMany: async (tasks: readonly (Completion & { readonly id: string })[], key?: string) =>
      (await post('/api/tasks/complete', bulkAnswer, { tasks }, key)).results,
    register: (query: { readonly power?: string; readonly subDistrict?: string; readonly on?: string } = {}) =>
      list('/api/register', registerAnswer, query),
    settings: () => send('/api/settings', settingsAnswer),
    setSettings: (request: SettingsRequest) => send('/api/settings', settingsAnswer, { method: 'PUT', body: request }),
    localDays: () => list(localDaysPath, localDayAnswer),
    addLocalDay: (day: Pick<LocalDay, 'date' | 'kind'> & { readonly name: Words }) =>
      post(localDaysPath, localDayAnswer, day),
    removeLocalDay: (date: string) =>
      send(`${localDaysPath}/${encodeURIComponent(date)}`, anything, { method: 'DELETE' }),
  };
}

/** Whether an error is the server's refusal with this status, and this code where one is given. */
export const isProblem = (error: unknown, status: number, code?: string): error is Problem =>
  error instanceof Problem && error.status === status && (code === undefined || error.code === code);
