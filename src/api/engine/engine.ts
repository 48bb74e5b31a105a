/**
 * The engine as the API sees it: a launch is told to it, commands are sent to it as Updates, and what is lost on the way
 * is sent again with the same key. An answer means: it is in the ledger.
 */
import { WorkflowUpdateFailedError, type Client } from '@temporalio/client';
import { ApplicationFailure, WorkflowExecutionAlreadyStartedError } from '@temporalio/common';
import { temporal } from '@temporalio/proto';
import type { Startable } from '../../database/stored-launch';
import { dossiers } from '../../domain/dossiers';
import {
  messages,
  type Act,
  type ActOnPowers,
  type AddNote,
  type AssembleList,
  type CalledEnded,
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
import { endRun, startIfAbsent, tellMissed, type LedgerEnd } from '../../engine/anew';
import { runHistory } from '../../engine/run-history';
import { stuckRun, type StuckRun } from '../../engine/stuck-run';
import { collectRuns, type FoundRun } from './engine-history';
import { ifFound, isNotFound, persistWith } from './persist';

/** Commands by the name of their message. */
export interface Commands {
  readonly completeStep: CompleteStep;
  readonly suspendTransfer: Act;
  readonly resumeTransfer: Act;
  readonly withdrawPowers: ActOnPowers;
  readonly recallPowers: RecallPowers;
  readonly setPace: SetPace;
  readonly addNote: AddNote;
  readonly assembleList: AssembleList;
  readonly tellCalendar: TellCalendar;
  readonly calledEnded: CalledEnded;
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

const isRefusalCode = (code: string | null | undefined): code is RefusalCode =>
  typeof code === 'string' && Object.hasOwn(refusals, code);

const isDetail = (value: unknown): value is RefusalDetail => typeof value === 'object' && value !== null;

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

  const persist = <T>(send: () => Promise<T>, ms = patience): Promise<T> => persistWith(client, send, ms);

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
