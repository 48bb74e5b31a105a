/** Everything that a list holds, page after page. */

/** Rows at once. */
const pageSize = 500;

/**
 * All rows of a paged question.
 *
 * @param ask for at most so many rows after a place
 * @param placeOf a row's place
 */
export async function* allRows<R, P>(
  ask: (after: P | undefined, limit: number) => Promise<readonly R[]>,
  placeOf: (row: R) => P,
): AsyncGenerator<R> {
  let after: P | undefined;
  for (;;) {
    const rows = await ask(after, pageSize);
    yield* rows;
    const last = rows.at(-1);
    if (last === undefined || rows.length < pageSize) return;
    after = placeOf(last);
  }
}

/** Each row as something else. */
export async function* each<R, T>(rows: AsyncIterable<R>, of: (row: R) => T): AsyncGenerator<T> {
  for await (const row of rows) yield of(row);
}
