/**
 * The kit on a real engine over a procedure unlike the transfer of powers: its ledger is kept in memory, by the same rules as
 * the database's (the head is compared and swapped; what was missed is told).
 */
import type { WorkflowHandle } from '@temporalio/client';
import type { temporal } from '@temporalio/proto';
import { Worker } from '@temporalio/worker';
import { createHash, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { mayPass } from '../../src/api/engine/persist';
import type { ProcedureActivities } from '../../src/domain/procedure/activities';
import { messages, type CompleteStep, type Inspection, type Receipt } from '../../src/domain/procedure/message';
import type { Recorded, Recording, RecordLine } from '../../src/domain/procedure/record';
import { canonical } from '../../src/ledger/canonical';
import { workerOptions } from '../../src/runtime/worker';
import { aPetition, petitionCourse, type PetitionLaunch } from '../builders/petition';
import { answer } from '../builders/petition-answers';
import { realEngine } from './engine';
import { walkAlong } from './procedure/walk';
import './quiet';

type History = temporal.api.history.v1.IHistory;

const workflowsPath = join(__dirname, '..', 'builders', 'petition-workflow.ts');

type Line = RecordLine & { readonly seq: number; readonly hash: string };

/** A ledger of one matter, and how often its next answers are lost: before they are written, or after. */
function memoryLedger() {
  const lines: Line[] = [];
  let lost: ('before' | 'after')[] = [];
  const head = () => lines.at(-1)?.hash ?? '';
  const chained = ({ seq, hash, records }: Recording): Line[] => {
    let last = hash;
    return records.map((line, i) => {
      last = createHash('sha256')
        .update(`${last}\n${canonical(line)}`)
        .digest('hex');
      return { ...line, seq: seq + 1 + i, hash: last };
    });
  };
  function write(recording: Recording): Recorded {
    const next = chained(recording);
    if (recording.hash === head()) {
      lines.push(...next);
      return { head: { seq: recording.seq + next.length, hash: next.at(-1)?.hash ?? recording.hash } };
    }
    const missed = lines.slice(recording.seq);
    const same = missed[next.length - 1];
    if (same && same.hash === next.at(-1)?.hash) return { head: { seq: same.seq, hash: same.hash } };
    return { missed: missed.slice(0, 50).map(({ command: _, ...line }) => line) };
  }
  return {
    lines: lines as readonly Line[],
    losing: (...answers: ('before' | 'after')[]): void => void (lost = answers),
    record(recording: Recording): Recorded {
      const how = lost.shift();
      if (how === 'before') throw new Error('lost before it was written');
      const told = write(recording);
      if (how === 'after') throw new Error('lost after it was written');
      return recording.heard ? { ...told, heard: recording.heard } : told;
    },
  };
}

let engine: Awaited<ReturnType<typeof realEngine>>;
let worker: Worker;
let running: Promise<void>;
const ledgers = new Map<string, ReturnType<typeof memoryLedger>>();
const taskQueue = `petitions-${randomUUID()}`;

beforeAll(async () => {
  engine = await realEngine();
  const activities: ProcedureActivities = {
    record: (recording) => Promise.resolve(ledgerOf(recording.transfer).record(recording)),
    carryOut: () => Promise.reject(new Error('asked by the first edition alone')),
  };
  const { connection } = engine;
  worker = await Worker.create({ connection, taskQueue, workflowsPath, activities, ...workerOptions });
  running = worker.run();
});
afterAll(async () => {
  worker.shutdown();
  await running;
  await engine.close();
});

function ledgerOf(matter: string): ReturnType<typeof memoryLedger> {
  const ledger = ledgers.get(matter) ?? memoryLedger();
  ledgers.set(matter, ledger);
  return ledger;
}

const start = (launch: PetitionLaunch): Promise<WorkflowHandle> =>
  engine.client.start('petition', {
    ...{ workflowId: launch.transfer, taskQueue, args: [launch], workflowTaskTimeout: '60s' },
    workflowIdReusePolicy: 'ALLOW_DUPLICATE',
  });
const launching = (choice: Parameters<typeof aPetition>[0]) =>
  aPetition({ dayMs: 2, linesPerRun: 12, transfer: `petition-${randomUUID()}`, ...choice });

async function update(handle: WorkflowHandle, name: string, command?: object): Promise<void> {
  for (;;)
    try {
      await (command
        ? handle.executeUpdate<Receipt, [object]>(name, { args: [command] })
        : handle.executeUpdate<number, []>(name));
      return;
    } catch (error) {
      if (!mayPass(error)) throw error;
    }
}
const settled = async (handle: WorkflowHandle): Promise<Inspection> => {
  await update(handle, messages.compareWithLedger);
  return handle.query<Inspection>(messages.inspect);
};
const isOver = async (handle: WorkflowHandle): Promise<boolean> => (await handle.describe()).status.name !== 'RUNNING';

/** Everybody answers until nothing is left; how many answers that took. */
async function carryThrough(
  matter: string,
  said: (command: CompleteStep) => CompleteStep = (command) => command,
): Promise<number> {
  const handle = engine.client.getHandle(matter);
  for (let answers = 0; ;) {
    if (await isOver(handle)) return answers;
    const {
      tasks,
      tasks: [first],
    } = await settled(handle).catch(async (error: unknown) => {
      // it ended in between
      if (await isOver(handle)) return { tasks: [] };
      throw error;
    });
    if (!first) continue;
    const now = Date.now();
    const ready = tasks.filter(({ openUntil = 0 }) => openUntil <= now);
    await Promise.all(ready.map((task) => update(handle, messages.completeStep, said(answer(task)))));
    answers += ready.length;
  }
}

/** What the ledger holds comes out of the prose anew. */
function audited(launch: PetitionLaunch) {
  const { lines } = ledgerOf(launch.transfer);
  const walk = walkAlong(petitionCourse, launch, lines[0]?.entry.at);
  for (const { entry, put, gone, states } of lines.slice(1)) expect(walk.takeRaw(entry)).toEqual({ put, gone, states });
  return walk;
}

/** All runs' histories, the last first. */
async function historiesOf(matter: string): Promise<{ workflowId: string; history: History }[]> {
  const histories: { workflowId: string; history: History }[] = [];
  for (let run = (await engine.client.getHandle(matter).describe()).runId; ;) {
    const history = await engine.client.getHandle(matter, run).fetchHistory();
    histories.push({ workflowId: matter, history });
    const earlier = history.events?.[0]?.workflowExecutionStartedEventAttributes?.continuedExecutionRunId;
    if (!earlier) return histories;
    run = earlier;
  }
}

test('comes to its end through lost answers, adoption, continued runs; is rebuilt from its ledger, and its histories replay', async () => {
  const launch = launching({ count: 12, lodgers: ['kaihua', 'wolong', 'market'] });
  const { transfer } = launch;
  const ledger = ledgerOf(transfer);
  await start(launch);
  const handle = engine.client.getHandle(transfer);
  ledger.losing('before', 'after', 'after');
  for (const task of (await settled(handle)).tasks) await update(handle, messages.completeStep, answer(task));
  const before = await settled(handle);
  expect(before.tasks.map(({ step, party }) => `${step}@${party}`)).toEqual(Array<string>(3).fill('assign@desk'));

  await handle.terminate('the engine is lost');
  await start(launch);
  const after = await settled(handle);
  expect({ ...after, runs: 0, adopted: 0 }).toEqual({ ...before, runs: 0, adopted: 0 });
  expect(after.adopted).toBe(ledger.lines.length);

  ledger.losing('after', 'before');
  await carryThrough(transfer, (command) => {
    if (ledger.lines.length % 5 === 0) ledger.losing('after');
    return command;
  });
  const walk = audited(launch);
  expect(new Set(walk.states())).toEqual(new Set(['upheld']));
  const histories = await historiesOf(transfer);
  expect(histories.length).toBeGreaterThan(1);
  for await (const { error } of Worker.runReplayHistories({ workflowsPath }, histories)) expect(error).toBeUndefined();
});

test('five thousand items of twenty offices: cost grows with the answers and not with the items', async () => {
  const lodgers = Array.from({ length: 20 }, (_, i) => `street-${i}`);
  const seen: { items: number; answers: number; cpuMs: number; bytes: number }[] = [];
  for (const count of [100, 5_000]) {
    const size = count / lodgers.length;
    const groups = lodgers.map((lodger, i) => ({ lodger, powers: `${i * size}-${(i + 1) * size - 1}` }));
    const launch = launching({ count, groups });
    await start(launch);
    const began = process.cpuUsage();
    const answers = await carryThrough(launch.transfer);
    const { user, system } = process.cpuUsage(began);
    const bytes = JSON.stringify(await historiesOf(launch.transfer)).length;
    expect(new Set(audited(launch).states())).toEqual(new Set(['upheld']));
    seen.push({ items: count, answers, cpuMs: (user + system) / 1000 / answers, bytes: bytes / answers });
  }
  const [few, many] = seen;
  process.stdout.write(
    `${seen.map(({ items, answers, cpuMs, bytes }) => `${items} items: ${answers} answers, ${cpuMs.toFixed(1)} ms CPU and ${Math.round(bytes)} bytes of history an answer`).join('\n')}\n`,
  );
  expect((many?.bytes ?? Infinity) / (few?.bytes ?? 1)).toBeLessThan(2);
});
