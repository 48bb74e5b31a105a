/** What people without an account said to something that lies open: added, read, and removed but for its trace. */
import { tallyIn, type Stub, type Tally } from '../ledger/contributions';
import { lineOfOurs } from '../ledger/content';
import { violatedIndex, type Queryable } from './queryable';

/** A contribution as it is added. */
export interface NewContribution {
  readonly digest: string;
  readonly matter: string;
  readonly task: string;
  readonly form: string;
  readonly receipt: string;
  readonly sealed: Buffer;
}

export interface ContributionRow extends Stub {
  readonly matter: string;
  readonly task: string;
  /** Null: removed. */
  readonly sealed: Buffer | null;
  readonly removed: Date | null;
  /** Whose decision it was; null: its author's. */
  readonly removedBy: string | null;
  readonly removalReason: string | null;
}

const columns = `c.digest, c.matter, c.task, c.received, c.sealed, c.removed, c.removed_by as "removedBy",
  c.removal_reason as "removalReason"`;

const isLate = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'constraint' in error && error.constraint === 'contribution_in_time';

/**
 * Adds a contribution, at a time that the database says.
 *
 * @param perMinute so many may come to one matter in a minute, whoever sends them
 * @returns the time; or why it was not taken: it does not lie open now, too many came, or the form was used before
 */
export async function insertContribution(
  database: Queryable,
  { digest, matter, task, form, receipt, sealed }: NewContribution,
  perMinute: number,
): Promise<Date | 'late' | 'crowded' | 'form-used'> {
  try {
    const { rows } = await database.query<{ received: Date }>(
      `insert into contribution (digest, matter, task, form, receipt, sealed)
        select $1, $2, $3, $4, $5, $6
         where (select count(*) from contribution o where o.matter = $2 and o.received > clock_timestamp() - interval '1 minute') < $7
        returning received`,
      [digest, matter, task, form, receipt, sealed, perMinute],
    );
    return rows[0]?.received ?? 'crowded';
  } catch (error) {
    if (isLate(error)) return 'late';
    if (violatedIndex(error) !== undefined) return 'form-used';
    throw error;
  }
}

async function contributionBy(
  database: Queryable,
  column: 'form' | 'receipt' | 'digest',
  value: string,
): Promise<ContributionRow | undefined> {
  const { rows } = await database.query<ContributionRow>(
    `select ${columns} from contribution c where c.${column} = $1`,
    [value],
  );
  return rows[0];
}

/** The contribution that was written on a form, if one was. */
export const contributionByForm = (database: Queryable, form: string) => contributionBy(database, 'form', form);
export const contributionByReceipt = (database: Queryable, receipt: string) =>
  contributionBy(database, 'receipt', receipt);
export const contributionByDigest = (database: Queryable, digest: string) => contributionBy(database, 'digest', digest);

/** Removes what was said, for good; whoever says so, where it is not its author. Nothing happens where it was removed before. */
export async function removeContribution(
  database: Queryable,
  digest: string,
  decision: { readonly by: string; readonly reason: string } | null,
): Promise<boolean> {
  const { rowCount } = await database.query(
    'update contribution set sealed = null, removed_by = $2, removal_reason = $3 where digest = $1 and sealed is not null',
    [digest, decision?.by ?? null, decision?.reason ?? null],
  );
  return rowCount === 1;
}

/** A page of the contributions to these tasks of a matter, in the order in which they are counted. */
export async function contributionsTo(
  database: Queryable,
  matter: string,
  tasks: readonly string[],
  page: { readonly after?: { readonly received: string; readonly digest: string } | undefined; readonly limit: number },
): Promise<ContributionRow[]> {
  const { rows } = await database.query<ContributionRow>(
    `select ${columns} from contribution c
      where c.matter = $1 and c.task = any($2)
        and ($3::timestamptz is null or (c.received, c.digest) > ($3::timestamptz, $4::text))
      order by c.received, c.digest limit $5`,
    [matter, tasks, page.after?.received ?? null, page.after?.digest ?? null, page.limit],
  );
  return rows;
}

const atATime = 2_000;

/** What is kept for good of all contributions to a task, in the order in which they are counted. */
export async function* allStubs(database: Queryable, matter: string, task: string): AsyncGenerator<Stub> {
  for (let after: Stub | undefined; ;) {
    const { rows } = await database.query<Stub>(
      `select digest, received from contribution
        where matter = $1 and task = $2 and ($3::timestamptz is null or (received, digest) > ($3::timestamptz, $4::text))
        order by received, digest limit $5`,
      [matter, task, after?.received ?? null, after?.digest ?? null, atATime],
    );
    yield* rows;
    after = rows.at(-1);
    if (rows.length < atATime) return;
  }
}

/** Until when a task lies open, and whether that time is over for certain: nothing is on its way any more. */
export interface Settled {
  readonly until: Date;
  readonly over: boolean;
}

/**
 * Whether contributions to an open task can be counted, in a transaction of the caller's; undefined where it is not open, or
 * does not lie open to anybody.
 */
export async function settled(client: Queryable, matter: string, task: string): Promise<Settled | undefined> {
  await client.query('select pg_advisory_xact_lock(contribution_lock($1, $2))', [matter, task]);
  const { rows } = await client.query<Settled>(
    `select open_until as until, open_until <= clock_timestamp() as over from task
      where transfer = $1 and id = $2 and open_until is not null`,
    [matter, task],
  );
  return rows[0];
}

/** The entry that closed a task, or a part of it, and what it counted. */
export interface Closing extends Tally {
  readonly seq: number;
  readonly hash: string;
}

/** The first entry that counted a task's contributions: all of a task count the same. */
export async function closingOf(database: Queryable, matter: string, task: string): Promise<Closing | undefined> {
  const { rows } = await database.query<{ seq: number; hash: string; content: string }>(
    `select l.seq, l.hash, l.content from ledger l
      where l.transfer = $1 and l.seq in (select c.seq from completion c where c.transfer = $1 and c.task = $2)
      order by l.seq`,
    [matter, task],
  );
  for (const { seq, hash, content } of rows) {
    const counted = tallyIn(lineOfOurs(content).command);
    if (counted) return { seq, hash, ...counted };
  }
  return undefined;
}

/** Of these matters, the tasks to which there are contributions. */
export async function tasksWithContributions(
  database: Queryable,
  matters: readonly string[],
): Promise<{ readonly matter: string; readonly task: string }[]> {
  const { rows } = await database.query<{ matter: string; task: string }>(
    'select distinct matter, task from contribution where matter = any($1)',
    [matters],
  );
  return rows;
}
