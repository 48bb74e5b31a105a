/** A launch from a file: the request as JSON, or a list of powers as CSV. */
import { extname } from 'node:path';
import { z } from 'zod';
import { Problem } from '../client/problem';
import { launchRequestSchema, type LaunchRequest, type Power } from '../client/types';
import { isDate } from '../domain/procedure/calendar';
import { Usage, words, type Fault } from './failure';
import { readRows, refuseFaults, type Row } from './rows';

/** What is launched, and which line of the file each power came from (none for JSON and flags). */
export interface LaunchFile {
  readonly request: Partial<LaunchRequest>;
  readonly lines: readonly number[];
}

type LaunchPower = LaunchRequest['powers'][number];

const draftSchema = z.strictObject({
  ...launchRequestSchema.shape,
  title: launchRequestSchema.shape.title.exactOptional(),
  subDistrict: launchRequestSchema.shape.subDistrict.exactOptional(),
  powers: launchRequestSchema.shape.powers.exactOptional(),
});

const csvColumns = {
  required: ['power'],
  optional: ['mode', 'territory', 'reserved', 'authorisation', 'from', 'until'],
} as const;

/** Whether a file's name says CSV. */
export const isCsv = (path: string): boolean => extname(path).toLowerCase() === '.csv';

/**
 * A launch request from JSON.
 *
 * @throws Usage naming every field that is wrong
 */
export function launchFromJson(text: string): LaunchFile {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Usage(words(`JSON 无法读取：${why}`, `the JSON cannot be read: ${why}`));
  }
  const parsed = draftSchema.safeParse(json);
  if (parsed.success) return { request: parsed.data, lines: [] };
  throw new Usage(
    words('发起内容有误', 'the launch is wrong'),
    parsed.error.issues.map((issue) => ({
      field: z.core.toDotPath(issue.path),
      words: words(issue.message, issue.message),
    })),
  );
}

/**
 * A list of powers from CSV: `power`, and where needed `mode`, `territory`, `reserved` (parts set apart by `;`),
 * `authorisation`, `from`, `until`.
 *
 * @param known the catalogue: what it does not have, or what may not go in that mode, is a fault of its row
 * @throws Usage naming all bad rows
 */
export function launchFromCsv(text: string, known: readonly Power[]): LaunchFile {
  const rows = readRows(text, csvColumns);
  const byCode = new Map(known.map((power) => [power.code, power]));
  const lineOf = new Map<string, number>();
  const faults: Fault[] = [];
  const powers = rows.map((row): LaunchPower => {
    faults.push(...rowFaults(row, byCode, lineOf));
    const { power: code = '', mode, territory, reserved, authorisation, from, until } = row.cells;
    const scope = {
      ...(territory === undefined ? {} : { territory }),
      ...(reserved === undefined
        ? {}
        : {
            reserved: reserved
              .split(/[;；]/)
              .map((part) => part.trim())
              .filter(Boolean),
          }),
    };
    return {
      code,
      ...(mode === 'devolve' || mode === 'entrust' ? { mode } : {}),
      ...(territory === undefined && reserved === undefined ? {} : { scope }),
      ...(authorisation === undefined ? {} : { authorisation }),
      ...(from !== undefined && until !== undefined ? { period: { from, until } } : {}),
    };
  });
  refuseFaults(faults);
  return { request: { powers }, lines: rows.map(({ line }) => line) };
}

function rowFaults({ line, cells }: Row, known: ReadonlyMap<string, Power>, lineOf: Map<string, number>): Fault[] {
  const faults: Fault[] = [];
  const fault = (zh: string, en: string) => faults.push({ line, words: words(zh, en) });
  const { power: code = '', mode, from, until } = cells;
  const before = lineOf.get(code);
  if (before !== undefined) fault(`${code} 与第 ${before} 行重复`, `${code} stands in line ${before} already`);
  else lineOf.set(code, line);
  const power = known.get(code);
  if (!power) fault(`权力目录中没有 ${code}`, `there is no power ${code} in the catalogue`);
  if (mode !== undefined && mode !== 'devolve' && mode !== 'entrust') {
    fault(`mode 应为 devolve 或 entrust，不是 ${mode}`, `mode is devolve or entrust, not ${mode}`);
  } else if (power && mode !== undefined && !power.modes.includes(mode)) {
    fault(`${code} 不能以 ${mode} 方式下放`, `${code} may not go down in mode ${mode}`);
  }
  for (const [name, date] of [
    ['from', from],
    ['until', until],
  ] as const) {
    if (date !== undefined && !isDate(date)) fault(`${name} 不是日期：${date}`, `${name} is not a date: ${date}`);
  }
  if (cells['reserved'] !== undefined && cells['territory'] === undefined) {
    fault('填写 reserved 须同时填写 territory', 'reserved needs a territory');
  }
  if ((from === undefined) !== (until === undefined)) fault('from 与 until 须同时填写', 'from and until go together');
  if (mode === 'entrust' && from === undefined)
    fault('委托须填写期限 from、until', 'entrusting needs a period: from, until');
  return faults;
}

/** The server's refusal with its fields said as lines of the file; the refusal itself where none belongs to a line. */
export function inLines(problem: Problem, lines: readonly number[]): Error {
  const faults = problem.body.errors.map(({ field, message }): Fault => {
    const index = /^\/powers\/(\d+)/.exec(field)?.[1];
    const line = index === undefined ? undefined : lines[Number(index)];
    return { field, words: words(message, message), ...(line === undefined ? {} : { line }) };
  });
  if (!faults.some(({ line }) => line !== undefined)) return problem;
  const errors = faults.map(({ line, field, words: text }) => ({
    field: line === undefined ? (field ?? '') : `line ${line}`,
    code: 'row',
    message: text.zh,
  }));
  return new Problem(problem.status, { ...problem.body, errors });
}
