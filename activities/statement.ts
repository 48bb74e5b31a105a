/** One SQL statement out of parts: each topic adds what it writes, all of it in the same compare-and-swap. */

/**
 * A part of the record's statement: common table expressions that write only where the swap succeeded
 * (`exists (select from swapped)`). `$n` in `sql` stands for the part's own value, one JSON parameter.
 */
export interface Part {
  readonly name: string;
  readonly sql: string;
  readonly rows: readonly object[];
}

export interface Statement {
  readonly name: string;
  readonly text: string;
  readonly values: unknown[];
}

/** The statement for a swap of the head and the parts that have something to write; prepared once per combination. */
export function statementOf(
  swap: { readonly sql: string; readonly values: unknown[] },
  parts: readonly Part[],
): Statement {
  const used = parts.filter((part) => part.rows.length > 0);
  const values = [...swap.values];
  const written = used.map((part) => {
    values.push(JSON.stringify(part.rows));
    return part.sql.replaceAll('$n', `$${values.length}`);
  });
  return {
    // which parts are in it, and no longer: PostgreSQL takes two names for one where their first 63 characters are alike
    name: `record-${parts.map((part) => (part.rows.length > 0 ? '1' : '0')).join('')}`,
    text: `with swapped as (${swap.sql}),\n${written.join(',\n')}\nselect exists (select from swapped) as ours`,
    values,
  };
}
