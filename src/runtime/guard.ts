import { execFileSync, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from './places';

/** Sees to it that no server outlives the process that started it, however that one ends (scripts/guard.mjs). */
export interface Guard {
  add(pid: number, signal: NodeJS.Signals): void;
  remove(pid: number): void;
  /** Ends the guard; whatever is still on its list is ended with it. */
  close(): Promise<void>;
}

/** Starts a guard; it is in a process group of its own, so that Ctrl-C in a terminal does not reach it. */
export function startGuard(): Guard {
  const child = spawn(process.execPath, [join(projectRoot, 'scripts', 'guard.mjs')], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  });
  // where the guard itself was killed, its pipe breaks: the servers still end in order with their starter
  child.stdin.on('error', () => undefined);
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.unref();
  return {
    add: (pid, signal) => void child.stdin.write(`+ ${pid} ${signal}\n`),
    remove: (pid) => void child.stdin.write(`- ${pid}\n`),
    close: () => {
      child.ref();
      child.stdin.end();
      return ended;
    },
  };
}

/**
 * What tells a process from a later one with the same number: when it was started. `''` where no such process lives.
 * A process that has ended and was not yet waited for counts as gone.
 */
export function birthOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // the name stands in parentheses and may hold anything; state is field 3, the start time is field 22
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' ? '' : (fields[19] ?? '');
  } catch {
    if (process.platform === 'linux' || process.platform === 'win32') return '';
  }
  try {
    return execFileSync('ps', ['-o', 'lstart=', '-p', `${pid}`], { encoding: 'utf8' }).trim();
  } catch {
    return '';
  }
}
