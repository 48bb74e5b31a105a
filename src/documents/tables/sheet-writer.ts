/** Tables on their way out, as XLSX or CSV, row by row: what is large is never held as a whole. */
import { stringify } from 'csv-stringify';
import { PassThrough, pipeline, Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import type { Sheet, SheetCell } from './sheet';
import { fixedParts, sheetXml, workbookXml } from './xlsx-parts';

export type { Sheet, SheetCell } from './sheet';

/** The formats that tables come in. */
export const sheetFormats = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
} as const;
export type SheetFormat = keyof typeof sheetFormats;

/**
 * A table as CSV (RFC 4180) with a byte order mark, without which Excel takes UTF-8 for GBK. What a spreadsheet would
 * take for a formula begins with an apostrophe.
 */
export function csvStream({ columns, rows }: Sheet): Readable {
  const lines = stringify({ bom: true, record_delimiter: 'windows', escape_formulas: true });
  async function* all(): AsyncGenerator<readonly SheetCell[]> {
    yield columns.map(({ title }) => title);
    yield* rows;
  }
  // an error on the way ends the answer in the middle, so that nobody takes a part for the whole
  return pipeline(Readable.from(all()), lines, () => undefined);
}

/** Tables as the sheets of one workbook. Texts are texts: a cell is never a formula. */
export function xlsxStream(sheets: readonly Sheet[]): Readable {
  const zip = new ZipFile();
  const out = new PassThrough();
  let source: Readable | undefined;
  const part = (name: string, content: () => Readable) =>
    zip.addReadStreamLazy(name, (give) => {
      source = content();
      // an error on the way ends the answer in the middle, so that nobody takes a part for the whole
      source.once('error', (error) => out.destroy(error));
      give(null, source);
    });
  for (const [name, content] of Object.entries(fixedParts(sheets.length))) zip.addBuffer(Buffer.from(content), name);
  const written = sheets.map((sheet) => ({ sheet, rows: 1 }));
  for (const [index, of] of written.entries())
    part(`xl/worksheets/sheet${index + 1}.xml`, () =>
      Readable.from(gathered(sheetXml(of.sheet, index === 0, (rows) => (of.rows = rows)))),
    );
  // last: only then it is known how many rows there are
  part('xl/workbook.xml', () => Readable.from([workbookXml(written)]));
  zip.end();
  zip.once('error', (error: Error) => out.destroy(error));
  zip.outputStream.pipe(out);
  // whoever reads may go: then no more rows are asked for
  out.once('close', () => source?.destroy());
  return out;
}

/** Pieces put together to larger ones: compressing each row by itself would take longer than the rows. */
async function* gathered(pieces: AsyncIterable<string>): AsyncGenerator<string> {
  let waiting = '';
  for await (const piece of pieces) {
    waiting += piece;
    if (waiting.length < 32_768) continue;
    yield waiting;
    waiting = '';
  }
  yield waiting;
}

/** One or several tables in a format; CSV has room for the first one only. */
export function sheetStream(format: SheetFormat, sheets: readonly [Sheet, ...Sheet[]]): Readable {
  return format === 'csv' ? csvStream(sheets[0]) : xlsxStream(sheets);
}
