import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { z } from 'zod';
import { projectRoot, toolFolder } from './places';
import type { Progress } from './progress';
import { Trouble } from './trouble';

/** Where Temporal's development server may come from. */
export interface Search {
  /** TEMPORAL_CLI_PATH, if it is set. */
  readonly given: string | null;
  /** Folders where an earlier start may have put it. */
  readonly kept: readonly string[];
  readonly progress: Progress;
  readonly signal: AbortSignal;
}

const end = process.platform === 'win32' ? '.exe' : '';
const said = z.union([
  z.object({ progress: z.object({ begin: z.string(), at: z.string(), done: z.string() }).partial() }),
  z.object({ found: z.string() }),
  z.object({ missing: z.object({ zh: z.string(), en: z.string() }) }),
]);

/** What scripts/fetch-server.mjs is asked; it says there what each is. */
interface Request {
  readonly kind: 'dev-server' | 'time-skipping';
  readonly target: string;
  readonly given?: string | null;
  readonly kept?: readonly string[];
}

/**
 * Runs the script that finds, downloads or builds a server, also when nothing but Node is installed yet.
 * @returns the program's path, or why there is none
 */
async function fetchServer(
  request: Request,
  progress: Progress,
  signal: AbortSignal,
): Promise<{ readonly found: string } | { readonly missing: { readonly zh: string; readonly en: string } }> {
  signal.throwIfAborted();
  const script = join(projectRoot, 'scripts', 'fetch-server.mjs');
  const child = spawn(process.execPath, [script, JSON.stringify({ ...request, packages: true })], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    // a group of its own: Ctrl-C ends it by the signal here, which it passes on
    detached: true,
  });
  const stop = () => child.kill('SIGTERM');
  signal.addEventListener('abort', stop);
  try {
    return await new Promise((resolve, reject) => {
      child.on('error', reject);
      // not at its exit, which may be heard before the last message
      child.on('disconnect', () => reject(new Error('fetch-server.mjs ended without an answer')));
      child.on('message', (message) => {
        const heard = said.parse(message);
        if (!('progress' in heard)) resolve(heard);
        else if (heard.progress.begin !== undefined) progress.begin(heard.progress.begin);
        else if (heard.progress.at !== undefined) progress.at(heard.progress.at);
        else progress.done(heard.progress.done);
      });
    });
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

/**
 * The program `temporal`: the given one, on PATH (or where Go installs programs), kept by an earlier start, by the SDK's
 * download, or built with Go.
 * @throws Trouble where it cannot be had, or the given one is no program
 */
export async function findTemporal({ given, kept, progress, signal }: Search): Promise<string> {
  const target = join(toolFolder, `temporal${end}`);
  const answer = await fetchServer({ kind: 'dev-server', target, given, kept }, progress, signal);
  if ('found' in answer) return answer.found;
  throw new Trouble(answer.missing);
}

/**
 * Lets the SDK download the server that lets time pass. Gives up when it is refused, or when nothing has arrived for twenty seconds.
 * @returns whether the program is now at `target`
 */
export async function downloadTimeSkipping(target: string, progress: Progress, signal: AbortSignal): Promise<boolean> {
  return 'found' in (await fetchServer({ kind: 'time-skipping', target }, progress, signal));
}
