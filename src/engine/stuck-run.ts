/** Runs that cannot go on: whose history no worker can read any more. Told from what the engine itself keeps of them. */
import type { Client } from '@temporalio/client';
import { temporal } from '@temporalio/proto';
import { isRecordedOtherwise } from '../domain/procedure/run-faults';

type Event = temporal.api.history.v1.IHistoryEvent;

/** A run that cannot go on. */
export interface StuckRun {
  readonly run: string;
  /** What the worker said when it failed the run's task. */
  readonly why: string;
}

const { WorkflowTaskFailedCause: cause } = temporal.api.enums.v1;
/** So many of the newest events are looked at: a lost task leaves two or three. */
const tailEvents = 30;

/** What the worker said where a task failed because the history does not replay; undefined of every other failure. */
function notReplaying(event: Event): string | undefined {
  const failed = event.workflowTaskFailedEventAttributes;
  const message = failed?.failure?.message ?? '';
  const replay =
    failed?.cause === cause.WORKFLOW_TASK_FAILED_CAUSE_NON_DETERMINISTIC_ERROR || isRecordedOtherwise(message);
  return replay ? message : undefined;
}

/**
 * Whether a run's task fails again and again because its history does not replay, by its newest events (the newest first)
 * and the number of the attempt that is under way.
 *
 * One failure alone says nothing: a run that a worker kept in memory may have gone astray, and the next attempt reads it
 * anew. The engine writes down the first failure in a row, each further one only counts as an attempt. Tasks that time out,
 * or fail for any other reason, are not of this kind: they pass when a worker or the database is there again, or would
 * come again after a rebuilding.
 */
export function cannotGoOn(newestFirst: readonly Event[], attempt: number): string | undefined {
  let failures = 0;
  let why: string | undefined;
  for (const event of newestFirst) {
    if (event.workflowTaskCompletedEventAttributes) break;
    if (!event.workflowTaskFailedEventAttributes) continue;
    const message = notReplaying(event);
    if (message === undefined) break;
    why ??= message;
    failures++;
  }
  return failures >= 2 || attempt >= 3 ? why : undefined;
}

/** The run of a transfer if it cannot go on; undefined where it can, is not running, or waits for a worker. */
export async function stuckRun(client: Client, transfer: string): Promise<StuckRun | undefined> {
  const { workflow, connection } = client;
  const { namespace } = client.options;
  const { raw, runId, status } = await workflow.getHandle(transfer).describe();
  const pending = raw.pendingWorkflowTask;
  if (status.name !== 'RUNNING' || !pending) return undefined;
  const { history } = await connection.workflowService.getWorkflowExecutionHistoryReverse({
    namespace,
    execution: { workflowId: transfer, runId },
    maximumPageSize: tailEvents,
  });
  const why = cannotGoOn(history?.events ?? [], pending.attempt ?? 1);
  return why === undefined ? undefined : { run: runId, why };
}
