/** What can go wrong for the person at the command line, and what the process then exits with. */
import { Problem, Unreachable } from '../client/problem';
import { isDatabaseAway } from '../database/away';
import type { Words } from '../domain/procedure/step';
import { problemOf, Refusal } from '../domain/refusal';
import { NotAnExport } from '../ledger/export';
import { Trouble } from '../runtime/trouble';

/** Exit codes of `fuquan`: refused also where a verification finds the ledger broken. */
export const exits = { ok: 0, refused: 1, usage: 2, unreachable: 3, fault: 70 } as const;

/** One line of what is wrong, with the line of a file or the field that it is about. */
export interface Fault {
  readonly line?: number;
  readonly field?: string;
  readonly words: Words;
}

/** The command was given something that it cannot work with; nothing was sent. */
export class Usage extends Error {
  override readonly name = 'Usage';
  constructor(
    readonly words: Words,
    readonly faults: readonly Fault[] = [],
  ) {
    super(words.en);
  }
}

/** The command ran and the answer is no: a broken ledger, a bulk of which a part was refused. Its output says why. */
export class Refused extends Error {
  override readonly name = 'Refused';
}

export const words = (zh: string, en: string): Words => ({ zh, en });

/** What an error means outside: exit code, one sentence, and lines beneath it. */
export interface Report {
  readonly exit: number;
  readonly code: string;
  readonly message: string;
  readonly lines: readonly { readonly field: string; readonly message: string }[];
}

const exportFaults: { readonly [why in NotAnExport['why']]: Words } = {
  'no-header': words('不是赋权台账导出文件', 'not an export of a ledger'),
  malformed: words('这一行无法读取', 'this line cannot be read'),
  'cut-off': words('文件不完整，末尾缺失', 'the file is cut off'),
  count: words(
    '条数与文件末行不符，有条目被增删',
    'the count does not agree with the last line: entries were added or removed',
  ),
  'after-the-end': words('末行之后还有内容', 'there is more after the last line'),
};

// the address is wrong, or whoever signs in there
const unreachableCodes = new Set(['ENOTFOUND', 'ETIMEDOUT', '28P01', '3D000']);
const fileCodes = new Set(['ENOENT', 'EISDIR', 'ENOTDIR', 'EACCES', 'EEXIST']);

// by its shape: an error of Node's own need not be an instance of this realm's Error
function ofSystem(error: unknown): { readonly code: string; readonly message: string } {
  if (typeof error !== 'object' || error === null || !('code' in error)) return { code: '', message: '' };
  const code = String(error.code);
  return { code, message: 'message' in error && error.message !== '' ? String(error.message) : code };
}

/** The report of an error, in the reader's language. */
export function reportOf(error: unknown, language: keyof Words): Report {
  const none: Report['lines'] = [];
  if (error instanceof Usage) {
    const lines = error.faults.map(({ line, field, words: text }) => ({
      field: line === undefined ? (field ?? '') : language === 'zh' ? `第 ${line} 行` : `line ${line}`,
      message: text[language],
    }));
    return { exit: exits.usage, code: 'usage', message: error.words[language], lines };
  }
  // what was read here is refused in the server's own words
  if (error instanceof Refusal) {
    const { detail, code, errors } = problemOf(error, language);
    const lines = errors.map(({ field, message }) => ({ field, message }));
    return { exit: exits.usage, code, message: detail, lines };
  }
  if (error instanceof Problem) {
    const exit = error.status >= 500 ? exits.unreachable : exits.refused;
    const lines = error.body.errors.map(({ field, message }) => ({ field, message }));
    const signIn = error.status === 401 ? ' (fuquan login)' : '';
    const message = error.message || `HTTP ${error.status}`;
    return { exit, code: error.code || `http-${error.status}`, message: `${message}${signIn}`, lines };
  }
  if (error instanceof Unreachable) {
    const text = words(`无法连接服务：${error.message}`, `no answer from the server: ${error.message}`);
    return { exit: exits.unreachable, code: 'unreachable', message: text[language], lines: none };
  }
  if (error instanceof Trouble)
    return { exit: exits.unreachable, code: 'trouble', message: error.words[language], lines: none };
  if (error instanceof NotAnExport) {
    const where = language === 'zh' ? `第 ${error.line} 行` : `line ${error.line}`;
    const message = exportFaults[error.why][language];
    return { exit: exits.refused, code: error.why, message: `${where}: ${message}`, lines: none };
  }
  if (error instanceof Refused) return { exit: exits.refused, code: 'refused', message: '', lines: none };
  const { code, message } = ofSystem(error);
  if (unreachableCodes.has(code)) return { exit: exits.unreachable, code, message, lines: none };
  // a file that is not there, or may not be read
  if (fileCodes.has(code)) return { exit: exits.usage, code, message, lines: none };
  if (isDatabaseAway(error)) {
    const why = message || (error instanceof Error ? error.message : code);
    const text = words(`数据库没有应答：${why}`, `the database does not answer: ${why}`);
    return { exit: exits.unreachable, code: code || 'database-unavailable', message: text[language], lines: none };
  }
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { exit: exits.fault, code: 'fault', message: text, lines: none };
}
