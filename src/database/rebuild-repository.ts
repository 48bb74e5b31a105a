/** Procedures that were started anew from their ledger, and which ones may have to be. */
import type { Pool } from 'pg';
import type { Family } from '../domain/dossiers';
import type { Queryable } from './queryable';
import { launchColumns, storedLaunch, type LaunchRow, type StoredLaunch } from './stored-launch';
import { noteInSystem } from './system-note-repository';
import { inTransaction } from './transaction';

/** Why a run was ended. */
export interface RebuildReason {
  readonly transfer: string;
  readonly run: string;
  readonly why: string;
}

/** Notes, before anything is done, that a run is to be ended and its procedure started anew; once for each run. */
export async function beginRebuild(database: Pool, { transfer, run, why }: RebuildReason): Promise<void> {
  await inTransaction(database, async (client) => {
    const { rowCount } = await client.query(
      `insert into rebuild (transfer, run, why) values ($1, $2, $3) on conflict (transfer, run) where run <> '' do nothing`,
      [transfer, run, why],
    );
    if (rowCount === 1) await noteInSystem(client, { kind: 'rebuild', content: { transfer, run } });
  });
}

/** Notes a rebuilding that is done already, of a transfer that the engine did not have. */
export async function noteRebuilt(database: Pool, transfer: string, why: string): Promise<void> {
  await inTransaction(database, async (client) => {
    await client.query('insert into rebuild (transfer, why, finished) values ($1, $2, now())', [transfer, why]);
    await noteInSystem(client, { kind: 'rebuild', content: { transfer } });
  });
}

/** A rebuilding under way, with what it starts from. */
export interface RebuildUnderWay extends RebuildReason, StoredLaunch {
  readonly seq: number;
  readonly hash: string;
  /** All of the matter has ended, by its ledger. */
  readonly over: boolean;
}

/** Rebuildings that were begun and not finished, the oldest first. */
export async function rebuildsUnderWay(database: Queryable, limit: number, among?: Family): Promise<RebuildUnderWay[]> {
  const { rows } = await database.query<Omit<RebuildUnderWay, keyof StoredLaunch> & LaunchRow>(
    `select r.transfer, r.run, r.why, ${launchColumns}, h.seq, h.hash, h.over
       from rebuild r join matter t on t.id = r.transfer join head h on h.transfer = r.transfer
      where r.finished is null order by r.begun limit $1`,
    [limit],
  );
  return rows.map(({ launch, document, first, ...row }) => ({
    ...row,
    ...storedLaunch({ launch, document, first }, among),
  }));
}

/** Notes that the new run knows all that the ledger has. */
export async function finishRebuild(database: Queryable, transfer: string, run: string): Promise<void> {
  await database.query('update rebuild set finished = now() where transfer = $1 and run = $2 and finished is null', [
    transfer,
    run,
  ]);
}

/** How many rebuildings were begun in the last minute, of all transfers, and in the last hour, of one. */
export async function rebuildsOfLate(
  database: Queryable,
  transfer: string,
): Promise<{ readonly lastMinute: number; readonly ofItLastHour: number }> {
  const { rows } = await database.query<{ lastMinute: number; ofItLastHour: number }>(
    `select count(*) filter (where begun > now() - interval '1 minute')::integer as "lastMinute",
       count(*) filter (where transfer = $1)::integer as "ofItLastHour"
       from rebuild where begun > now() - interval '1 hour'`,
    [transfer],
  );
  return rows[0] ?? { lastMinute: 0, ofItLastHour: 0 };
}

/** A rebuilding as it stands. */
export interface Rebuild {
  readonly run: string;
  readonly why: string;
  readonly begun: Date;
  readonly finished: Date | null;
}

/** All rebuildings of a transfer, the oldest first. */
export async function rebuildsOf(database: Queryable, transfer: string): Promise<Rebuild[]> {
  const { rows } = await database.query<Rebuild>(
    'select run, why, begun, finished from rebuild where transfer = $1 order by begun, id',
    [transfer],
  );
  return rows;
}

/** Transfers of which a task's limit came so many milliseconds ago and is not recorded: nothing in them moves. */
export async function limitsNotRecorded(database: Queryable, olderThanMs: number, limit: number): Promise<string[]> {
  const { rows } = await database.query<{ transfer: string }>(
    `select distinct t.transfer from task t join head h on h.transfer = t.transfer
      where coalesce(t.due, 'infinity') < now() - make_interval(secs => $1::double precision / 1000)
        and not t.overdue and not h.suspended limit $2`,
    [olderThanMs, limit],
  );
  return rows.map(({ transfer }) => transfer);
}

/** Running transfers after one, by their names, for whoever goes through all of them. */
export async function runningAfter(database: Queryable, after: string, limit: number): Promise<string[]> {
  const { rows } = await database.query<{ transfer: string }>(
    `select transfer from head where transfer > $1 and seq > 0 and not over
      order by transfer limit $2`,
    [after, limit],
  );
  return rows.map(({ transfer }) => transfer);
}

/** A run that may not record: the engine was told to start it past this system. */
export interface ForeignRun {
  /** The transfer that it would be. */
  readonly transfer: string;
  readonly code: string;
  readonly run: string;
  /** What the workflow is called, which need not be as the transfer. */
  readonly workflow: string;
}

/** Runs that were refused a moment ago, of transfers that this database knows, or of one. */
export async function foreignRuns(database: Queryable, limit: number, transfer?: string): Promise<ForeignRun[]> {
  const { rows } = await database.query<ForeignRun>(
    `select o.transfer, o.code, o.detail ->> 'run' as run, coalesce(o.detail ->> 'workflow', o.transfer) as workflow
       from trouble o join head h on h.transfer = o.transfer
      where o.kind = 'foreign-run' and o.detail ->> 'run' is not null and (h.run is null or h.run <> o.detail ->> 'run')
        and ($2::text is null or o.transfer = $2)
      order by o.last limit $1`,
    [limit, transfer ?? null],
  );
  return rows;
}
