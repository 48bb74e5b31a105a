/**
 * One contender's site: its database, its clients and its worker, all of one build. The bench (main.ts) starts one for each
 * contender and tells it when its rounds are; so builds that differ in tables and commands run beside each other.
 */
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { createEngine } from '../src/api/engine/engine';
import { openDatabase } from '../src/database/connection';
import { migrate } from '../src/database/migrate';
import { workerArguments } from '../src/runtime/parts';
import { endWith } from '../src/runtime/trouble';
import { runRound } from './load';
import { roundTask, siteTask, type Round, type RoundTask, type SiteAnswer } from './site-words';
import { prepareCity, type Transfer } from './transfers';
import { benchCodec, provideSigning } from './trust';
import { startWorker } from './worker-child';

const answer = (said: SiteAnswer): void => void process.send?.(said);

async function main(): Promise<void> {
  const task = siteTask.parse(JSON.parse(process.argv[2] ?? '{}'));
  const { address, namespace, databaseUrl } = task;
  await migrate(databaseUrl);
  const database = openDatabase(databaseUrl, { application: 'fuquan-bench' });
  const connection = await Connection.connect({ address });
  const laidDown = task.worker === 'fuquan-worker';
  // the others are bare procedures, which keep everything openly
  const dataConverter = { payloadCodecs: laidDown && benchCodec ? [benchCodec] : [] };
  const client = new Client({ connection, namespace, dataConverter });
  const signing = await provideSigning(database);
  const prepare = await prepareCity(database, task.powers, signing);
  const taskQueue = `bench-${Date.now()}`;
  const worker = await startWorker(join(__dirname, `${task.worker}.js`), {
    nodeArguments: task.untraced ? workerArguments : ['--enable-source-maps'],
    profile: task.profile,
    args: [address, databaseUrl, taskQueue, namespace],
  });
  const engine = createEngine(client, { taskQueue, patienceMs: 120_000 });

  const workFor = async ({ clients, each, powers }: RoundTask): Promise<Transfer[][]> => {
    const work: Transfer[][] = [];
    for (let n = 0; n < clients; n++) {
      const own: Transfer[] = [];
      for (let i = 0; i < each; i++) own.push(await prepare(powers, laidDown));
      work.push(own);
    }
    return work;
  };
  /** Whether every power of these transfers stands where the bench says that it brought them. */
  const arrived = async (work: readonly (readonly Transfer[])[]): Promise<void> => {
    const ids = work.flat().map(({ launch }) => launch.transfer);
    // what older builds call items
    const { rows: tables } = await database.query(`select from pg_class where relname = 'item'`);
    const { rows } = await database.query<{ state: string }>(
      tables.length > 0
        ? 'select distinct state from item where matter = any($1)'
        : 'select distinct state from transfer_power where transfer = any($1)',
      [ids],
    );
    const states = rows.map(({ state }) => state).join();
    if (states !== 'trial') throw new Error(`transfers were to be in their trial and are: ${states}`);
  };
  const runOne = async (asked: RoundTask): Promise<Round> => {
    const work = await workFor(asked);
    const sign = laidDown ? signing.command : undefined;
    const done = await runRound({ name: namespace, engine, worker, laidDown, sign }, client, work);
    if (laidDown) await arrived(work);
    return done;
  };

  process.on('message', (message) => {
    runOne(roundTask.parse(message)).then(
      (done) => answer({ round: done }),
      (error: unknown) => answer({ failed: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
    );
  });
  process.on('disconnect', () => {
    Promise.allSettled([worker.stop(), database.end(), connection.close()]).then(
      () => process.exit(0),
      () => process.exit(1),
    );
  });
  answer({ ready: true });
}

main().catch(endWith);
