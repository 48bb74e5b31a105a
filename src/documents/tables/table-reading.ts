/**
 * Tables that people upload are read in a process of their own, with bounds of time and memory: whatever a file makes of
 * its reader, the API goes on.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { setPriority } from 'node:os';
import { join } from 'node:path';
import { buffer, text } from 'node:stream/consumers';
import { Refusal } from '../../domain/refusal';
import type { Table, TableColumn } from './table';
import { tableAnswer } from './table-exchange';

/** Reads tables somewhere else. */
export interface TableReading {
  /**
   * Reads a table as `readTable` does.
   *
   * @throws Refusal as `readTable`, and `sheet-too-large`, `sheet-too-slow`, `sheets-busy`
   */
  read<K extends string>(content: Buffer, columns: readonly TableColumn<K>[]): Promise<Table<K>>;
}

/** Bounds of reading. */
export interface ReadingBounds {
  /** For one file, from when its reader starts. */
  readonly seconds: number;
  /** Of the reader's heap. */
  readonly megabytes: number;
  /** Readers at a time. */
  readonly readers: number;
  /** Files that may wait for a reader. */
  readonly waiting: number;
}
const usual: ReadingBounds = { seconds: 30, megabytes: 160, readers: 2, waiting: 20 };

/**
 * @param program the built `read-table-main.js`
 */
export function createTableReading(
  bounds: Partial<ReadingBounds> = {},
  program: string = join(__dirname, 'read-table-main.js'),
): TableReading {
  const { seconds, megabytes, readers, waiting } = { ...usual, ...bounds };
  let busy = 0;
  const queue: (() => void)[] = [];
  const free = () => {
    const next = queue.shift();
    if (next) next();
    else busy--;
  };
  /** Waits for a reader that is free. */
  async function turn(): Promise<void> {
    if (busy < readers) busy++;
    else if (queue.length >= waiting) throw new Refusal('sheets-busy');
    else await new Promise<void>((resolve) => queue.push(resolve));
  }

  return {
    read: async (content, columns) => {
      await turn();
      try {
        const child = spawn(process.execPath, [`--max-old-space-size=${megabytes}`, program], {
          stdio: ['pipe', 'pipe', 'pipe'],
          // whoever reads foreign files is told nothing of this system
          env: process.env['SystemRoot'] === undefined ? {} : { SystemRoot: process.env['SystemRoot'] },
        });
        const answer = await exchange(child, `${JSON.stringify(columns)}\n`, content, seconds);
        const found = tableAnswer(columns).parse(JSON.parse(answer));
        if ('table' in found) return found.table;
        throw new Refusal(found.refusal.code, found.refusal);
      } finally {
        free();
      }
    },
  };
}

/** Sends a reader its work and takes its answer. */
async function exchange(
  child: ChildProcess & {
    readonly stdin: NodeJS.WritableStream;
    readonly stdout: NodeJS.ReadableStream;
    readonly stderr: NodeJS.ReadableStream;
  },
  head: string,
  content: Buffer,
  seconds: number,
): Promise<string> {
  let late = false;
  const limit = setTimeout(() => {
    late = true;
    child.kill('SIGKILL');
  }, seconds * 1_000);
  try {
    const ended = new Promise<{ readonly code: number | null }>((resolve, reject) =>
      child.once('error', reject).once('close', (code) => resolve({ code })),
    );
    // those who wait come first
    if (child.pid !== undefined) yieldTo(child.pid);
    // a reader that was ended takes no more: how it ended says why
    child.stdin.on('error', () => undefined);
    child.stdin.write(head);
    child.stdin.end(content);
    const [{ code }, answer, said] = await Promise.all([ended, buffer(child.stdout), text(child.stderr)]);
    if (code === 0) return answer.toString('utf8');
    if (late) throw new Refusal('sheet-too-slow', { field: '/file', params: { seconds } });
    // ended from outside, or by itself where its memory did not last
    if (code === null || /heap out of memory|allocation failed/i.test(said))
      throw new Refusal('sheet-too-large', { field: '/file' });
    throw new Error(`the reader of tables ended with ${code}: ${said.slice(-2_000)}`);
  } finally {
    clearTimeout(limit);
  }
}

function yieldTo(pid: number): void {
  try {
    setPriority(pid, 10);
  } catch {
    // it has ended already, or the system does not let us: both are no matter
  }
}
