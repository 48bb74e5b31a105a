/** Calls to the engine that are sent again until they are answered, and what their failures mean. */
import {
  isGrpcServiceError,
  ServiceError,
  WorkflowUpdateFailedError,
  WorkflowUpdateRPCTimeoutOrCancelledError,
  type Client,
} from '@temporalio/client';
import { ApplicationFailure, WorkflowNotFoundError } from '@temporalio/common';
import { setTimeout as wait } from 'node:timers/promises';
import { Refusal } from '../../domain/refusal';
import { lostTypes } from '../../engine/anew';
import { PayloadKeyMissing } from '../../engine/payload-codec';

const pausesMs = [20, 50, 100, 200, 400, 800, 1_500, 2_500];

// canceled, unknown, deadline exceeded, resource exhausted, failed precondition ("Workflow Task in failed state"),
// aborted, internal, unavailable: all of these pass, and the update's id makes a repeat the same command
const passing = new Set([1, 2, 4, 8, 9, 10, 13, 14]);

/** Whether a failed call may succeed when it is sent again. */
export function mayPass(error: unknown): boolean {
  if (error instanceof WorkflowUpdateRPCTimeoutOrCancelledError) return true;
  // the answer is there, and can be read where the key is: an alarm says so
  if (error instanceof PayloadKeyMissing) return true;
  // the server that had admitted the update is gone, and the update with it; the workflow is there
  if (error instanceof WorkflowNotFoundError) return /\bupdate\b/i.test(error.message);
  if (error instanceof WorkflowUpdateFailedError) {
    const { cause } = error;
    return cause instanceof ApplicationFailure && lostTypes.has(cause.type ?? '');
  }
  const cause = error instanceof ServiceError ? error.cause : error;
  return isGrpcServiceError(cause) && passing.has(cause.code);
}

/** Whether the engine has no such workflow. */
export const isNotFound = (error: unknown): boolean => {
  if (error instanceof WorkflowNotFoundError) return true;
  const cause = error instanceof ServiceError ? error.cause : error;
  return isGrpcServiceError(cause) && Number(cause.code) === 5;
};

/** What a call answers; undefined where the engine has no such workflow. */
export async function ifFound<T>(call: () => Promise<T>): Promise<T | undefined> {
  try {
    return await call();
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw error;
  }
}

/**
 * Sends until it is answered; resending takes no effect twice, since an update's id is the command's key.
 *
 * @param ms how long it is tried
 * @throws Refusal `engine-unavailable` where that was not long enough
 */
export async function persistWith<T>(client: Client, send: () => Promise<T>, ms: number): Promise<T> {
  const deadline = Date.now() + ms;
  for (let tried = 0; ; tried++) {
    try {
      return await client.connection.withDeadline(deadline, send);
    } catch (error) {
      if (!mayPass(error)) throw error;
      const pause = pausesMs[Math.min(tried, pausesMs.length - 1)] ?? 1_000;
      if (Date.now() + pause >= deadline) throw new Refusal('engine-unavailable');
      // scattered, so that those who met the same obstacle do not come back together
      await wait(pause * (0.5 + Math.random()));
    }
  }
}
