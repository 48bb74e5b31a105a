/** CSV files with a head, row by row with line numbers, all that is wrong with them named at once. */
import { parse } from 'csv-parse/sync';
import { Usage, words, type Fault } from './failure';

/** A row of a CSV file: its line (from 1) and its cells by column, empty ones left out. */
export interface Row {
  readonly line: number;
  readonly cells: Readonly<Record<string, string>>;
}

/** What a file may have: columns that must be there, and others that may. */
export interface Columns {
  readonly required: readonly string[];
  readonly optional: readonly string[];
}

/** Ten megabytes: far above five hundred powers with a reason each. */
const mostBytes = 10_000_000;

/**
 * The rows of a CSV text (RFC 4180; UTF-8, with or without a byte order mark).
 *
 * @throws Usage naming every bad row: another number of cells than the head, a required cell that is empty
 */
export function readRows(text: string, columns: Columns): Row[] {
  if (text.length > mostBytes) throw new Usage(words('文件超过 10 MB', 'the file is larger than 10 MB'));
  const parsed: { readonly record: readonly string[]; readonly line: number }[] = [];
  try {
    parse(text, {
      bom: true,
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
      on_record: (record: string[], { lines }) => {
        parsed.push({ record, line: lines });
        return record;
      },
    });
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Usage(words(`CSV 无法读取：${why}`, `the CSV cannot be read: ${why}`));
  }
  const [first, ...rest] = parsed;
  const head = first?.record ?? [];
  const faults = headFaults(head, columns);
  if (faults.length > 0) throw new Usage(words('CSV 表头有误', 'the head of the CSV is wrong'), faults);
  if (rest.length === 0) throw new Usage(words('CSV 中没有数据行', 'the CSV has no rows'));
  const rows = rest.map(({ record, line }): Row => {
    if (record.length !== head.length) {
      faults.push({
        line,
        words: words(
          `应有 ${head.length} 列，实有 ${record.length} 列`,
          `${record.length} cells instead of ${head.length}`,
        ),
      });
    }
    const named = head.map((name, i): [string, string] => [name, record[i] ?? '']);
    const cells: Row['cells'] = Object.fromEntries(named.filter(([, cell]) => cell !== ''));
    for (const name of columns.required) {
      if (cells[name] === undefined) faults.push({ line, words: words(`缺少 ${name}`, `${name} is empty`) });
    }
    return { line, cells };
  });
  refuseFaults(faults);
  return rows;
}

function headFaults(head: readonly string[], { required, optional }: Columns): Fault[] {
  const faults: Fault[] = [];
  for (const name of required) {
    if (!head.includes(name)) faults.push({ line: 1, words: words(`缺少列 ${name}`, `the column ${name} is missing`) });
  }
  head.forEach((name, i) => {
    if (head.indexOf(name) !== i)
      faults.push({ line: 1, words: words(`列 ${name} 重复`, `the column ${name} comes twice`) });
    else if (![...required, ...optional].includes(name)) {
      faults.push({ line: 1, words: words(`不认识的列 ${name}`, `unknown column ${name}`) });
    }
  });
  return faults;
}

/** @throws Usage where there is anything wrong; nothing was sent. */
export function refuseFaults(faults: readonly Fault[]): void {
  if (faults.length === 0) return;
  const sorted = faults.toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0));
  throw new Usage(
    words(`有 ${faults.length} 处错误，未提交任何内容`, `nothing was sent, faults: ${faults.length}`),
    sorted,
  );
}
