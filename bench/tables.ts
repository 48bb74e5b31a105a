/**
 * What reading tables costs those who ask meanwhile: a server answers a small request over and over, with nothing else to
 * do, while tables are read in processes of their own (as the API does), and while they are read in the server itself.
 */
import { createServer } from 'node:http';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { z } from 'zod';
import { launchColumns } from '../src/documents/power-transfer/columns';
import { readTable } from '../src/documents/tables/sheet-reader';
import { xlsxStream, type SheetCell } from '../src/documents/tables/sheet-writer';
import { createTableReading } from '../src/documents/tables/table-reading';
import { mostRows } from '../src/documents/tables/raw';

const asked = z.object({ url: z.string(), ms: z.number() });
const told = z.array(z.number());

/** Asks one request after the other for a while; its own thread, so that it waits for nothing but the answers. */
async function ask(): Promise<void> {
  const { url, ms } = asked.parse(workerData);
  const latencies: number[] = [];
  const until = performance.now() + ms;
  while (performance.now() < until) {
    const from = performance.now();
    await (await fetch(url)).text();
    latencies.push(performance.now() - from);
  }
  parentPort?.postMessage(latencies);
}

/** The longest list that is taken, with every column filled. */
function largeList(): Promise<Buffer> {
  function* rows(): Generator<SheetCell[]> {
    for (let n = 0; n < mostRows; n++) yield launchColumns.map(({ title }) => `${title.zh}，第 ${n} 行`);
  }
  return buffer(
    xlsxStream([{ name: '清单', columns: launchColumns.map(({ title }) => ({ title: title.zh })), rows: rows() }]),
  );
}

interface Figures {
  readonly p50: number;
  readonly p99: number;
  readonly longest: number;
  /** Tables read in a second. */
  readonly tables: number;
}

/** How long answers take while tables are read, two at a time, one after the other. */
async function measure(url: string, ms: number, read: (() => Promise<unknown>) | null): Promise<Figures> {
  const client = new Worker(__filename, { workerData: { url, ms } });
  let over = false;
  let count = 0;
  const reading = async () => {
    while (read && !over) {
      await read();
      count++;
    }
  };
  const readers = Promise.all([reading(), reading()]);
  const from = performance.now();
  const latencies = await new Promise<number[]>((resolve, reject) => {
    client.once('message', (message) => resolve(told.parse(message))).once('error', reject);
  });
  const seconds = (performance.now() - from) / 1_000;
  over = true;
  const tables = count / seconds;
  await readers;
  const sorted = latencies.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
  return { p50: at(0.5), p99: at(0.99), longest: at(1), tables };
}

const median = (numbers: readonly number[]): number =>
  numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { rounds: { type: 'string', default: '3' }, seconds: { type: 'string', default: '10' } },
  });
  const [rounds, ms] = [Number(values.rounds), Number(values.seconds) * 1_000];
  const content = await largeList();
  const apart = createTableReading(
    { seconds: 300 },
    join(__dirname, '..', 'src', 'documents', 'tables', 'read-table-main.js'),
  );
  const ways: readonly (readonly [string, (() => Promise<unknown>) | null])[] = [
    ['nothing read', null],
    ['read apart', () => apart.read(content, launchColumns)],
    ['read in the server', () => readTable(content, launchColumns)],
  ];
  const server = createServer((_, response) => response.end('{"items":[]}'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/`;
  const done = new Map<string, Figures[]>(ways.map(([name]) => [name, []]));
  // one turn warms up; then each is first as often as the other
  for (let turn = 0; turn <= rounds; turn++)
    for (const [name, read] of turn % 2 === 0 ? ways : [...ways].reverse()) {
      const figures = await measure(url, turn === 0 ? ms / 5 : ms, read);
      if (turn > 0) done.get(name)?.push(figures);
    }
  server.close();
  const of = (name: string, figure: keyof Figures) => median((done.get(name) ?? []).map((one) => one[figure]));
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const lines = ways.map(([name]) => {
    const times = (figure: 'p50' | 'p99') => (of(name, figure) / of('nothing read', figure)).toFixed(1);
    const shown = (['p50', 'p99', 'longest'] as const).map((figure) => of(name, figure).toFixed(1));
    return line([name, ...shown, times('p50'), times('p99'), of(name, 'tables').toFixed(2)]);
  });
  process.stdout.write(
    `${[line(['', 'p50 ms', 'p99 ms', 'longest ms', '× p50', '× p99', 'tables/s']), '|---|---|---|---|---|---|---|', ...lines].join('\n')}\n`,
  );
}

void (isMainThread ? main() : ask());
