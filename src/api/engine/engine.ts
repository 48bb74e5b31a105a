/**
 * The engine as the API sees it: a launch is told to it, commands are sent to it as Updates, and what is lost on the way
 * is sent again with the same key. An answer means: it is in the ledger.
 */
import {
  isGrpcServiceError,
  ServiceError,
  WorkflowUpdateFailedError,
  WorkflowUpdateRPCTimeoutOrCancelledError,
  type Client,
} from '@temporalio/client';
import { ApplicationFailure, WorkflowExecutionAlreadyStartedError, WorkflowNotFoundError } from '@temporalio/common';
import { temporal } from '@temporalio/proto';
import { setTimeout as wait } from 'node:timers/promises';
import type { Startable } from '../../database/stored-launch';
import { dossiers } from '../../domain/dossiers';
import {
  messages,
  type Act,
  type ActOnPowers,
  type AddNote,
  type CompleteStep,
  type Inspection,
  type Receipt,
  type RecallPowers,
  type RefusalCode,
  type RefusalDetail,
  type SetPace,
  type TellCalendar,
} from '../../domain/procedure/message';
import { refusals } from '../../domain/refusal-messages';
import { Refusal } from '../../domain/refusal';
import { endRun, lostTypes, startIfAbsent, tellMissed, type LedgerEnd } from '../../engine/anew';
import { PayloadKeyMissing } from '../../engine/payload-codec';
import { runHistory } from '../../engine/run-history';
import { stuckRun, type StuckRun } from '../../engine/stuck-run';
import { collectRuns, type FoundRun } from './engine-history';

/** Commands by the name of their message. */
export interface Commands {
  readonly completeStep: CompleteStep;
  readonly suspendTransfer: Act;
  readonly resumeTransfer: Act;
  readonly withdrawPowers: ActOnPowers;
  readonly recallPowers: RecallPowers;
  readonly setPace: SetPace;
  readonly addNote: AddNote;
  readonly tellCalendar: TellCalendar;
}

/** What became of a command. `gone`: no procedure of that name is running; the ledger knows whether it ended. */
export type Sent =
  | { readonly kind: 'recorded'; readonly receipt: Receipt }
  | {
      readonly kind: 'refused';
      readonly code: RefusalCode;
      readonly detail: RefusalDetail;
    }
  | { readonly kind: 'gone' };

/** The engine. Every call throws Refusal `engine-unavailable` where it cannot be reached in time. */
export interface Engine {
  /** Starts a matter's procedure; once, however often it is called. */
  start(startable: Startable): Promise<void>;
  /** Sends a command until it is answered, for fifteen seconds at most. */
  update<N extends keyof Commands>(name: N, transfer: string, command: Commands[N]): Promise<Sent>;
  /** Where the procedure stands; `undefined` where it is not running. */
  inspect(transfer: string): Promise<Inspection | undefined>;
  /**
   * Whether the transfer's procedure runs, runs where none of our workers takes it (`elsewhere`), ended by itself, or was
   * broken off; `undefined` where the engine has none.
   */
  state(transfer: string): Promise<'running' | 'elsewhere' | 'ended' | 'broken-off' | undefined>;
  /** The transfers whose procedures run, as far as the engine's list of them has come, with their runs. */
  running(): Promise<Map<string, string>>;
  /** The newest run of a workflow's name, whatever it is; `failing`: workers took its task more than once and did not get through. */
  newestRun(workflow: string): Promise<{ readonly run: string; readonly failing: boolean } | undefined>;
  /** Asks the procedure to take what the ledger has and it has not; answers the number of the last entry it knows. */
  compareWithLedger(transfer: string): Promise<number | undefined>;
  /** The run of a transfer if it cannot go on by itself; `undefined` where it can, or none is running. */
  stuckRun(transfer: string): Promise<StuckRun | undefined>;
  /** Ends a run, and no other of the same transfer; nothing where it has ended. */
  endRun(transfer: string, run: string, reason: string): Promise<void>;
  /** Ends a run, starts its procedure anew and tells it what the ledger has up to there; `whole`: it knows all of it. */
  startAnew(startable: Startable, run: string, reason: string, end: LedgerEnd): Promise<{ readonly whole: boolean }>;
  /** The runs of a transfer that the engine still has, the oldest first; `named` are the runs that its ledger names. */
  runs(transfer: string, named: readonly string[]): Promise<FoundRun[]>;
  /** Whether the engine answers. */
  ready(): Promise<boolean>;
  /** When a worker last asked for work, in milliseconds since 1970; `undefined`: none has for minutes. */
  workerSeen(): Promise<number | undefined>;
}

/** The name that the workers listen under. */
const taskQueue = 'fuquan';

const pausesMs = [20, 50, 100, 200, 400, 800, 1_500, 2_500];

const isRefusalCode = (code: string | null | undefined): code is RefusalCode =>
  typeof code === 'string' && Object.hasOwn(refusals, code);

const isDetail = (value: unknown): value is RefusalDetail => typeof value === 'object' && value !== null;

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

const isNotFound = (error: unknown): boolean => {
  if (error instanceof WorkflowNotFoundError) return true;
  const cause = error instanceof ServiceError ? error.cause : error;
  return isGrpcServiceError(cause) && Number(cause.code) === 5;
};

/** What a call answers; undefined where the engine has no such workflow. */
async function ifFound<T>(call: () => Promise<T>): Promise<T | undefined> {
  try {
    return await call();
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw error;
  }
}

/**
 * Where the workers listen, unless under their usual name; how long a call is tried, in milliseconds (15,000); and which types
 * of workflows are ours, unless those of the city.
 */
export interface EngineOptions {
  readonly taskQueue?: string;
  readonly patienceMs?: number;
  readonly workflows?: readonly string[];
}

/** An engine over a client of Temporal. */
export function createEngine(client: Client, options: EngineOptions = {}): Engine {
  const queue = options.taskQueue ?? taskQueue;
  const workflows = options.workflows ?? dossiers.map(({ workflow }) => workflow);
  const patience = options.patienceMs ?? 15_000;
  // what is done again by itself if it fails need not hold up anybody for so long
  const shortPatience = Math.min(patience, 5_000);

  /** Sends until it is answered; resending takes no effect twice, since the update's id is the command's key. */
  async function persist<T>(send: () => Promise<T>, ms = patience): Promise<T> {
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

  return {
    async start({ workflow, launch }) {
      try {
        await persist(
          () =>
            client.workflow.start(workflow, {
              taskQueue: queue,
              workflowId: launch.transfer,
              args: [launch],
              workflowIdConflictPolicy: 'USE_EXISTING',
              workflowIdReusePolicy: 'REJECT_DUPLICATE',
            }),
          shortPatience,
        );
      } catch (error) {
        // it ran and ended: started it was
        if (error instanceof WorkflowExecutionAlreadyStartedError) return;
        throw error;
      }
    },
    async update(name, transfer, command) {
      const handle = client.workflow.getHandle(transfer);
      try {
        const receipt = await persist(() =>
          handle.executeUpdate<Receipt, [Commands[typeof name]]>(messages[name], {
            args: [command],
            updateId: command.key,
          }),
        );
        return { kind: 'recorded', receipt };
      } catch (error) {
        if (isNotFound(error)) return { kind: 'gone' };
        if (error instanceof WorkflowUpdateFailedError && error.cause instanceof ApplicationFailure) {
          const { type, details } = error.cause;
          if (isRefusalCode(type))
            return {
              kind: 'refused',
              code: type,
              detail: isDetail(details?.[0]) ? details[0] : {},
            };
        }
        throw error;
      }
    },
    inspect: (transfer) =>
      ifFound(() =>
        persist(() => client.workflow.getHandle(transfer).query<Inspection>(messages.inspect), shortPatience),
      ),
    state: (transfer) =>
      ifFound(async () => {
        const found = await persist(() => client.workflow.getHandle(transfer).describe(), shortPatience);
        const { status, type, taskQueue: at } = found;
        if (status.name === 'COMPLETED') return 'ended';
        if (status.name !== 'RUNNING' && status.name !== 'CONTINUED_AS_NEW') return 'broken-off';
        return workflows.includes(type) && at === queue ? 'running' : 'elsewhere';
      }),
    newestRun: (workflow) =>
      ifFound(async () => {
        const { runId, raw } = await persist(() => client.workflow.getHandle(workflow).describe(), shortPatience);
        return { run: runId, failing: (raw.pendingWorkflowTask?.attempt ?? 1) > 2 };
      }),
    running: () =>
      persist(async () => {
        const quoted = (name: string) => `'${name.replaceAll("'", "''")}'`;
        const ours = `WorkflowType IN (${workflows.map(quoted).join(', ')})`;
        const query = `${ours} AND ExecutionStatus = 'Running' AND TaskQueue = ${quoted(queue)}`;
        const runs = new Map<string, string>();
        for await (const { workflowId, runId } of client.workflow.list({ query, pageSize: 1_000 }))
          runs.set(workflowId, runId);
        return runs;
      }),
    compareWithLedger: (transfer) =>
      ifFound(() =>
        persist(() => client.workflow.getHandle(transfer).executeUpdate<number, []>(messages.compareWithLedger)),
      ),
    stuckRun: (transfer) => ifFound(() => persist(() => stuckRun(client, transfer), shortPatience)),
    endRun: (transfer, run, reason) => persist(() => endRun(client, transfer, run, reason), shortPatience),
    async startAnew(startable, run, reason, end) {
      const { transfer } = startable.launch;
      await persist(() => endRun(client, transfer, run, reason), shortPatience);
      await persist(() => startIfAbsent(client, queue, startable), shortPatience);
      return tellMissed(client, transfer, end, Date.now() + patience);
    },
    async runs(transfer, named) {
      const present = await ifFound(() => persist(() => client.workflow.getHandle(transfer).describe()));
      return collectRuns([...named, ...(present ? [present.runId] : [])], (run) =>
        ifFound(() => persist(() => runHistory(client, transfer, run))),
      );
    },
    async workerSeen() {
      const { pollers } = await persist(
        () =>
          client.connection.workflowService.describeTaskQueue({
            namespace: client.options.namespace,
            taskQueue: { name: options.taskQueue ?? taskQueue },
            taskQueueType: temporal.api.enums.v1.TaskQueueType.TASK_QUEUE_TYPE_WORKFLOW,
          }),
        shortPatience,
      );
      const seen = (pollers ?? []).map(({ lastAccessTime }) => Number(lastAccessTime?.seconds ?? 0) * 1_000);
      return seen.length === 0 ? undefined : Math.max(...seen);
    },
    async ready() {
      try {
        await client.connection.withDeadline(Date.now() + 2_000, () =>
          client.connection.workflowService.getSystemInfo({}),
        );
        return true;
      } catch {
        return false;
      }
    },
  };
}
