/** Who takes care of which task. A claim belongs to an open task: it is always read together with it. */
import type { Pool } from 'pg';
import { Refusal } from '../domain/refusal';
import type { Queryable } from './queryable';
import { inTransaction } from './transaction';
import { participantsIn } from './visibility';

/** A person with their names. */
export interface PersonNames {
  readonly username: string;
  readonly nameZh: string;
  readonly nameEn: string;
}

/** Where a task stands; ids as the procedure knows them. */
export interface TaskKey {
  readonly transfer: string;
  readonly id: string;
}

/**
 * Claims a task that nobody else has; with `takeOver` also from somebody else. Claimed again by who has it, it stays as it
 * is.
 *
 * @returns who had it before (`undefined`: nobody); where that is somebody else and it was no takeover, it is still theirs
 * @throws Refusal `unauthenticated` where the account was closed or went elsewhere meanwhile
 */
export async function claimTask(
  database: Pool,
  task: TaskKey,
  {
    username: by,
    organisation,
    role,
  }: { readonly username: string; readonly organisation: string; readonly role: string },
  takeOver: boolean,
): Promise<PersonNames | undefined> {
  const place = [task.transfer, task.id];
  return inTransaction(database, async (client) => {
    // whoever closes the account waits until this is done, and finds the claim
    const { rowCount } = await client.query(
      'select from account where username = $1 and active and organisation = $2 and role = $3 for share',
      [by, organisation, role],
    );
    if (rowCount === 0) throw new Refusal('unauthenticated');
    // the row is there before it is locked: of two who claim at once, the second finds the first
    await client.query('insert into task_claim (transfer, task) values ($1, $2) on conflict do nothing', place);
    await client.query('select from task_claim where transfer = $1 and task = $2 for update', place);
    const before = await claimOf(client, task);
    if (!before || (takeOver && before.username !== by))
      await client.query(
        'update task_claim set by_person = $3, since = clock_timestamp() where transfer = $1 and task = $2',
        [...place, by],
      );
    return before;
  });
}

/** Whose a task is; `undefined` where nobody has claimed it. */
async function claimOf(database: Queryable, { transfer, id }: TaskKey): Promise<PersonNames | undefined> {
  const { rows } = await database.query<PersonNames>(
    `select a.username, a.name_zh as "nameZh", a.name_en as "nameEn"
       from task_claim c join account a on a.username = c.by_person where c.transfer = $1 and c.task = $2`,
    [transfer, id],
  );
  return rows[0];
}

/** Releases a task that this person has claimed; what others have claimed stays theirs. */
export async function releaseTask(database: Queryable, { transfer, id }: TaskKey, by: string): Promise<void> {
  await database.query(
    'update task_claim set by_person = null, since = now() where transfer = $1 and task = $2 and by_person = $3',
    [transfer, id, by],
  );
}

/** Removes the claims of tasks that are closed. */
export async function sweepClaims(database: Queryable): Promise<void> {
  await database.query(
    'delete from task_claim c where not exists (select from task k where k.transfer = c.transfer and k.id = c.task)',
  );
}

/** A claim or release for those who listen, with whom it concerns. */
export interface ClaimNewsRow {
  readonly transfer: string;
  readonly publicId: string;
  /** Null: it was released. */
  readonly by: string | null;
  readonly written: Date;
  /** Organisations that take part. */
  readonly participants: readonly string[];
}

/** Claims and releases since an instant, of all open tasks, oldest first. */
export async function claimsSince(database: Queryable, since: Date, limit: number): Promise<ClaimNewsRow[]> {
  const { rows } = await database.query<ClaimNewsRow>({
    name: 'claims-since',
    text: `select c.transfer, k.public_id as "publicId", c.by_person as by, c.since as written,
        ${participantsIn('c.transfer')} as participants
       from task_claim c join task k on k.transfer = c.transfer and k.id = c.task
      where c.since >= $1 order by c.since, c.transfer, c.task limit $2`,
    values: [since, limit],
  });
  return rows;
}

/** The newest instant of a claim or release; the present one where there was none. */
export async function newestClaim(database: Queryable): Promise<Date> {
  const { rows } = await database.query<{ at: Date }>('select coalesce(max(since), now()) as at from task_claim');
  return rows[0]?.at ?? new Date();
}
