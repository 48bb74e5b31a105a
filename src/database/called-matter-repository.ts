/** Matters that have called others, with both as far as they are recorded. */
import type { Called } from '../domain/procedure/calling';
import type { Queryable } from './queryable';
import { participantsIn } from './visibility';

/** A matter that waits for others, or whose called ones have not ended. */
export interface CallingMatter {
  readonly matter: string;
  readonly procedure: string;
  readonly title: string;
  readonly launchedBy: string;
  readonly suspended: boolean;
  readonly dayMs: number | null;
  /** Open tasks of the steps that call. */
  readonly tasks: readonly {
    readonly id: string;
    readonly step: string;
    readonly about: string | null;
    /** Its items, a multirange as PostgreSQL writes it. */
    readonly powers: string;
  }[];
  readonly called: readonly (Called & { readonly procedure: string })[];
}

/**
 * Some of them in the order of their ids.
 *
 * @param steps the steps that call, as `procedure/step`
 * @param after the id of the last one before
 */
export async function callingMatters(
  database: Queryable,
  steps: readonly string[],
  after: string,
  limit: number,
): Promise<CallingMatter[]> {
  const { rows } = await database.query<CallingMatter>(
    `with calling as (
       select k.transfer as id from task k join matter t on t.id = k.transfer where t.procedure || '/' || k.step = any($1)
       union
       select c.caller from called_matter c join head g on g.transfer = c.matter where not g.over)
     select t.id as matter, t.procedure, t.title, t.launched_by as "launchedBy", h.suspended, h.day_ms as "dayMs",
       (select coalesce(json_agg(json_build_object('id', k.id, 'step', k.step, 'about', k.about, 'powers', k.powers::text)
            order by k.id), '[]')
          from task k where k.transfer = t.id and t.procedure || '/' || k.step = any($1)) as tasks,
       (select coalesce(json_agg(json_build_object('matter', c.matter, 'task', c.task, 'procedure', m.procedure,
            'state', g.state, 'suspended', g.suspended, 'over', g.over, 'head', json_build_object('seq', g.seq, 'hash', g.hash))
            order by c.matter), '[]')
          from called_matter c join matter m on m.id = c.matter join head g on g.transfer = c.matter
         where c.caller = t.id) as called
     from calling join matter t on t.id = calling.id join head h on h.transfer = t.id
     where t.id > $2 order by t.id limit $3`,
    [steps, after, limit],
  );
  return rows;
}

/** The offices that take part in a matter. */
export async function officesTakingPart(database: Queryable, matter: string): Promise<string[]> {
  const { rows } = await database.query<{ offices: string[] }>(`select ${participantsIn('$1')} as offices`, [matter]);
  return rows[0]?.offices ?? [];
}
