/** What only one procedure lays down beside its matters. */
import { powerTransfer } from '../domain/power-transfer/procedure';
import type { OwnRows } from './launch-repository';
import { transferRows } from './power-transfer/launch';

const made: { readonly [procedure: string]: ((document: unknown) => OwnRows[]) | undefined } = {
  [powerTransfer.code]: transferRows,
};

/** A procedure's own rows, out of its launch document; none where it has no tables of its own. */
export const ownRowsOf = (procedure: string, document: unknown): OwnRows[] => made[procedure]?.(document) ?? [];
