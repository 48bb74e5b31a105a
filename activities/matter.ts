/** What a record must know of its matter: which procedure it goes through, which never changes, and who takes part. */
import { ApplicationFailure } from '@temporalio/activity';
import type { Pool } from 'pg';
import { dossierOf, type Family } from '../src/domain/dossiers';
import type { Declaration } from '../src/domain/procedure/declaration';
import type { Participant } from '../src/domain/procedure/participants';
import type { RecordedMatter } from './parts';

/** Matters that are remembered; when there are more, all are looked up again. */
const remembered = 10_000;

interface Known extends RecordedMatter {
  readonly declaration: Declaration;
}

/**
 * Matters as they were when they were first looked at: whoever takes part since is no harm, since nobody takes part twice.
 *
 * @param among the procedures of this version
 * @returns `undefined` where this database does not know the matter
 * @throws `procedure-unknown`, retried until a newer version comes, where the procedure is none of them
 */
export function createMatters(database: Pool, among: Family) {
  const known = new Map<string, Known>();
  return async function matterOf(id: string): Promise<Known | undefined> {
    const found = known.get(id);
    if (found) return found;
    const { rows } = await database.query<{ procedure: string; participants: Participant[] }>({
      name: 'recorded-matter',
      text: `select m.procedure, coalesce((select json_agg(json_build_object('organisation', p.organisation, 'party', p.party))
          from participant p where p.matter = m.id), '[]') as participants
        from matter m where m.id = $1`,
      values: [id],
    });
    const [row] = rows;
    if (!row) return undefined;
    const dossier = dossierOf(row.procedure, among);
    if (!dossier)
      throw ApplicationFailure.retryable(`${id} is of an unknown procedure ${row.procedure}`, 'procedure-unknown');
    if (known.size >= remembered) known.clear();
    const matter = { id, ...row, declaration: dossier.procedure };
    known.set(id, matter);
    return matter;
  };
}
