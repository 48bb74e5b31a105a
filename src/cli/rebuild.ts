/**
 * Brings running transfers back into the engine after its store was lost. The ledger is the truth: a procedure started
 * anew with the launch that its first entry tells of is told all that it missed, and stands where it stood.
 */
import { Client, Connection } from '@temporalio/client';
import type { Pool } from 'pg';
import { connectionOptions } from '../runtime/engine-access';
import { Trouble } from '../runtime/trouble';
import { openDatabase } from '../database/connection';
import { apiRole } from '../database/rights';
import { foreignRuns, noteRebuilt } from '../database/rebuild-repository';
import {
  launchColumns,
  startable,
  storedLaunch,
  tellWhetherItDiffers,
  type LaunchRow,
  type StoredLaunch,
} from '../database/stored-launch';
import type { Family } from '../domain/dossiers';
import { endTrouble } from '../database/trouble-repository';
import { endRun, startIfAbsent, tellMissed } from '../engine/anew';
import { createPayloadCodec } from '../engine/payload-codec';
import type { Local } from './local';

/** What became of one transfer. */
export interface Rebuilt {
  readonly transfer: string;
  readonly title: string;
  /** `there`: the engine had it; `rebuilt`: it was started anew; `behind`: it does not come to where the ledger is. */
  readonly result: 'there' | 'rebuilt' | 'behind';
  /** The ledger's last entry, and the last that the procedure knows. */
  readonly ledger: number;
  readonly engine: number;
  readonly why?: string;
}

interface Row extends StoredLaunch {
  readonly id: string;
  readonly title: string;
  readonly seq: number;
  readonly hash: string;
}

const atOnce = 4;
/** A long ledger is adopted fifty entries at a time. */
const patienceMs = 120_000;

/** The innermost cause: what the engine says of a refused update is in its cause. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? reasonOf(error.cause) : error.message;
}

async function rebuildOne(client: Client, pool: Pool, queue: string, row: Row): Promise<Rebuilt> {
  const { id, title, seq, hash } = row;
  await tellWhetherItDiffers(pool, row);
  const deadline = Date.now() + patienceMs;
  const [foreign] = await foreignRuns(pool, 1, id);
  if (foreign) {
    const reason = `not started by this system (${foreign.code}): fuquan rebuild`;
    await client.connection.withDeadline(deadline, () => endRun(client, foreign.workflow, foreign.run, reason));
    await endTrouble(pool, { kind: 'foreign-run', transfer: id });
  }
  const absent = await client.connection.withDeadline(deadline, () => startIfAbsent(client, queue, startable(row)));
  await pool.query('update matter set started = now() where id = $1 and started is null', [id]);
  const told = await tellMissed(client, id, { seq, hash }, deadline);
  const rebuilt = { transfer: id, title, ledger: seq, engine: told.seq };
  if (!told.whole) return { ...rebuilt, result: 'behind', why: 'does not follow the ledger' };
  if (absent) await noteRebuilt(pool, id, 'the engine did not have it: fuquan rebuild');
  return { ...rebuilt, result: absent ? 'rebuilt' : 'there' };
}

/**
 * Rebuilds every transfer that has not ended; `told` hears of each as it is done, `queue` is where the workers listen, and
 * `among` are the procedures that they serve.
 *
 * @throws Trouble where the engine or the database cannot be reached
 */
export async function rebuild(
  local: Local,
  told: (rebuilt: Rebuilt) => void = () => undefined,
  queue = 'fuquan',
  among?: Family,
): Promise<Rebuilt[]> {
  const { address, namespace, payloads } = local.temporal;
  const options = { ...connectionOptions(local.temporal), connectTimeout: '10s' } as const;
  const connection = await Connection.connect(options).catch((error: unknown) => {
    throw new Trouble(
      {
        zh: `Temporal（${address}）没有应答：请先启动它和工作进程`,
        en: `Temporal (${address}) does not answer: start it and a worker first`,
      },
      { cause: error },
    );
  });
  const pool = openDatabase(local.databaseUrl, { max: 2, role: apiRole, application: 'fuquan-rebuild' });
  try {
    const dataConverter = { payloadCodecs: [createPayloadCodec(payloads)] };
    const client = new Client({ connection, namespace, dataConverter });
    const { rows } = await pool.query<Omit<Row, keyof StoredLaunch> & LaunchRow>(
      `select t.id, t.title, ${launchColumns}, h.seq, h.hash from matter t join head h on h.transfer = t.id
        where not h.over order by t.launched, t.id`,
    );
    const waiting = rows.map(({ id, title, seq, hash, ...row }): Row => ({
      id,
      title,
      seq,
      hash,
      ...storedLaunch(row, among),
    }));
    const done: Rebuilt[] = [];
    const work = async () => {
      for (let row = waiting.shift(); row; row = waiting.shift()) {
        const { id: transfer, title, seq: ledger } = row;
        const rebuilt = await rebuildOne(client, pool, queue, row).catch((error: unknown): Rebuilt => {
          return { transfer, title, result: 'behind', ledger, engine: 0, why: reasonOf(error) };
        });
        done.push(rebuilt);
        told(rebuilt);
      }
    };
    await Promise.all(Array.from({ length: atOnce }, work));
    return done;
  } finally {
    await pool.end();
    await connection.close();
  }
}
