/** Tables on their way out, as XLSX or CSV, row by row: what is large is never held as a whole. */
import { stringify } from 'csv-stringify';
import ExcelJS from 'exceljs';
import { once } from 'node:events';
import { PassThrough, pipeline, Readable } from 'node:stream';

export type SheetCell = string | number | null;
export interface Sheet {
  readonly name: string;
  readonly columns: readonly { readonly title: string; readonly width?: number }[];
  readonly rows: AsyncIterable<readonly SheetCell[]> | Iterable<readonly SheetCell[]>;
}

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
  const out = new PassThrough();
  const book = new ExcelJS.stream.xlsx.WorkbookWriter({ stream: out, useStyles: true, useSharedStrings: false });
  book.creator = 'Fuquan 赋权';
  fill(book, sheets, out).catch((error: unknown) =>
    out.destroy(error instanceof Error ? error : new Error(String(error))),
  );
  return out;
}

async function fill(
  book: ExcelJS.stream.xlsx.WorkbookWriter,
  sheets: readonly Sheet[],
  out: PassThrough,
): Promise<void> {
  for (const { name, columns, rows } of sheets) {
    const sheet = book.addWorksheet(name, { views: [{ state: 'frozen', ySplit: 1 }] });
    sheet.columns = columns.map(({ title, width = 18 }) => ({ header: title, width }));
    const header = sheet.getRow(1);
    header.font = { bold: true };
    header.commit();
    sheet.autoFilter = { from: { row: 1, column: 1 }, to: { row: 1, column: columns.length } };
    for await (const cells of rows) {
      sheet.addRow([...cells]).commit();
      if (out.destroyed) return;
      // the reader is slower than the database
      if (out.writableNeedDrain) await Promise.race([once(out, 'drain'), once(out, 'close')]);
    }
    sheet.commit();
  }
  await book.commit();
}

/** One or several tables in a format; CSV has room for the first one only. */
export function sheetStream(format: SheetFormat, sheets: readonly [Sheet, ...Sheet[]]): Readable {
  return format === 'csv' ? csvStream(sheets[0]) : xlsxStream(sheets);
}
