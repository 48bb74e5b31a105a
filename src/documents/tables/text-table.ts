/** Tables as text: separated by commas, tabs or semicolons, in the encodings that spreadsheets write. */
import { parse } from 'csv-parse/sync';
import { separatorOf, type Separator } from '../../domain/separator';
import type { RawRow, RawSheet } from './raw';

type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030';

/** How a text was understood. */
export interface TextTable {
  readonly sheet: RawSheet;
  readonly encoding: Encoding;
  readonly separator: Separator;
}

function decoded(content: Buffer, encoding: Encoding): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(content);
  } catch {
    return undefined;
  }
}

/** By the byte order mark; without one UTF-8, or what a Chinese spreadsheet program writes (GB 18030). */
function decode(content: Buffer): { readonly text: string; readonly encoding: Encoding } {
  const mark = content.subarray(0, 2).toString('hex');
  const tried: readonly Encoding[] =
    mark === 'fffe' ? ['utf-16le'] : mark === 'feff' ? ['utf-16be'] : ['utf-8', 'gb18030'];
  for (const encoding of tried) {
    const text = decoded(content, encoding);
    if (text !== undefined) return { text, encoding };
  }
  throw new TypeError('it is no text');
}

/** Reads a table. Throws where it is no text, or a quote is not closed. */
export function textTable(content: Buffer): TextTable {
  const { text, encoding } = decode(content);
  const separator = separatorOf(text);
  const rows: RawRow[] = [];
  let row = 0;
  parse(text, {
    bom: true,
    delimiter: separator,
    relax_column_count: true,
    skip_empty_lines: false,
    trim: true,
    on_record: (record: readonly string[]) => {
      row++;
      const cells = new Map<number, string>();
      for (const [column, cell] of record.entries()) if (cell.trim() !== '') cells.set(column, cell.trim());
      if (cells.size > 0) rows.push({ row, hidden: false, cells });
      return null;
    },
  });
  return { sheet: { name: null, hidden: false, rows, merges: [] }, encoding, separator };
}
