/** Which procedure a matter goes through: it is launched by one and never changes it. */
import { ApplicationFailure } from '@temporalio/activity';
import type { Pool } from 'pg';
import type { Declaration } from '../src/domain/procedure/declaration';

/** Matters that are remembered; when there are more, all are looked up again. */
const remembered = 10_000;

/**
 * @param among the procedures of this version
 * @returns `undefined` where this database does not know the matter
 * @throws `procedure-unknown`, retried until a newer version comes, where the procedure is none of them
 */
export function createProcedureOf(database: Pool, among: readonly Declaration[]) {
  const known = new Map<string, Declaration>();
  return async function procedureOf(matter: string): Promise<Declaration | undefined> {
    const found = known.get(matter);
    if (found) return found;
    const { rows } = await database.query<{ procedure: string }>({
      name: 'procedure-of',
      text: 'select procedure from matter where id = $1',
      values: [matter],
    });
    const [row] = rows;
    if (!row) return undefined;
    const procedure = among.find(({ code }) => code === row.procedure);
    if (!procedure)
      throw ApplicationFailure.retryable(`${matter} is of an unknown procedure ${row.procedure}`, 'procedure-unknown');
    if (known.size >= remembered) known.clear();
    known.set(matter, procedure);
    return procedure;
  };
}
