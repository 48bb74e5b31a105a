/** Installs the packages of the lock file where they are not there, or are not those. */
import { spawnSync } from 'node:child_process';
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

/** Installs where it is needed; npm shows its own progress. */
export function installPackages() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    fail(
      `需要 Node.js 20.19 或更新，现为 ${process.versions.node}：请升级`,
      `Node.js 20.19 or newer is needed, this is ${process.versions.node}: upgrade it`,
    );
  }
  if (isInstalled()) return;
  process.stderr.write('  安装依赖，约一分钟 / installing packages, about a minute\n');
  const npm = process.env.npm_execpath;
  const args = ['ci', '--no-audit', '--no-fund', '--loglevel=error'];
  const options = { cwd: root, stdio: ['ignore', 2, 2], env: { ...process.env, NODE_ENV: 'development' } };
  const { status } = npm?.endsWith('.js')
    ? spawnSync(process.execPath, [npm, ...args], options)
    : spawnSync('npm', args, { ...options, shell: process.platform === 'win32' });
  if (status !== 0) {
    fail(
      '依赖安装失败（见上）：请检查网络后重试',
      'packages could not be installed (see above): check the network and try again',
    );
  }
}
