/** A version's own command `fuquan`, as a process of its own. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';

/** Runs it; its exit code, and what it said. */
export function fuquan({ folder, server }, args, { token = '', environment = process.env } = {}) {
  const child = spawn(process.execPath, [join(folder, 'dist', 'src', 'cli', 'main.js'), ...args], {
    cwd: folder,
    env: { ...environment, FUQUAN_SERVER: server, FUQUAN_TOKEN: token, LANG: 'en_US.UTF-8', NO_COLOR: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (text += chunk));
  return new Promise((resolve, reject) =>
    child.on('error', reject).on('close', (code) => resolve({ code, text: text.trim() })),
  );
}

/** Does work for each of a list, a few at a time. */
export async function each(items, work, atOnce = 2) {
  const waiting = [...items];
  const one = async () => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: atOnce }, one));
}
