/**
 * A procedure that is not the city's, carried by the system's own engine, record, rebuilding and verification: they know
 * procedures by their dossiers alone.
 */
import { Client, Connection } from '@temporalio/client';
import { NativeConnection, Worker } from '@temporalio/worker';
import { randomUUID, type KeyObject } from 'node:crypto';
import { join } from 'node:path';
import pino from 'pino';
import type { FaultPoint } from '../../activities/record';
import { createEngine, type Engine } from '../../src/api/engine/engine';
import { createHealer } from '../../src/api/engine/healer';
import { rebuild } from '../../src/cli/rebuild';
import { loadSeed } from '../../src/database/seed/seed';
import { powerTransferDossier } from '../../src/domain/power-transfer/dossier';
import { messages, type CompleteStep, type Inspection } from '../../src/domain/procedure/message';
import { unpack } from '../../src/domain/procedure/ranges';
import type { Task } from '../../src/domain/procedure/record';
import { runHistory } from '../../src/engine/run-history';
import { signCommand } from '../../src/ledger/command-signature';
import { createWorker } from '../../src/runtime/worker';
import { storyOf, stories } from '../../src/verification/prose';
import { verifyDatabase } from '../../src/verification/whole';
import { aPetition, petitionCourse, type PetitionLaunch } from '../builders/petition';
import { answer, stepOf } from '../builders/petition-answers';
import { opinionDossier } from '../builders/petition-dossier';
import { layPetitionDown, storedPetition } from '../builders/petition-laid-down';
import { chance, pause, seed, some, sow } from '../faults/dice';
import { freshDatabase, type TestDatabase } from '../setup/database';
import { accessTo, sealing, testCodec } from '../setup/sealing';
import { signingKeyOf } from '../setup/signing';
import { temporalAddress } from '../setup/temporal';
import './quiet';

const dossiers = [powerTransferDossier, storedPetition, opinionDossier];
const workflowsPath = join(__dirname, '..', 'builders', 'petition-workflow.ts');
const taskQueue = `recorded-petitions-${randomUUID()}`;

let database: TestDatabase;
let signingKey: KeyObject;
let connection: NativeConnection;
let client: Client;
let engine: Engine;
let endWork: () => Promise<void>;
/** Where records are lost next: before they are written, or their answers after. */
let losing: FaultPoint[] = [];

async function work(): Promise<() => Promise<void>> {
  const worker = await createWorker({
    ...{ connection, database: database.worker, taskQueue, dossiers, codec: testCodec, workflows: { workflowsPath } },
    passing(point) {
      if (losing[0] !== point) return;
      losing = losing.slice(1);
      throw new Error(`lost: ${point}`);
    },
  });
  const running = worker.run();
  return () => {
    worker.shutdown();
    return running;
  };
}

beforeAll(async () => {
  const address = temporalAddress();
  database = await freshDatabase();
  await loadSeed(database.owner, { demonstration: true, key: Buffer.alloc(32, 7) });
  signingKey = await signingKeyOf(database.owner);
  connection = await NativeConnection.connect({ address });
  client = new Client({ connection: await Connection.connect({ address }), dataConverter: sealing });
  engine = createEngine(client, { taskQueue, workflows: dossiers.map(({ workflow }) => workflow), patienceMs: 60_000 });
  endWork = await work();
});
afterAll(async () => {
  await endWork();
  await client.connection.close();
  await connection.close();
  await database.drop();
});

/** Laid down and started; the first tasks are there. */
async function launched(choice: Parameters<typeof aPetition>[0]): Promise<PetitionLaunch> {
  const launch = aPetition({ dayMs: 20, linesPerRun: 12, transfer: `petition-${randomUUID()}`, ...choice });
  await layPetitionDown(database.app, launch, signingKey);
  await engine.start({ workflow: storedPetition.workflow, launch });
  return launch;
}
async function inspected(matter: string): Promise<Inspection | undefined> {
  if ((await engine.state(matter)) !== 'running') return undefined;
  await engine.compareWithLedger(matter);
  return engine.inspect(matter);
}
const say = (matter: string, command: CompleteStep) =>
  engine.update('completeStep', matter, signCommand(matter, messages.completeStep, command, Date.now(), signingKey));

/** Everybody carries on until nothing is left. */
async function carryThrough(matter: string): Promise<void> {
  for (let seen = await inspected(matter); seen; seen = await inspected(matter)) {
    const now = Date.now();
    for (const task of seen.tasks.filter(({ openUntil = 0 }) => openUntil <= now)) await say(matter, answer(task));
  }
}

/** What verification finds, with the petitions' prose or without it. */
async function faults(withProse = true): Promise<string[]> {
  const all = withProse ? [...stories, storyOf(petitionCourse, storedPetition)] : stories;
  const { checked } = await verifyDatabase(database.owner, { stories: all, signatures: true });
  return checked.flatMap(({ what, broken }) =>
    broken.map(({ where, why, detail = '' }) => `${what} ${where}: ${why} ${detail}`),
  );
}
async function statesOf(matter: string): Promise<string[]> {
  const { rows } = await database.owner.query<{ state: string }>(
    'select state from item where matter = $1 order by position',
    [matter],
  );
  return rows.map(({ state }) => state);
}

/** The histories of the last run and of those that it continues replay. */
async function replays(matter: string): Promise<number> {
  const histories: { workflowId: string; history: Awaited<ReturnType<typeof runHistory>> }[] = [];
  let run: string | undefined = (await client.workflow.getHandle(matter).describe()).runId;
  while (run) {
    const history: Awaited<ReturnType<typeof runHistory>> = await runHistory(client, matter, run);
    histories.push({ workflowId: matter, history });
    run = history.events?.[0]?.workflowExecutionStartedEventAttributes?.continuedExecutionRunId ?? undefined;
  }
  for await (const { error } of Worker.runReplayHistories({ workflowsPath }, histories)) expect(error).toBeUndefined();
  return histories.length;
}
const rebuilding = () =>
  rebuild(
    { databaseUrl: database.url, temporal: accessTo(temporalAddress()), data: '' },
    undefined,
    taskQueue,
    dossiers,
  );

test('it comes to its end through lost answers and a lost engine; tables, ledger and histories agree', async () => {
  losing = ['before-write', 'after-write'];
  const { transfer } = await launched({ count: 6, lodgers: ['kaihua', 'wolong', 'market'] });
  const begun = await inspected(transfer);
  const asked = begun?.tasks.map(({ step, office }) => `${step} ${office}`);
  expect(new Set(asked)).toEqual(new Set(['lodge kaihua', 'lodge wolong', 'lodge market']));
  // the engine's list of runs comes after them
  while (!(await engine.running()).has(transfer)) await pause(50);
  losing = ['after-write', 'before-write', 'after-write'];
  for (const task of begun?.tasks ?? []) await say(transfer, answer(task));
  const before = await inspected(transfer);

  await client.workflow.getHandle(transfer).terminate('the engine is lost');
  expect(await rebuilding()).toMatchObject([{ transfer, result: 'rebuilt' }]);
  const after = await inspected(transfer);
  expect(after?.tasks).toEqual(before?.tasks);
  losing = ['after-write', 'after-write'];
  await carryThrough(transfer);

  expect(new Set(await statesOf(transfer))).toEqual(new Set(['upheld']));
  expect(await engine.state(transfer)).toBe('ended');
  const { rows } = await database.owner.query(
    `select h.over, (select count(*)::integer from task where transfer = $1) as open,
       (select count(*)::integer from power_transfer where matter = $1) as own
       from head h where h.transfer = $1`,
    [transfer],
  );
  expect(rows).toEqual([{ over: true, open: 0, own: 0 }]);
  expect(await faults()).toEqual([]);
  expect(await replays(transfer)).toBeGreaterThan(1);
});

test('where its prose is not at hand, verification says so, of that matter alone', async () => {
  const found = await faults(false);
  expect(found).toEqual([expect.stringMatching(/^prose petition-\S+ #1: unknown-procedure petition$/)]);
});

/** An answer for a part of a task, mostly one that carries on; undefined where nobody says anything. */
function atRandom(task: Task): CompleteStep | undefined {
  const items = unpack(task.powers).filter(() => chance(0.7));
  const outcome = chance(0.85) ? undefined : Object.keys(stepOf(task.step).outcomes).at(-1);
  const by = `${task.office}-${some(3)}`;
  if (items.length === 0) return undefined;
  return answer(task, {
    ...(outcome === undefined ? {} : { outcome }),
    items,
    by,
    office: chance(0.5) ? 'market' : 'culture',
  });
}

test(`a short storm: several at once, in part and at random, records lost, worker and run ended (${seed})`, async () => {
  sow(seed);
  const { transfer } = await launched({ count: 20, lodgers: ['kaihua', 'wolong', 'market'], linesPerRun: 8 });
  const acknowledged = new Set<string>();
  let over = false;
  const clerk = async (): Promise<void> => {
    while (!over) {
      const tasks = (await engine.inspect(transfer).catch(() => undefined))?.tasks ?? [];
      const task = tasks[some(tasks.length)];
      const command = task && atRandom(task);
      if (!command) await pause(20);
      else if ((await say(transfer, command).catch(() => undefined))?.kind === 'recorded')
        acknowledged.add(command.key);
      if (chance(0.3)) losing = [chance(0.5) ? 'before-write' : 'after-write'];
    }
  };
  // as the API does it: a worker that ends in the middle of a record may leave a run that does not go on
  const log = pino({ level: 'silent' });
  const healer = createHealer(
    { database: database.app, engine, log, dossiers },
    { settledMs: 1_000, lookAgainMs: 1_000 },
  );
  let done = false;
  const healing = (async () => {
    while (!done) {
      await healer.heal();
      await pause(500);
    }
  })();
  const clerks = Array.from({ length: 4 }, clerk);
  for (const wanted of [10, 20, 30]) {
    while (acknowledged.size < wanted && (await engine.state(transfer)) === 'running') await pause(50);
    await endWork();
    if (wanted === 20) await client.workflow.getHandle(transfer).terminate('the engine is lost');
    endWork = await work();
    if (wanted === 20) await rebuilding();
  }
  over = true;
  await Promise.all(clerks);
  losing = [];
  await carryThrough(transfer);
  done = true;
  await healing;

  const { rows } = await database.owner.query<{ key: string }>('select key from ledger where transfer = $1', [
    transfer,
  ]);
  const keys = rows.map(({ key }) => key);
  expect([...acknowledged].filter((key) => !keys.includes(key))).toEqual([]);
  expect(new Set(keys).size).toBe(keys.length);
  expect(acknowledged.size).toBeGreaterThan(10);
  expect(await faults()).toEqual([]);
});
