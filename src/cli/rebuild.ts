/**
 * Brings running transfers back into the engine after its store was lost. The ledger is the truth: a procedure started
 * anew with the launch that was stored is told all that it missed, and stands where it stood.
 */
import { Client, Connection, WorkflowUpdateFailedError, type WorkflowHandle } from '@temporalio/client';
import { ApplicationFailure, WorkflowExecutionAlreadyStartedError } from '@temporalio/common';
import { setTimeout as wait } from 'node:timers/promises';
import type { Pool } from 'pg';
import type { Launch } from '../domain/procedure/launch';
import { messages, type Inspection } from '../domain/procedure/message';
import { Trouble } from '../runtime/trouble';
import { openDatabase } from '../database/connection';
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

interface Row {
  readonly id: string;
  readonly title: string;
  readonly launch: Launch;
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

/** The update came while a run was closing: the next one takes it. */
const closing = new Set(['continuing', 'AcceptedUpdateCompletedWorkflow', 'UnprocessedUpdate']);

/** A long ledger fills run after run, each of which closes its door for a moment. */
async function compareWith(handle: WorkflowHandle, deadline: number): Promise<void> {
  for (;;) {
    try {
      await handle.executeUpdate(messages.compareWithLedger);
      return;
    } catch (error) {
      const type =
        error instanceof WorkflowUpdateFailedError && error.cause instanceof ApplicationFailure && error.cause.type;
      if (!type || !closing.has(type) || Date.now() > deadline) throw error;
      await wait(100);
    }
  }
}

async function rebuildOne(
  client: Client,
  pool: Pool,
  queue: string,
  { id, title, launch, seq, hash }: Row,
): Promise<Rebuilt> {
  const deadline = Date.now() + patienceMs;
  const within = <T>(call: () => Promise<T>) => client.connection.withDeadline(deadline, call);
  let result: 'there' | 'rebuilt' = 'rebuilt';
  try {
    await within(() =>
      client.workflow.start('powerTransfer', {
        taskQueue: queue,
        workflowId: id,
        args: [launch],
        workflowIdConflictPolicy: 'FAIL',
        // one that somebody terminated comes back too; one that ended by itself has ended in the ledger as well
        workflowIdReusePolicy: 'ALLOW_DUPLICATE_FAILED_ONLY',
      }),
    );
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
    result = 'there';
  }
  await pool.query('update transfer set started = now() where id = $1 and started is null', [id]);
  const handle = client.workflow.getHandle(id);
  for (let engine = 0; ;) {
    await within(() => compareWith(handle, deadline));
    const now = await within(() => handle.query<Inspection>(messages.inspect));
    if (now.seq > seq || (now.seq === seq && now.hash === hash)) {
      return { transfer: id, title, result, ledger: seq, engine: now.seq };
    }
    // it learnt nothing more: asking again would not help
    if (now.seq === engine)
      return { transfer: id, title, result: 'behind', ledger: seq, engine, why: 'does not follow the ledger' };
    engine = now.seq;
  }
}

/**
 * Rebuilds every transfer that has not ended; `told` hears of each as it is done, `queue` is where the workers listen.
 *
 * @throws Trouble where the engine or the database cannot be reached
 */
export async function rebuild(
  local: Local,
  told: (rebuilt: Rebuilt) => void = () => undefined,
  queue = 'fuquan',
): Promise<Rebuilt[]> {
  const { address, namespace } = local.temporal;
  const connection = await Connection.connect({ address, connectTimeout: '10s' }).catch((error: unknown) => {
    throw new Trouble(
      {
        zh: `Temporal（${address}）没有应答：请先启动它和工作进程`,
        en: `Temporal (${address}) does not answer: start it and a worker first`,
      },
      { cause: error },
    );
  });
  const pool = openDatabase(local.databaseUrl, { max: 2, role: 'fuquan_app', application: 'fuquan-rebuild' });
  try {
    const client = new Client({ connection, namespace });
    const { rows } = await pool.query<Row>(
      `select t.id, t.title, t.launch, h.seq, h.hash from transfer t join head h on h.transfer = t.id
        where h.state not in ('ended', 'withdrawn') order by t.launched, t.id`,
    );
    const waiting = [...rows];
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
