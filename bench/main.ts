/**
 * The bench: standard transfers on Fuquan and as many completions on a bare workflow, in turns on the same servers.
 * Never fails for being slow. docs/bench.md says how to read it.
 */
import { join, resolve } from 'node:path';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { Client, Connection } from '@temporalio/client';
import { createEngine } from '../src/api/engine';
import { openDatabase } from '../src/database/connection';
import { workerArguments } from '../src/runtime/parts';
import { endWith } from '../src/runtime/trouble';
import { runRound, type Contender, type Round } from './load';
import { bulkOf, figuresOf, tableOf, type Bulk, type Figures } from './report';
import { startServers } from './servers';
import { prepareCity, type Transfer } from './transfers';

const usage = `npm run bench -- steps [--clients 1,8,50] [--rounds 5] [--powers 100,500] [--json]
                       [--against DIST] [--profile DIR]

  --against   another build (a copy of dist/) as one more contender
  --profile   CPU profiles of the workers are written there
`;

/** Powers of the standard transfer. */
const standard = 10;
/** Clients of the transfers of many powers. */
const bulkClients = 8;

interface Options {
  readonly clients: readonly number[];
  readonly rounds: number;
  readonly powers: readonly number[];
  readonly json: boolean;
  readonly against: string | null;
  readonly profile: string | null;
}

function readOptions(): Options {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      clients: { type: 'string', default: '1,8,50' },
      rounds: { type: 'string', default: '5' },
      powers: { type: 'string', default: '100,500' },
      json: { type: 'boolean', default: false },
      against: { type: 'string' },
      profile: { type: 'string' },
    },
  });
  const list = (text: string) =>
    text
      .split(',')
      .filter((part) => part !== '')
      .map(Number);
  const clients = list(values.clients);
  const powers = list(values.powers);
  const rounds = Number(values.rounds);
  const counts = [...clients, ...powers, rounds];
  const right = counts.every((n) => Number.isInteger(n) && n > 0) && powers.every((n) => n % 2 === 0 && n <= 500);
  if (positionals[0] !== 'steps' || positionals.length > 1 || !right) {
    process.stderr.write(usage);
    process.exit(2);
  }
  const path = (given: string | undefined) => (given === undefined ? null : resolve(given));
  return { clients, rounds, powers, json: values.json, against: path(values.against), profile: path(values.profile) };
}

/** What a contender's worker process is started from. */
interface Entry {
  readonly entry: string;
  /** What Node is told before it; as in production without it. */
  readonly nodeArguments?: readonly string[];
  /** Whether its transfers stand in the database before they start. */
  readonly laidDown?: boolean;
}

/** Transfers of one client in one round: enough to last, few enough that rounds alternate. */
const transfersEach = (clients: number): number => Math.max(1, Math.ceil((clients === 1 ? 4 : 16) / clients));

async function main(): Promise<void> {
  const options = readOptions();
  const say = (line: string) => process.stderr.write(`  ${line}\n`);
  const servers = await startServers();
  const undoing: (() => Promise<unknown>)[] = [servers.stop];
  const stop = async () => {
    for (const one of undoing.reverse()) await one();
  };
  try {
    const database = openDatabase(servers.databaseUrl, { application: 'fuquan-bench' });
    const connection = await Connection.connect({ address: servers.address });
    undoing.push(
      () => database.end(),
      () => connection.close(),
    );
    const client = new Client({ connection });
    const enter = async (
      name: string,
      { entry, nodeArguments = workerArguments, laidDown = true }: Entry,
    ): Promise<Contender> => {
      const taskQueue = `bench-${name}-${Date.now()}`;
      const profile = options.profile && join(options.profile, name);
      const worker = await servers.startWorker(entry, { taskQueue, nodeArguments, profile });
      return { name, engine: createEngine(client, { taskQueue, patienceMs: 120_000 }), worker, laidDown };
    };
    const fuquan = await enter('fuquan', { entry: join(__dirname, 'fuquan-worker.js') });
    const bareEntry = { entry: join(__dirname, 'bare-worker.js'), laidDown: false };
    const bare = await enter('bare', { ...bareEntry, nodeArguments: ['--enable-source-maps'] });
    const untraced = await enter('bare-untraced', bareEntry);
    const other = options.against
      ? [await enter('other', { entry: join(options.against, 'bench', 'fuquan-worker.js') })]
      : [];
    const contenders = [bare, untraced, fuquan, ...other];

    const transfersOf = (clients: number) =>
      clients * transfersEach(clients) * (options.rounds + 1) * contenders.length;
    const bulkRounds = Math.min(3, options.rounds);
    const total =
      options.clients.reduce((sum, clients) => sum + transfersOf(clients) * standard, 0) +
      options.powers.reduce((sum, powers) => sum + powers * bulkClients * (bulkRounds + 1), 0);
    const prepare = await prepareCity(database, total);
    const workFor = async (
      clients: number,
      each: number,
      powers: number,
      { laidDown }: Contender,
    ): Promise<Transfer[][]> => {
      const work: Transfer[][] = [];
      for (let n = 0; n < clients; n++) {
        const own: Transfer[] = [];
        for (let i = 0; i < each; i++) own.push(await prepare(powers, laidDown));
        work.push(own);
      }
      return work;
    };
    /** Whether every power of these transfers stands where the bench says that it brought them. */
    const arrived = async (work: readonly (readonly Transfer[])[]) => {
      const ids = work.flat().map(({ launch }) => launch.transfer);
      const { rows } = await database.query<{ state: string }>(
        'select distinct state from transfer_power where transfer = any($1)',
        [ids],
      );
      const states = rows.map(({ state }) => state).join();
      if (states !== 'trial') throw new Error(`transfers were to be in their trial and are: ${states}`);
    };
    const round = async (contender: Contender, clients: number, each: number, powers: number): Promise<Round> => {
      const work = await workFor(clients, each, powers, contender);
      const done = await runRound(contender, client, work);
      if (contender.laidDown) await arrived(work);
      return done;
    };

    const figures: Figures[] = [];
    for (const clients of options.clients) {
      const rounds = new Map<Contender, Round[]>(contenders.map((contender) => [contender, []]));
      for (let turn = 0; turn <= options.rounds; turn++) {
        // one warms up, then they take turns, each first as often as the other
        for (const contender of turn % 2 === 0 ? contenders : [...contenders].reverse()) {
          const done = await round(contender, clients, transfersEach(clients), standard);
          if (turn > 0) rounds.get(contender)?.push(done);
        }
        if (turn > 0) say(`${clients} clients, round ${turn} of ${options.rounds}`);
      }
      for (const [contender, done] of rounds) {
        figures.push(figuresOf(contender.name, clients, done, contender === bare ? null : (rounds.get(bare) ?? null)));
        const { stepsPerSecond, p50, cpu } = figures.at(-1)?.ratios ?? { stepsPerSecond: 1, p50: 1, cpu: 1 };
        say(
          `${contender.name}: steps/s × ${stepsPerSecond.toFixed(2)}, p50 × ${p50.toFixed(2)}, CPU × ${cpu.toFixed(2)}`,
        );
      }
    }
    const bulks: Bulk[] = [];
    for (const powers of options.powers) {
      const done: Round[] = [];
      for (let turn = 0; turn <= bulkRounds; turn++) {
        const one = await round(fuquan, bulkClients, 1, powers);
        if (turn > 0) done.push(one);
      }
      say(`${powers} powers a transfer`);
      bulks.push(bulkOf(powers, bulkClients, bulkClients * bulkRounds, done));
    }

    const [processor] = cpus();
    const conditions = {
      machine: `${cpus().length} × ${processor?.model.trim() ?? ''}`,
      node: process.version,
      date: new Date().toISOString(),
      servers: [
        process.env.DATABASE_URL ? 'given PostgreSQL' : 'embedded PostgreSQL, fsync on',
        process.env.TEMPORAL_ADDRESS ? 'given Temporal' : 'Temporal development server, SQLite file',
      ],
    };
    if (options.json) process.stdout.write(`${JSON.stringify({ conditions, figures, bulks }, null, 2)}\n`);
    else {
      process.stdout.write(`${tableOf(figures, bulks)}\n`);
      process.stdout.write(
        `${conditions.machine}, Node ${conditions.node}, ${conditions.servers.join('; ')}; everything on this machine.\n`,
      );
      process.stdout.write('×: to the bare workflow, median of the rounds’ ratios.\n');
    }
  } catch (error) {
    // said at once: other clients may still be sending while the servers go
    console.error(error);
    process.exitCode = 1;
  } finally {
    await stop();
  }
  process.exit();
}

main().catch(endWith);
