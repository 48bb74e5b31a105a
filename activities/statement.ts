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

/**
 * Makes statements for a swap of the head and the parts that have something to write, of which each process always has
 * the same in the same order: of one procedure, where it is named. A combination is written out once, and the server prepares it once a connection.
 */
export function createStatements(swapSql: string, prefix = 'record') {
  const texts = new Map<string, string>();
  return function statementOf(swapValues: readonly unknown[], parts: readonly Part[], of?: string): Statement {
    // which parts are in it, and no longer: PostgreSQL takes two names for one where their first 63 characters are alike
    const which = parts.map((part) => (part.rows.length > 0 ? '1' : '0')).join('');
    const name = of === undefined ? `${prefix}-${which}` : `${prefix}-${of}-${which}`;
    const used = parts.filter((part) => part.rows.length > 0);
    let text = texts.get(name);
    if (text === undefined) {
      const written = used.map((part, i) => part.sql.replaceAll('$n', `$${swapValues.length + i + 1}`));
      text = `with swapped as (${swapSql}),\n${written.join(',\n')}\nselect exists (select from swapped) as ours`;
      texts.set(name, text);
    }
    return { name, text, values: [...swapValues, ...used.map((part) => JSON.stringify(part.rows))] };
  };
}
