/** A database that refuses rows, as it would refuse what it cannot hold. */
import type { Pool } from 'pg';

/**
 * Has it refuse rows until what comes back is called.
 *
 * @param what the write and its table: `insert on note`
 * @param code SQLSTATE
 * @param when which rows; all unless said
 */
export type Refuse = (what: string, code: string, when?: string) => Promise<() => Promise<unknown>>;

/** To be called once for a database, as its owner. */
export async function refusing(owner: Pool): Promise<Refuse> {
  await owner.query(`create function refuse() returns trigger language plpgsql as
    $$ begin raise exception 'refused for the test' using errcode = tg_argv[0]; end $$`);
  return async (what, code, when = 'true') => {
    await owner.query(
      `create trigger refused before ${what} for each row when (${when}) execute function refuse('${code}')`,
    );
    return () => owner.query(`drop trigger refused on ${what.split(' ').at(-1)}`);
  };
}
