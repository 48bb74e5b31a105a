/** A workbook's sheets as tables. */
import { unpackedBytes } from './zip-guard';
import { Refusal } from '../../domain/refusal';
import { numberFormats } from './number-formats';
import { openParts } from './parts';
import type { RawCell, RawSheet } from './raw';
import { sharedTexts } from './texts';
import { workbookParts } from './workbook';
import { worksheetRows } from './worksheet';

/** Bytes that all parts together may unpack to. */
export const mostUnpacked = 50 * 1024 * 1024;

/**
 * Reads the sheets that are not hidden.
 *
 * @throws Refusal `sheet-too-large`; another error where it is no workbook or is damaged
 */
export async function workbookSheets(content: Buffer): Promise<readonly RawSheet[]> {
  if (unpackedBytes(content, mostUnpacked) > mostUnpacked) throw new Refusal('sheet-too-large', { field: '/file' });
  const parts = await openParts(content);
  const { sheets, dates, strings, styles } = await workbookParts(parts);
  const formats = await numberFormats(parts, styles);
  const read = [];
  const wanted = new Set<number>();
  for (const { name, hidden, part } of sheets) {
    const { rows, merges } = hidden ? { rows: [], merges: [] } : await worksheetRows(parts, part, { formats, dates });
    for (const { cells } of rows)
      for (const cell of cells.values()) if (typeof cell === 'object' && 'shared' in cell) wanted.add(cell.shared);
    read.push({ name, hidden, rows, merges });
  }
  const texts = await sharedTexts(parts, strings, wanted);
  return read.map(({ rows, ...sheet }) => ({
    ...sheet,
    rows: rows.flatMap(({ cells, ...row }) => {
      const filled = new Map<number, RawCell>();
      for (const [column, cell] of cells) {
        const text = typeof cell === 'object' && 'shared' in cell ? (texts.get(cell.shared) ?? '') : cell;
        if (text !== '') filled.set(column, text);
      }
      return filled.size > 0 ? [{ ...row, cells: filled }] : [];
    }),
  }));
}
