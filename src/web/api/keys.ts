/** Acts and the keys by which a repeat is known. */

/** An act and its address. */
export interface Act {
  readonly path: string;
  readonly body?: unknown;
  readonly method?: 'POST' | 'PUT' | 'PATCH' | 'DELETE';
}

/**
 * A key of its own for each act: the same act tried again has the same one, so a retry of what failed does not do it
 * twice; another act, or the same one after it succeeded, has another.
 */
export function createKeys(next: () => string) {
  let last: { readonly act: string; readonly key: string } | undefined;
  return {
    keyFor(act: Act): string {
      const text = JSON.stringify(act);
      if (last?.act !== text) last = { act: text, key: next() };
      return last.key;
    },
    succeeded(): void {
      last = undefined;
    },
  };
}
