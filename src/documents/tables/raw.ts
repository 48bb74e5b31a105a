/** A table as its file has it, before anything is known about its columns: what CSV and XLSX have in common. */
import type { ProblemCode } from '../../domain/refusal';

/** A cell that shows something which is not what was meant: nothing of it may be taken. */
export interface UnreadCell {
  readonly code: ProblemCode & ('cell-without-result' | 'cell-error' | 'cell-number-long');
  /** What the cell shows, or its formula. */
  readonly shown: string;
}

/** The text that a cell shows, or why it cannot be read. */
export type RawCell = string | UnreadCell;

export interface RawRow {
  /** Number in the file, from 1. */
  readonly row: number;
  readonly hidden: boolean;
  /** Cells that are not empty, by column from 0. */
  readonly cells: ReadonlyMap<number, RawCell>;
}

/** One rectangle of cells that shows what its first cell holds; all four are included, columns from 0. */
export interface Merge {
  readonly firstRow: number;
  readonly lastRow: number;
  readonly firstColumn: number;
  readonly lastColumn: number;
}

export interface RawSheet {
  /** Null for text, which has no sheets. */
  readonly name: string | null;
  readonly hidden: boolean;
  /** Rows in which anything stands; none for a hidden sheet, which is not read. */
  readonly rows: readonly RawRow[];
  readonly merges: readonly Merge[];
}

/** Rows of data at most. */
export const mostRows = 5_000;
/** Rows that are looked at for the headings: titles, remarks and dates may stand above them. */
export const headingDepth = 20;
/** Reading ends behind so many visible rows: there are too many then, whatever follows. */
export const mostVisibleRows = mostRows + headingDepth;

/** A column's letters: 0 is A, 26 is AA. */
export function columnName(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26 ? letter : columnName(Math.floor(index / 26) - 1) + letter;
}
