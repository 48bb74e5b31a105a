/**
 * A procedure started anew: with the launch that was stored, told all that its ledger has and it has not. The ledger is the
 * truth; the engine follows.
 */
import { WorkflowUpdateFailedError, type Client, type WorkflowHandle } from '@temporalio/client';
import { ApplicationFailure, WorkflowExecutionAlreadyStartedError, WorkflowNotFoundError } from '@temporalio/common';
import { setTimeout as wait } from 'node:timers/promises';
import type { Startable } from '../database/stored-launch';
import { messages, type Inspection } from '../domain/procedure/message';

/** Where a ledger ends. */
export interface LedgerEnd {
  readonly seq: number;
  readonly hash: string;
}

/**
 * Types of failures of an update that came while a run was closing, or lost its task: the procedure's own, and the
 * server's. The next run takes it.
 */
export const lostTypes: ReadonlySet<string> = new Set([
  'continuing',
  'AcceptedUpdateCompletedWorkflow',
  'UnprocessedUpdate',
]);

/** A long ledger fills run after run, each of which closes its door for a moment. */
async function compareWith(handle: WorkflowHandle, deadline: number): Promise<void> {
  for (;;) {
    try {
      await handle.executeUpdate(messages.compareWithLedger);
      return;
    } catch (error) {
      const type =
        error instanceof WorkflowUpdateFailedError && error.cause instanceof ApplicationFailure && error.cause.type;
      if (!type || !lostTypes.has(type) || Date.now() > deadline) throw error;
      await wait(100);
    }
  }
}

/** Starts a procedure that is not running; answers whether it had to. One that ended by itself is not started again. */
export async function startIfAbsent(
  client: Client,
  taskQueue: string,
  { workflow, launch }: Startable,
): Promise<boolean> {
  try {
    await client.workflow.start(workflow, {
      taskQueue,
      workflowId: launch.transfer,
      args: [launch],
      workflowIdConflictPolicy: 'FAIL',
      // one that was terminated comes back; one that ended by itself has ended in the ledger as well
      workflowIdReusePolicy: 'ALLOW_DUPLICATE_FAILED_ONLY',
    });
    return true;
  } catch (error) {
    if (error instanceof WorkflowExecutionAlreadyStartedError) return false;
    throw error;
  }
}

/**
 * Tells a running procedure all that it missed.
 *
 * @param deadline in milliseconds since 1970; a long ledger is taken fifty entries at a time
 * @returns the number of the last entry that it knows, and whether that is the ledger's end
 */
export async function tellMissed(
  client: Client,
  transfer: string,
  { seq, hash }: LedgerEnd,
  deadline: number,
): Promise<{ readonly seq: number; readonly whole: boolean }> {
  const handle = client.workflow.getHandle(transfer);
  return client.connection.withDeadline(deadline, async () => {
    for (let known = 0; ;) {
      await compareWith(handle, deadline);
      const now = await handle.query<Inspection>(messages.inspect);
      if (now.seq > seq || (now.seq === seq && now.hash === hash)) return { seq: now.seq, whole: true };
      // it learnt nothing more: asking again would not help
      if (now.seq === known) return { seq: known, whole: false };
      known = now.seq;
    }
  });
}

/** Ends one run, and no other of the same procedure; nothing where it has ended already. */
export async function endRun(client: Client, transfer: string, run: string, reason: string): Promise<void> {
  try {
    await client.workflow.getHandle(transfer, run).terminate(reason);
  } catch (error) {
    if (!(error instanceof WorkflowNotFoundError)) throw error;
  }
}
