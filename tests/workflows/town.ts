/** A worker on a real engine and a real database, and people who answer. */
import { WorkflowNotFoundError, type WorkflowClient, type WorkflowHandle } from '@temporalio/client';
import { Worker, type NativeConnection } from '@temporalio/worker';
import { randomUUID, type KeyObject } from 'node:crypto';
import { join } from 'node:path';
import { createActivities } from '../../activities';
import { mayPass } from '../../src/api/engine/persist';
import type { ProcedureActivities } from '../../src/domain/procedure/activities';
import type { TransferLaunch } from '../../src/domain/power-transfer/launch';
import type { CompleteStep, Inspection, Person, Receipt } from '../../src/domain/procedure/message';
import { messages } from '../../src/domain/procedure/message';
import type { Entry, RecordLine, Task } from '../../src/domain/procedure/record';
import { signCommand, type SignedCommand } from '../../src/ledger/command-signature';
import { activityTroubles } from '../../src/runtime/activity-troubles';
import { workerOptions } from '../../src/runtime/worker';
import { cityDatabase, layDown, nominating } from '../activities/laid-down';
import { anAnswer, freshKey, type AnswerChoice } from '../builders/answers';
import type { TestDatabase } from '../setup/database';
import { sealing } from '../setup/sealing';
import { signingKeyOf } from '../setup/signing';
import { walkOf } from './procedure/walk';
import './quiet';

const workflowsPath = join(__dirname, '..', '..', 'workflows', 'index.ts');

export interface Engine {
  readonly connection: NativeConnection;
  readonly client: WorkflowClient;
  /** The engine's own time. */
  readonly now: () => Promise<number>;
}
export interface TownOptions {
  /** Workflows kept in memory; 0: each is made anew from its history for every task. */
  readonly cache?: number;
  /** How long a workflow task may take. */
  readonly taskTimeout?: `${number}s`;
  /** Other workflows than today's, for the first worker. */
  readonly workflows?: string;
  /** Everybody's acts are signed, and must be. */
  readonly signs?: boolean;
  /** What the engine keeps is sealed, as in a whole system. */
  readonly sealed?: boolean;
  /** Around the real activities. */
  readonly around?: (real: ProcedureActivities) => ProcedureActivities;
}

export const coordinator: Person = { id: 'coordinator', office: 'coordination', role: 'coordinator' };

export type Town = Awaited<ReturnType<typeof foundTown>>;
export type Affair = Awaited<ReturnType<Town['launch']>>;

/** A worker of its own task queue, on a database of its own. */
export async function foundTown(
  engine: Engine,
  {
    cache = 100,
    taskTimeout = '60s',
    workflows = workflowsPath,
    signs = false,
    sealed = false,
    around = (real) => real,
  }: TownOptions = {},
) {
  const database: TestDatabase = await cityDatabase();
  const signingKey = signs ? await signingKeyOf(database.owner) : undefined;
  const taskQueue = `town-${randomUUID()}`;
  /** A worker with such workflows, at work; what ends it. */
  async function work(path: string): Promise<() => Promise<void>> {
    const worker = await Worker.create({
      connection: engine.connection,
      taskQueue,
      workflowsPath: path,
      activities: around(createActivities({ database: database.worker })),
      ...workerOptions,
      ...(sealed ? { dataConverter: sealing, interceptors: { activity: [activityTroubles(database.app)] } } : {}),
      maxCachedWorkflows: cache,
    });
    const running = worker.run();
    return () => {
      worker.shutdown();
      return running;
    };
  }
  let endWork = await work(workflows);
  return {
    database,
    signingKey,
    taskQueue,
    /** The worker ends: nobody carries anything on. */
    async closes(): Promise<void> {
      await endWork();
      endWork = () => Promise.resolve();
    },
    /** A worker of today's workflows is there again. */
    async opens(): Promise<void> {
      endWork = await work(workflowsPath);
    },
    /** Lays a launch down and starts it; tells back when the first tasks are recorded. */
    async launch(launch: TransferLaunch) {
      const codes = await layDown(database.app, launch, signingKey);
      const handle = await engine.client.start('powerTransfer', {
        workflowId: launch.transfer,
        taskQueue,
        args: [launch],
        // a year's history is made anew in one task, also where several tests share a slow machine
        workflowTaskTimeout: taskTimeout,
      });
      const affair = {
        ...affairOf({ engine, database, signingKey }, launch, engine.client.getHandle(handle.workflowId)),
        codes,
      };
      await affair.settled();
      return affair;
    },
    async stop(): Promise<void> {
      await endWork();
      await database.drop();
    },
  };
}

interface Where {
  readonly engine: Engine;
  readonly database: TestDatabase;
  readonly signingKey: KeyObject | undefined;
}

/** One transfer under way. */
function affairOf({ engine, database, signingKey }: Where, launch: TransferLaunch, handle: WorkflowHandle) {
  const inspect = () => handle.query<Inspection>(messages.inspect);
  const tasks = async (): Promise<readonly Task[]> => (await inspect()).tasks;

  /** Sends, and sends again with the same key where the API would: the procedure is just continuing as new. */
  async function send(name: string, command: SignedCommand): Promise<Receipt> {
    const sent = signingKey ? signCommand(launch.transfer, name, command, Date.now(), signingKey) : command;
    for (;;) {
      try {
        return await handle.executeUpdate<Receipt, [object]>(name, { args: [sent] });
      } catch (error) {
        if (!mayPass(error)) throw error;
      }
    }
  }
  /** What has come due is recorded and what the system does is done, when this comes back. */
  async function settled(): Promise<Inspection> {
    for (let before = -1; ;) {
      await handle.executeUpdate<number, []>(messages.compareWithLedger).catch((error: unknown) => {
        // what is over has nothing to compare any more
        if (!mayPass(error) && !(error instanceof WorkflowNotFoundError)) throw error;
      });
      const seen = await inspect();
      if (seen.seq === before && !seen.tasks.some(({ office }) => office === 'system')) return seen;
      before = seen.seq;
    }
  }
  const ledger = async (): Promise<(RecordLine & { readonly seq: number })[]> => {
    const { rows } = await database.app.query<{ content: string }>(
      'select content from ledger where transfer = $1 order by seq',
      [launch.transfer],
    );
    return rows.map(({ content }) => JSON.parse(content) as RecordLine & { seq: number });
  };
  function answering(task: Task, choice: AnswerChoice = {}): CompleteStep {
    return anAnswer(launch, task, { ...choice, kept: { ...nominating(task.step), ...choice.kept } });
  }
  async function theTask(step: string, office?: string): Promise<Task> {
    const all = (await tasks()).filter(
      (task) => task.step === step && (office === undefined || task.office === office),
    );
    const [task] = all;
    if (!task || all.length > 1) throw new Error(`${step} is open ${all.length} times`);
    return task;
  }

  return {
    launch,
    handle,
    database,
    inspect,
    tasks,
    theTask,
    send,
    settled,
    ledger,
    answering,
    entries: async (): Promise<Entry[]> => (await ledger()).map(({ entry }) => entry),
    async say(step: string, choice: AnswerChoice & { readonly office?: string } = {}): Promise<Receipt> {
      return send(messages.completeStep, answering(await theTask(step, choice.office), choice));
    },
    act: (name: keyof typeof messages, more: object = {}): Promise<Receipt> => send(messages[name], acting(more)),
    /** Everybody gives the carrying answer until it is so; `wait` lets time pass where nobody is asked. */
    async carryUntil(
      arrived: (seen: Inspection) => boolean,
      wait: () => Promise<void> = nothingLeft,
    ): Promise<Inspection> {
      for (let moves = 0; moves < 2_000; moves++) {
        const seen = await settled();
        if (arrived(seen)) return seen;
        const [task] = seen.tasks;
        if (task) await send(messages.completeStep, answering(task));
        else await wait();
      }
      throw new Error('it never comes to that');
    },
    /** All that the ledger holds comes out of the prose anew, limits at their instants; tells the walk that did it. */
    async audited() {
      const lines = await ledger();
      const [first] = lines;
      const walk = walkOf(launch, first?.entry.at);
      if (walk.entries.length !== 1) throw new Error('a launch is one entry');
      for (const { entry, put, gone, states } of lines.slice(1)) {
        const next = walk.stand().desk.earliest();
        if (entry.kind === 'clock')
          expect({ key: entry.key, at: entry.at }).toEqual({ key: `clock:${next}`, at: next });
        else if (!walk.stand().suspended() && entry.kind !== 'act') expect(entry.at).toBeLessThanOrEqual(next);
        expect(walk.takeRaw(entry)).toEqual({ put, gone, states });
      }
      const { rows } = await database.app.query<{ state: string }>(
        'select state from item where matter = $1 order by position',
        [launch.transfer],
      );
      expect(rows.map(({ state }) => state)).toEqual(walk.states());
      return walk;
    },
    now: engine.now,
  };
}

const nothingLeft = () => Promise.reject(new Error('nobody is asked any more'));

/** What the coordinator's acts have in common, with what is this one's own. */
const acting = (more: object) => ({
  key: freshKey(),
  digest: 'digest',
  person: coordinator,
  detail: { reason: '理由' },
  ...more,
});

/** The code of a refusal by the procedure, where an error is one. */
export function refusalOf(error: unknown): string | undefined {
  for (let at = error; at instanceof Error; at = at.cause)
    if ('type' in at && typeof at.type === 'string') return at.type;
  return undefined;
}

/** The code with which something was refused; what was not is a fault of the test's subject. */
export async function refused(sending: Promise<unknown>): Promise<string> {
  const outcome = await sending.then(
    () => 'it was not refused',
    (error: unknown) => refusalOf(error) ?? String(error),
  );
  return outcome;
}

/** The powers of a state, as the procedure tells it. */
export const inState = (state: string, powers: string) => (seen: Inspection) => seen.states[state] === powers;
/** Whether somebody is asked for the step. */
export const asked = (step: string) => (seen: Inspection) => seen.tasks.some((task) => task.step === step);
