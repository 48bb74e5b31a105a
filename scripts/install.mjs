/** Installs the packages of the lock file where they are not there, or are not those. */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** Ends with one line in both languages. */
export function fail(zh, en) {
  process.stderr.write(`fuquan: ${zh} / ${en}\n`);
  process.exit(1);
}

/** Whether what npm installed (by its own record of it) is what the lock file says. */
export function isInstalled() {
  const record = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(record)) return false;
  const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
  const there = JSON.parse(readFileSync(record, 'utf8')).packages;
  return Object.entries(wanted).every(([path, { version, optional, os, cpu }]) => {
    // what is for other machines only is not installed here
    if (path === '' || (!there[path] && (optional || os || cpu))) return true;
    return there[path]?.version === version;
  });
}

/** The releases of Node.js that are promised, from package.json: `^20.19.0 || ^22.12.0` is 20 from 20.19 on, and so on. */
export function promisedNodes() {
  const { engines } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  return [...engines.node.matchAll(/\^(\d+)\.(\d+)/g)].map(([, major, minor]) => [Number(major), Number(minor)]);
}

/** Refuses a Node.js that is too old, and says of one that is not among the promised that nobody has tried it. */
export function checkNode(version = process.versions.node) {
  const [major, minor] = version.split('.').map(Number);
  const promised = promisedNodes();
  if (promised.some(([itsMajor, least]) => major === itsMajor && minor >= least)) return;
  const list = promised.map(([itsMajor, least]) => `${itsMajor}.${least}`).join(', ');
  const [[oldest, least]] = promised;
  if (major < oldest || (major === oldest && minor < least)) {
    fail(
      `需要 Node.js ${oldest}.${least} 或更新，现为 ${version}：请升级`,
      `Node.js ${oldest}.${least} or newer is needed, this is ${version}: upgrade it`,
    );
  }
  process.stderr.write(
    `  Node.js ${version} 未经测试（测试过的：${list} 起的各系列）/ is not among those tried (from ${list} on)\n`,
  );
}

/**
 * Installs where it is needed; npm shows its own progress.
 * @param signal calls it off: then it ends without a word
 */
export async function installPackages(signal) {
  checkNode();
  if (isInstalled()) return;
  process.stderr.write('  安装依赖，约一分钟 / installing packages, about a minute\n');
  const npm = process.env.npm_execpath;
  const args = ['ci', '--no-audit', '--no-fund', '--loglevel=error'];
  const options = { stdio: ['ignore', 2, 2], env: { ...process.env, NODE_ENV: 'development' } };
  const well = npm?.endsWith('.js')
    ? await run(process.execPath, [npm, ...args], { ...options, signal })
    : await run('npm', args, { ...options, signal, shell: process.platform === 'win32' });
  if (!well && !signal?.aborted) {
    fail(
      '依赖安装失败（见上）：请检查网络后重试',
      'packages could not be installed (see above): check the network and try again',
    );
  }
}

/** Runs a program in the project's folder; whether it ended well. `signal` ends it with all that it started. */
export function run(command, args, { signal, ...options }) {
  const child = spawn(command, args, { cwd: root, ...options, detached: process.platform !== 'win32' });
  const end = () => {
    try {
      process.kill(process.platform === 'win32' ? child.pid : -child.pid, 'SIGTERM');
    } catch {
      // it ended between the two calls, or never began
    }
  };
  if (signal?.aborted) end();
  signal?.addEventListener('abort', end);
  return new Promise((resolve) => {
    const ended = (well) => {
      signal?.removeEventListener('abort', end);
      resolve(well);
    };
    child.on('error', () => ended(false)).on('exit', (code) => ended(code === 0));
  });
}
