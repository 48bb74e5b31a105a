/** A system of its own for a check: `npm start` with the demonstration city, in a folder that is thrown away. */
import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { root } from './install.mjs';

const patienceMs = 240_000;

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

async function untilReady(server, system) {
  for (const deadline = Date.now() + patienceMs; !(await isReady(server)); await wait(250)) {
    if (system.exitCode !== null) throw new Wrong(`npm start ended with ${system.exitCode}`);
    if (Date.now() > deadline) throw new Wrong('it did not get ready');
  }
}

/**
 * Starts a system, gives it to `use` when it is ready (its address, its data folder, npm's process and its end), and ends it
 * whatever becomes of that. What it said is added to a `Wrong`.
 * @param environment of npm; what names other servers is taken out
 */
export async function withSystem(environment, use) {
  const env = { ...environment, LANG: 'en_US.UTF-8' };
  for (const name of ['FUQUAN_DATA', 'FUQUAN_PORT', 'FUQUAN_HOST', 'DATABASE_URL', 'TEMPORAL_ADDRESS'])
    delete env[name];
  const data = mkdtempSync(join(tmpdir(), 'fuquan-check-'));
  // PostgreSQL runs as another user where we are root
  chmodSync(data, 0o755);
  const port = await freePort();
  const server = `http://127.0.0.1:${port}`;
  const system = spawn('npm', ['start', '--', '--data', data, '--port', `${port}`], {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise((resolve) => system.on('exit', (code, signal) => resolve(code ?? signal)));
  let said = '';
  for (const stream of [system.stdout, system.stderr]) stream.on('data', (chunk) => (said += chunk));
  try {
    await untilReady(server, system);
    return await use({ server, data, system, ended, env });
  } catch (error) {
    if (error instanceof Wrong) error.message += `\n${said}`;
    throw error;
  } finally {
    if (system.exitCode === null && system.signalCode === null) {
      system.kill('SIGTERM');
      await ended;
    }
    rmSync(data, { recursive: true, force: true });
  }
}
