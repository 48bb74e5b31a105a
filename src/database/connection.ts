import pg from 'pg';

export type { Pool, PoolClient } from 'pg';

/** How a process uses the database. */
export interface DatabaseOptions {
  /** Connections at most (10). */
  readonly max?: number;
  /** The role to work as (rights.ts); without it, whoever the address names. */
  readonly role?: string;
  /** Shown in `pg_stat_activity` (`fuquan`). */
  readonly application?: string;
  /**
   * Plans each prepared statement once a connection instead of five times more with its values: for those whose plan does
   * not depend on them, such as the record's.
   */
  readonly planOnce?: boolean;
  /** Milliseconds that one statement may take (15,000); 0: as long as it likes. */
  readonly statementTimeoutMs?: number;
}

/** Integers of eight bytes as numbers: counts and identities of ours stay far below 2^53, and a larger one is refused. */
function numberOf(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`an integer too large to be exact: ${text}`);
  return value;
}

const types = new pg.TypeOverrides();
types.setTypeParser(pg.types.builtins.INT8, numberOf);
// a date is the text of a day in Shanghai (src/domain/procedure/calendar.ts), never midnight in the server's own zone
types.setTypeParser(pg.types.builtins.DATE, (text: string) => text);

const roleName = /^[a-z_][a-z0-9_]{0,62}$/;

/**
 * A pool of connections. `int8` comes as number, `date` as `YYYY-MM-DD`, `timestamptz` as Date, `numeric` as text.
 * A connection that breaks while it is idle is replaced; a broken one in use makes its query, or its holder's next one,
 * fail.
 */
export function openDatabase(url: string, options: DatabaseOptions = {}): pg.Pool {
  const { max = 10, role, application = 'fuquan', statementTimeoutMs = 15_000, planOnce = false } = options;
  if (role !== undefined && !roleName.test(role)) throw new RangeError(`not a role's name: ${role}`);
  const settings = [
    ...(role === undefined ? [] : [`-c role=${role}`]),
    ...(planOnce ? ['-c plan_cache_mode=force_generic_plan'] : []),
  ].join(' ');
  const pool = new pg.Pool({
    connectionString: url,
    max,
    types,
    application_name: application,
    statement_timeout: statementTimeoutMs,
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: 30_000,
    keepAlive: true,
    ...(settings === '' ? {} : { options: settings }),
  });
  // without a listener the end of the database server would end this process too: the pool listens to the connections that
  // lie idle, and each is listened to itself as long as somebody holds it
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}
