/** Items by what people call them: their codes, in place of positions. */
import { rangesOf } from '../../database/multirange';
import { unpack } from '../../domain/procedure/ranges';

/** Codes of a matter's items by their positions. */
export type Codes = ReadonlyMap<number, string>;

/** Codes from a list in which an item's place is its position. */
export const byPosition = (codes: readonly string[] | undefined): Codes =>
  new Map((codes ?? []).map((code, position) => [position, code]));

/** The codes at the positions of a multirange as PostgreSQL writes it. */
export const codesIn = (multirange: string, codes: Codes): string[] =>
  unpack(rangesOf(multirange)).map((position) => codes.get(position) ?? `#${position}`);
