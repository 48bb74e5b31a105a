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

/** Rows by so many: what is asked for beside them is asked for all of these at once. */
export async function* together<R>(rows: AsyncIterable<R>, count: number): AsyncGenerator<readonly R[]> {
  let some: R[] = [];
  for await (const row of rows) {
    some.push(row);
    if (some.length < count) continue;
    yield some;
    some = [];
  }
  if (some.length > 0) yield some;
}

/** Each row as something else. */
export async function* each<R, T>(rows: AsyncIterable<R>, of: (row: R) => T): AsyncGenerator<T> {
  for await (const row of rows) yield of(row);
}

/** Rows whose first one has been asked for already: what goes wrong at once goes wrong before anything is answered. */
export async function begun<R>(rows: AsyncIterable<R> | Iterable<R>): Promise<AsyncIterable<R>> {
  const rest = Symbol.asyncIterator in rows ? rows[Symbol.asyncIterator]() : rows[Symbol.iterator]();
  let first: IteratorResult<R> | undefined = await rest.next();
  return {
    [Symbol.asyncIterator]: () => ({
      async next() {
        const next = first ?? (await rest.next());
        first = undefined;
        return next;
      },
      // also where nobody has taken a row: what has begun must end
      async return(): Promise<IteratorResult<R>> {
        await rest.return?.();
        return { done: true, value: undefined };
      },
    }),
  };
}
