/**
 * The end of a table that grows, read again and again. A row bears the time at which it was written and is seen when its
 * transaction commits, so each look goes back as far as a transaction may last, and what was seen before is left out.
 */

/** Milliseconds that a transaction may last at most. */
const overlapMs = 16_000;
const rowsAtOnce = 1_000;

/** How a table is read. */
export interface Tailed<R extends { readonly written: Date }> {
  /** The newest instant in the table. */
  readonly newest: () => Promise<Date>;
  /** Rows since an instant, oldest first. */
  readonly since: (from: Date, limit: number) => Promise<readonly R[]>;
  /** What tells a row from all others. */
  readonly nameOf: (row: R) => string;
}

/** A tail of one table. */
export function createTail<R extends { readonly written: Date }>({ newest, since: read, nameOf }: Tailed<R>) {
  const seen = new Map<string, number>();
  let since: Date | undefined;
  return {
    /** Rows that were not there before; the first look notes where the table stands. */
    async look(hear: (row: R) => void): Promise<void> {
      const first = since === undefined;
      since ??= await newest();
      const stood = since;
      // a page that is full is followed by the next one at once
      let from = new Date(since.getTime() - overlapMs);
      for (;;) {
        const rows = await read(from, rowsAtOnce);
        for (const row of rows) {
          const name = nameOf(row);
          if (seen.has(name)) continue;
          seen.set(name, row.written.getTime());
          if (row.written > since) since = row.written;
          if (!first || row.written > stood) hear(row);
        }
        const last = rows.at(-1);
        if (rows.length < rowsAtOnce || !last || last.written <= from) break;
        from = last.written;
      }
      const forgotten = since.getTime() - 2 * overlapMs;
      for (const [name, written] of seen) if (written < forgotten) seen.delete(name);
    },
    /** Whether it was looked at since it was last forgotten. */
    get begun(): boolean {
      return since !== undefined;
    },
    forget(): void {
      since = undefined;
      seen.clear();
    },
  };
}
