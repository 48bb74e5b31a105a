/**
 * The bench: standard transfers on Fuquan and as many completions on a bare workflow, in turns on the same servers.
 * Never fails for being slow. docs/bench.md says how to read it.
 */
import { join } from 'node:path';
import { cpus } from 'node:os';
import { endWith } from '../src/runtime/trouble';
import { enter, type Contender, type Entrant } from './contender';
import { readOptions, type Options } from './options';
import { bulkOf, comparisonOf, figuresOf, tableOf, type Bulk, type Comparison, type Figures } from './report';
import { startServers } from './servers';
import type { Round } from './site-words';

/** Powers of the standard transfer. */
const standard = 10;
/** Clients of the transfers of many powers. */
const bulkClients = 8;
const mostBulkRounds = 3;

const say = (line: string): void => void process.stderr.write(`  ${line}\n`);

/** Transfers of one client in one round: enough to last, few enough that rounds alternate. */
const transfersEach = (clients: number): number => Math.max(1, Math.ceil((clients === 1 ? 4 : 16) / clients));

/** Who takes part: the bare workflow as the engine's library runs it, the same without traces, Fuquan, and the commit. */
function entrants({ clients, powers, rounds, against, profile }: Options): Entrant[] {
  const ordinary = clients.reduce((sum, n) => sum + n * transfersEach(n) * (rounds + 1) * standard, 0);
  const many = powers.reduce((sum, n) => sum + n * bulkClients * (Math.min(mostBulkRounds, rounds) + 1), 0);
  const one = (
    name: string,
    its: Pick<Entrant, 'worker' | 'untraced'> & Partial<Pick<Entrant, 'bench' | 'powers'>>,
  ): Entrant => ({ name, bench: __dirname, profile: profile && join(profile, name), powers: ordinary, ...its });
  return [
    one('bare', { worker: 'bare-worker', untraced: false }),
    one('bare-untraced', { worker: 'bare-worker', untraced: true }),
    one('fuquan', { worker: 'fuquan-worker', untraced: true, powers: ordinary + many }),
    ...(against ? [one(against.name, { worker: 'fuquan-worker', untraced: true, bench: against.bench })] : []),
  ];
}

/** Lets all take turns; one turn warms up and is not counted, then each is first as often as the other. */
async function takeTurns(
  contenders: readonly Contender[],
  clients: number,
  rounds: number,
): Promise<ReadonlyMap<string, readonly Round[]>> {
  const done = new Map<string, Round[]>(contenders.map(({ name }) => [name, []]));
  for (let turn = 0; turn <= rounds; turn++) {
    for (const contender of turn % 2 === 0 ? contenders : [...contenders].reverse()) {
      const round = await contender.round({ clients, each: transfersEach(clients), powers: standard });
      if (turn > 0) done.get(contender.name)?.push(round);
    }
    if (turn > 0) say(`${clients} clients, round ${turn} of ${rounds}`);
  }
  return done;
}

async function many(fuquan: Contender, powers: number, rounds: number): Promise<Bulk> {
  const done: Round[] = [];
  for (let turn = 0; turn <= rounds; turn++) {
    const round = await fuquan.round({ clients: bulkClients, each: 1, powers });
    if (turn > 0) done.push(round);
  }
  say(`${powers} powers a transfer`);
  return bulkOf(powers, bulkClients, bulkClients * rounds, done);
}

/** All figures of a run. */
interface Measured {
  readonly figures: readonly Figures[];
  readonly comparisons: readonly Comparison[];
  readonly bulks: readonly Bulk[];
}

async function measure(contenders: readonly Contender[], options: Options): Promise<Measured> {
  const figures: Figures[] = [];
  const comparisons: Comparison[] = [];
  for (const clients of options.clients) {
    const rounds = await takeTurns(contenders, clients, options.rounds);
    const bare = rounds.get('bare') ?? [];
    const own = rounds.get('fuquan') ?? [];
    for (const [name, its] of rounds) figures.push(figuresOf(name, clients, its, name === 'bare' ? null : bare));
    const other = options.against && rounds.get(options.against.name);
    if (options.against && other) comparisons.push(comparisonOf(options.against.name, clients, own, other));
  }
  const bulks: Bulk[] = [];
  const fuquan = contenders.find(({ name }) => name === 'fuquan');
  for (const powers of fuquan ? options.powers : [])
    if (fuquan) bulks.push(await many(fuquan, powers, Math.min(mostBulkRounds, options.rounds)));
  return { figures, comparisons, bulks };
}

const conditions = () => ({
  machine: `${cpus().length} × ${cpus()[0]?.model.trim() ?? ''}`,
  node: process.version,
  date: new Date().toISOString(),
  servers: [
    process.env.DATABASE_URL ? 'given PostgreSQL' : 'embedded PostgreSQL, fsync on',
    process.env.TEMPORAL_ADDRESS ? 'given Temporal' : 'Temporal development server, SQLite file',
  ],
});

function tell({ figures, comparisons, bulks }: Measured, json: boolean): void {
  const here = conditions();
  if (json) {
    process.stdout.write(`${JSON.stringify({ conditions: here, figures, comparisons, bulks }, null, 2)}\n`);
    return;
  }
  process.stdout.write(
    `${tableOf(figures, bulks, comparisons)}\n` +
      `${here.machine}, Node ${here.node}, ${here.servers.join('; ')}; everything on this machine.\n` +
      '×: to the bare workflow, median of the rounds’ ratios.\n',
  );
}

async function main(): Promise<void> {
  const options = readOptions();
  const servers = await startServers();
  const contenders: Contender[] = [];
  try {
    for (const entrant of entrants(options)) contenders.push(await enter(entrant, servers));
    tell(await measure(contenders, options), options.json);
  } catch (error) {
    // said at once: other clients may still be sending while the servers go
    console.error(error);
    process.exitCode = 1;
  } finally {
    for (const contender of contenders) await contender.stop();
    await servers.stop();
  }
  process.exit();
}

main().catch(endWith);
