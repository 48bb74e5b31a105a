import { z } from 'zod';
import { textErrors } from '../../domain/kept-text';
import { Refusal } from '../../domain/refusal';

/** Query parameters of every list. */
export const pageQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(500).default(50),
  cursor: z.string().max(400).optional(),
});

/** A place in a list as the opaque text that clients send back. */
export const writeCursor = (place: unknown): string => Buffer.from(JSON.stringify(place)).toString('base64url');

/**
 * Reads a cursor.
 *
 * @throws Refusal `cursor-invalid` where it is not one of ours
 */
export function readCursor<T>(cursor: string | undefined, schema: z.ZodType<T>): T | undefined {
  if (cursor === undefined) return undefined;
  let place: unknown;
  try {
    place = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    throw new Refusal('cursor-invalid', { field: '/cursor' });
  }
  const parsed = schema.safeParse(place);
  // what is in a cursor goes to the database like any other text
  if (!parsed.success || textErrors(parsed.data).length > 0) throw new Refusal('cursor-invalid', { field: '/cursor' });
  return parsed.data;
}

/** A list's answer. Ask the database for one row more than `limit`: whether there is one says if there is a next page. */
export function pageOf<R, T>(
  rows: readonly R[],
  limit: number,
  placeOf: (row: R) => unknown,
  show: (row: R) => T,
): { items: T[]; next?: string } {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: shown.map(show),
    ...(rows.length > limit && last !== undefined ? { next: writeCursor(placeOf(last)) } : {}),
  };
}
