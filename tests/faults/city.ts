/** The city under test: a database, an engine, transfers in it, and people who send commands. */
import { Client, Connection } from '@temporalio/client';
import { DefaultLogger, Runtime } from '@temporalio/worker';
import type { KeyObject } from 'node:crypto';
import type { Pool } from 'pg';
import { createEngine, type Commands, type Engine } from '../../src/api/engine/engine';
import { openDatabase } from '../../src/database/connection';
import { rangesOf } from '../../src/database/multirange';
import { loadBenchPowers } from '../../src/database/seed/bench-powers';
import { loadSeed } from '../../src/database/seed/seed';
import { powerTransfer } from '../../src/domain/power-transfer/procedure';
import { participantsOf } from '../../src/domain/procedure/participants';
import { packOfficers } from '../../src/domain/power-transfer/officers';
import type { TransferLaunch } from '../../src/domain/power-transfer/launch';
import type { CompleteStep, Person } from '../../src/domain/procedure/message';
import { unpack } from '../../src/domain/procedure/ranges';
import type { Task } from '../../src/domain/procedure/record';
import { Refusal } from '../../src/domain/refusal';
import { signCommand, signLaunch } from '../../src/ledger/command-signature';
import { taskQueue } from '../../src/runtime/worker';
import { anAnswer, type AnswerChoice } from '../builders/answers';
import { aLaunch, cultureGroup, marketGroup, type LaunchChoice } from '../builders/launch';
import { sealing } from '../setup/sealing';
import { signingKeyOf, unusedKeyOf } from '../setup/signing';
import { buildPrograms, startWorker, type MortalWorker, type Programs } from './processes';
import { startFaultServers, type FaultServers } from './servers';
import type { WorkerSettings } from './worker-under-test';

/** Thirty-two bytes that encrypt the demonstration's personal data. */
export const secret = Buffer.alloc(32, 7);

export interface City {
  readonly servers: FaultServers;
  readonly programs: Programs;
  /** As the owner, to look behind the application's back. */
  readonly database: Pool;
  readonly client: Client;
  /** As the API sees it: signs what people send, and sends again what was lost on the way. */
  readonly engine: SigningEngine;
  readonly signingKey: KeyObject;
  worker(settings?: Partial<Omit<WorkerSettings, 'bundle'>>): Promise<MortalWorker>;
  /** Lays down a launch's rows; the engine is not told. */
  layDown(choice?: LaunchChoice): Promise<TransferLaunch>;
  /** Lays down and starts a transfer, and waits for its first entry. */
  launch(choice?: LaunchChoice, queue?: string): Promise<TransferLaunch>;
  stop(): Promise<void>;
}

/** The engine with the API's signature on all that is sent. */
export type SigningEngine = Engine & {
  sign<N extends keyof Commands>(name: N, transfer: string, command: Commands[N]): Commands[N];
};
/** Signs with such a key whatever is sent. */
export function signing(engine: Engine, key: KeyObject): SigningEngine {
  const sign: SigningEngine['sign'] = (name, transfer, command) =>
    signCommand(transfer, name, command, Date.now(), key);
  return {
    ...engine,
    sign,
    update: (name, transfer, command) => engine.update(name, transfer, sign(name, transfer, command)),
  };
}

export const coordinator: Person = { id: 'coordinator', office: 'coordination', role: 'coordinator' };

/** Officers that the database knows; the third is trained and certified on the way. */
const nominated = packOfficers([
  { id: 'kaihua-01', fields: ['market-regulation', 'culture'], certifiedUntil: '2099-12-31' },
  { id: 'kaihua-02', fields: ['market-regulation', 'culture'] },
  { id: 'kaihua-03', fields: ['market-regulation', 'culture'], certifiedUntil: '2099-12-31' },
]);

/** A command that answers a task with what the database's foreign keys accept. */
export const command = (launch: TransferLaunch, task: Task, choice: AnswerChoice = {}): CompleteStep =>
  anAnswer(launch, task, {
    ...choice,
    kept: task.step === 'declare-need' || task.step === 'nominate-officers' ? { officers: nominated } : {},
  });

interface TaskRow {
  readonly id: string;
  readonly step: string;
  readonly organisation: string;
  readonly about: string | null;
  readonly powers: string;
  readonly opened: Date;
  readonly due: Date | null;
  readonly overdue: boolean;
}

/** Tasks of people, as the list of tasks in the database has them. */
export async function openTasks(database: Pool, transfer: string): Promise<Task[]> {
  const { rows } = await database.query<TaskRow>(
    `select id, step, organisation, about, powers::text, opened, due, overdue from task
      where transfer = $1 and organisation <> 'system' order by opened, id`,
    [transfer],
  );
  return rows.map(({ organisation, about, powers, opened, due, overdue, ...row }) => ({
    ...row,
    office: organisation,
    ...(about === null ? {} : { about }),
    powers: rangesOf(powers),
    opened: opened.getTime(),
    due: due?.getTime() ?? null,
    ...(overdue ? { overdue } : {}),
  }));
}

/** What a slow machine does not answer in time is asked again. */
export function notYet(error: unknown): undefined {
  if (!(error instanceof Refusal) || error.code !== 'engine-unavailable') throw error;
}

/** Waits until it is so. */
export async function eventually<T>(
  what: string,
  look: () => Promise<T | undefined | false>,
  patienceMs = 120_000,
): Promise<T> {
  for (const deadline = Date.now() + patienceMs; ;) {
    const seen = await look();
    if (seen !== undefined && seen !== false) return seen;
    if (Date.now() > deadline) throw new Error(`waited in vain: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 15));
  }
}

/** How a city is founded. */
export interface Founding {
  /** As a version before left it that signed nothing: there is a key to sign with, and nobody need sign yet. */
  readonly signsNothingYet?: true;
  /** An empty folder for all that it keeps; one of its own without it. */
  readonly folder?: string;
}

/** A city with so many powers in its catalogue; everything in it is the test's own. */
export async function foundCity(powers: number, { signsNothingYet, folder }: Founding = {}): Promise<City> {
  // replays run in this process, and say nothing but what is wrong
  Runtime.install({ logger: new DefaultLogger('ERROR') });
  const servers = await startFaultServers(folder);
  const stops: (() => Promise<unknown>)[] = [() => servers.stop()];
  const stop = async () => {
    for (const one of stops.reverse()) await one();
  };
  try {
    const database = openDatabase(servers.databaseUrl, { max: 10 });
    stops.push(() => database.end());
    const [programs] = await Promise.all([
      buildPrograms(servers.folder),
      loadSeed(database, { demonstration: true, key: secret }).then(() => loadBenchPowers(database, powers)),
    ]);
    const connection = await Connection.connect({ address: servers.temporalAddress });
    stops.push(() => connection.close());
    const client = new Client({ connection, dataConverter: sealing });
    const signingKey = await (signsNothingYet ? unusedKeyOf : signingKeyOf)(database);
    const engine = signing(createEngine(client), signingKey);
    const workers: MortalWorker[] = [];
    stops.push(() => Promise.all(workers.map((worker) => worker.kill())));
    let transfers = 0;
    let used = 0;

    const layDown = async (choice: LaunchChoice = {}): Promise<TransferLaunch> => {
      const launch = aLaunch({ transfer: `fault-${++transfers}`, groups: [marketGroup, cultureGroup], ...choice });
      const { transfer, subDistrict, transition, count, groups } = launch;
      const first = used;
      used += count;
      const rows = groups.flatMap((group) => unpack(group.powers).map((position) => ({ position, ...group })));
      const insert = await database.connect();
      try {
        await insert.query('begin');
        await insert.query(
          `insert into matter (id, procedure, title, launched_by, digest, document, launch, started)
            values ($1, $2, $1, 'coordinator', 'digest', $3, $4, now())`,
          [
            transfer,
            powerTransfer.code,
            signsNothingYet ? { title: transfer } : signLaunch(transfer, { title: transfer }, Date.now(), signingKey),
            launch,
          ],
        );
        await insert.query(
          `insert into power_transfer (matter, sub_district, transition, mode) values ($1, $2, $3, 'mixed')`,
          [transfer, subDistrict, transition],
        );
        await insert.query(`insert into head (transfer, state) values ($1, 'in-progress')`, [transfer]);
        await insert.query(
          'insert into participant select $1, organisation, party from jsonb_to_recordset($2) x(organisation text, party text)',
          [transfer, JSON.stringify(participantsOf(powerTransfer, launch))],
        );
        await insert.query(
          `with i as (insert into item (matter, position, subject, state)
              select $1, x.position, 'BX-' || lpad(($2 + x.position + 1)::text, 4, '0'), 'in-progress' from jsonb_to_recordset($4) x(position int))
            insert into power_transfer_item (matter, position, power, department, field, mode, scope, period_from, period_until, sub_district)
            select $1, x.position, 'BX-' || lpad(($2 + x.position + 1)::text, 4, '0'), x.department, x.field, x.mode, '{}',
              case x.mode when 'entrust' then date '2020-01-01' end, x.until, $3
            from jsonb_to_recordset($4) x(position int, department text, field text, mode text, until date)`,
          [transfer, first, subDistrict, JSON.stringify(rows)],
        );
        await insert.query('commit');
      } catch (error) {
        await insert.query('rollback');
        throw error;
      } finally {
        insert.release();
      }
      return launch;
    };
    return {
      servers,
      programs,
      database,
      client,
      engine,
      signingKey,
      layDown,
      worker: async (settings = {}) => {
        const { workerDatabaseUrl: databaseUrl, temporalAddress } = servers;
        const worker = await startWorker(programs, { databaseUrl, temporalAddress, ...settings });
        workers.push(worker);
        return worker;
      },
      launch: async (choice, queue = taskQueue) => {
        const launch = await layDown(choice);
        // a short task timeout: it decides how long a procedure stands still after a death
        await client.workflow.start('powerTransfer', {
          taskQueue: queue,
          workflowId: launch.transfer,
          args: [launch],
          workflowTaskTimeout: '1s',
        });
        // it is asked, not its list of tasks: where it answers, its first record is behind it
        await eventually('the first task', async () => {
          const inspection = await engine.inspect(launch.transfer).catch(notYet);
          return (inspection?.seq ?? 0) > 0;
        });
        return launch;
      },
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
