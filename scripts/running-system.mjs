/** A system of its own for a check: `npm start` with the demonstration city, in a folder that is thrown away. */
import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { root } from './install.mjs';

const patienceMs = 240_000;
const npmStart = ['npm', 'start', '--'];

/** What does not hold, to be said without a stack. */
export class Wrong extends Error {}

const freePort = () =>
  new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });

async function isReady(server) {
  try {
    return (await fetch(`${server}/readyz`, { signal: AbortSignal.timeout(2_000) })).status === 200;
  } catch {
    return false;
  }
}

async function untilReady({ server, system, said }, patience) {
  // the last thing a start says is the address: with a demonstration, when it is there
  const isUp = async () => said().includes(server) && (await isReady(server));
  for (const deadline = Date.now() + patience; !(await isUp()); await wait(250)) {
    if (system.exitCode !== null) throw new Wrong(`it ended with ${system.exitCode}`);
    if (Date.now() > deadline) throw new Wrong('it did not get ready');
  }
}

/** What a system of its own may be given: what names other servers is taken out. */
function environmentOf(environment) {
  const env = { ...environment, LANG: 'en_US.UTF-8' };
  for (const name of ['FUQUAN_DATA', 'FUQUAN_PORT', 'FUQUAN_HOST', 'DATABASE_URL', 'TEMPORAL_ADDRESS'])
    delete env[name];
  return env;
}

/** A data folder that is thrown away with `removeData`. */
export function makeData() {
  const data = mkdtempSync(join(tmpdir(), 'fuquan-check-'));
  // PostgreSQL runs as another user where we are root
  chmodSync(data, 0o755);
  return data;
}
export const removeData = (data) => rmSync(data, { recursive: true, force: true });

/**
 * Starts a system on a data folder, on a free port, and answers when it is ready: its address, its process and its end, what
 * it said, and how it is stopped. What it said is added to a `Wrong`.
 * @param folder the checkout that is started, by `command`
 */
export async function startSystem({ environment, data, folder = root, command = npmStart, patience = patienceMs }) {
  const env = environmentOf(environment);
  const port = await freePort();
  const [program, ...args] = command;
  const system = spawn(program, [...args, '--data', data, '--port', `${port}`], {
    cwd: folder,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise((resolve) => system.on('exit', (code, signal) => resolve(code ?? signal)));
  let text = '';
  for (const stream of [system.stdout, system.stderr]) stream.on('data', (chunk) => (text += chunk));
  const running = {
    ...{ server: `http://127.0.0.1:${port}`, data, env, system, ended, said: () => text },
    async stop() {
      if (system.exitCode === null && system.signalCode === null) system.kill('SIGTERM');
      return ended;
    },
  };
  try {
    await untilReady(running, patience);
    return running;
  } catch (error) {
    await running.stop();
    if (error instanceof Wrong) error.message += `\n${text}`;
    throw error;
  }
}

/**
 * Starts a system of its own, gives it to `use` when it is ready (its address, its data folder, npm's process and its end),
 * and ends it whatever becomes of that. What it said is added to a `Wrong`.
 * @param environment of npm; what names other servers is taken out
 */
export async function withSystem(environment, use) {
  const data = makeData();
  try {
    const system = await startSystem({ environment, data });
    try {
      return await use(system);
    } catch (error) {
      if (error instanceof Wrong) error.message += `\n${system.said()}`;
      throw error;
    } finally {
      await system.stop();
    }
  } finally {
    removeData(data);
  }
}
