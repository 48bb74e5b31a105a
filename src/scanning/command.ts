/** A scanner that is a program: run once for each file. */
import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { findingOf, ScannerFailed, type Verdict } from './verdict';

/** Stands for the path of the file among the program's arguments. */
export const filePlace = '{file}';

/** Characters of what the program prints that are kept: enough for a finding. */
const mostPrinted = 10_000;

/** What of our own environment a scanner needs; our secrets are not among it. */
const handedOn = ['PATH', 'HOME', 'LANG', 'LC_ALL', 'TMPDIR', 'TZ'];
const environment = () => Object.fromEntries(Object.entries(process.env).filter(([name]) => handedOn.includes(name)));

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly complaint: string;
}

/** The beginning of what a stream says. */
function beginningOf(stream: Readable): () => string {
  let text = '';
  stream.setEncoding('utf8');
  stream.on('data', (more: string) => {
    if (text.length < mostPrinted) text += more;
  });
  return () => text;
}

function run(
  [program = '', ...words]: readonly string[],
  input: Buffer | undefined,
  timeoutMs: number,
): Promise<Ended> {
  return new Promise((resolve, reject) => {
    // a group of its own, so that what the program starts ends with it
    const child = spawn(program, words, { stdio: 'pipe', detached: true, env: environment() });
    const fail = (why: string) => reject(new ScannerFailed(`${program}: ${why}`));
    const timer = setTimeout(() => {
      killGroup(child.pid);
      fail(`no answer in ${timeoutMs} ms`);
    }, timeoutMs);
    const [out, complaint] = [beginningOf(child.stdout), beginningOf(child.stderr)];
    // a program that has seen enough closes its input; its exit code says what it saw
    child.stdin.on('error', () => undefined);
    child.on('error', (error) => {
      clearTimeout(timer);
      fail(error.message);
    });
    child.on('close', (code) => {
      clearTimeout(timer);
      resolve({ code, out: out(), complaint: complaint() });
    });
    child.stdin.end(input);
  });
}

function killGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // it ended by itself at that moment
  }
}

/**
 * What a program says of a file, by its exit code: 0 clean, 1 infected, with the finding on standard output. The file
 * comes on standard input, or by its path where the command has `{file}`.
 *
 * @throws ScannerFailed for any other end, one that takes too long among them
 */
export async function runScan(command: readonly string[], content: Buffer, timeoutMs: number): Promise<Verdict> {
  const { code, out, complaint } = command.includes(filePlace)
    ? await withFile(content, (path) =>
        run(
          command.map((word) => (word === filePlace ? path : word)),
          undefined,
          timeoutMs,
        ),
      )
    : await run(command, content, timeoutMs);
  if (code === 0) return { clean: true };
  if (code === 1) return { clean: false, finding: findingOf(out) };
  throw new ScannerFailed(`${command[0] ?? ''}: ended with ${code ?? 'a signal'}: ${findingOf(complaint)}`);
}

/** A file that only we can read, for as long as it is looked at. */
async function withFile<T>(content: Buffer, work: (path: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'fuquan-scan-'));
  try {
    const path = join(folder, 'upload');
    await writeFile(path, content, { mode: 0o600 });
    return await work(path);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
