/** Who has a data folder: one start at a time, written down with its children. */
import { existsSync, linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { birthOf } from './guard';
import { codeOf, Trouble } from './trouble';
import { parseJson } from './written-file';

const holder = z.object({
  pid: z.number().int(),
  birth: z.string(),
  children: z.array(z.object({ name: z.string(), pid: z.number().int(), birth: z.string() })),
});
export type Holder = z.infer<typeof holder>;

const patienceMs = 25_000;

function readHolder(lockFile: string): Holder | null {
  const text = existsSync(lockFile) ? readFileSync(lockFile, 'utf8') : '';
  return holder.safeParse(parseJson(text)).data ?? null;
}

/**
 * Takes the lock; a holder that no longer lives is cleaned up after.
 * @throws Trouble where another start has it
 */
export async function take(path: string, lockFile: string, self: Holder): Promise<void> {
  for (;;) {
    // written first and linked then: nobody ever reads a lock without its holder
    const mine = `${lockFile}.${self.pid}`;
    writeFileSync(mine, JSON.stringify(self), { mode: 0o600 });
    try {
      linkSync(mine, lockFile);
      return;
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw error;
    } finally {
      rmSync(mine, { force: true });
    }
    const other = readHolder(lockFile);
    if (other && other.birth !== '' && birthOf(other.pid) === other.birth) {
      throw new Trouble({
        zh: `已有另一个启动（进程 ${other.pid}）在使用数据目录 ${path}：请先停止它（Ctrl-C），或用 --data 指定另一个目录`,
        en: `another start (process ${other.pid}) uses the data folder ${path}: stop it first (Ctrl-C), or give another folder with --data`,
      });
    }
    // its guard is at work, most likely; whatever that leaves is ended here
    for (const child of other?.children ?? []) await endOrphan(child);
    rmSync(lockFile, { force: true });
  }
}

async function endOrphan(child: Holder['children'][number]): Promise<void> {
  const lives = () => child.birth !== '' && birthOf(child.pid) === child.birth;
  for (const signal of ['SIGINT', 'SIGKILL'] as const) {
    if (!lives()) return;
    process.kill(child.pid, signal);
    for (const deadline = Date.now() + patienceMs; lives() && Date.now() < deadline;) await wait(50);
  }
}
