/** Tables as whoever asks for one has them: which columns there may be, and rows of texts under their names. */
import type { Unkeepable } from '../../domain/kept-text';
import type { Words } from '../../domain/procedure/step';
import type { ProblemCode } from '../../domain/refusal';
import type { TableNote } from './notes';

/** A column that a table may have. Its heading is the key or the title in either language. */
export interface TableColumn<K extends string = string> {
  readonly key: K;
  readonly title: Words;
  /** Other headings that are understood. */
  readonly aliases?: readonly string[];
  readonly required?: true;
  /** Written by exports, ignored by imports. */
  readonly exported?: true;
  readonly width?: number;
}

/** A row; `row` is its number in the file, from 1. Cells that are empty are left out. */
export interface TableRow<K extends string = string> {
  readonly row: number;
  readonly cells: { readonly [C in K]?: string };
}

/** A cell that cannot be read: its row is to be mended before anything is taken from it. */
export interface CellFault<K extends string = string> {
  readonly row: number;
  readonly column: K;
  readonly code: ProblemCode;
  /** For the message. */
  readonly params: { readonly column: Words; readonly shown: string } & Partial<Unkeepable>;
}

export interface Table<K extends string = string> {
  readonly rows: readonly TableRow<K>[];
  /** Cells of these rows that could not be read. */
  readonly faults: readonly CellFault<K>[];
  /** What was read and what was not. */
  readonly notes: readonly TableNote[];
}
