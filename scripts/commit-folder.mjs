/** Another version of the project beside this one: a commit in a git worktree of its own under .fuquan/builds, with its packages. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './install.mjs';

const kept = join(root, '.fuquan', 'builds');
const say = (what) => process.stderr.write(`  ${what}\n`);

function run(command, args, cwd) {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd, encoding: 'utf8' });
  if (status === 0) return stdout.trim();
  process.stderr.write(`fuquan: ${[command, ...args].join(' ')}: ${stderr || stdout}\n`);
  process.exit(1);
}

/** The packages of a worktree: ours where the lock file is the same, otherwise its own. */
function providePackages(folder) {
  if (existsSync(join(folder, 'node_modules'))) return;
  const lock = (of) => readFileSync(join(of, 'package-lock.json'), 'utf8');
  if (lock(folder) === lock(root)) {
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'dir');
    return;
  }
  say('its packages, about a minute');
  run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], folder);
}

/**
 * A commit's files and packages; the folder stays for the next run.
 * @returns its short name, and where it lies
 */
export function provideCommit(named) {
  const commit = run('git', ['rev-parse', '--verify', '--quiet', `${named}^{commit}`], root);
  const name = run('git', ['rev-parse', '--short', commit], root);
  const folder = join(kept, commit);
  say(`${name} in ${folder}`);
  if (!existsSync(join(folder, 'package.json'))) {
    mkdirSync(kept, { recursive: true });
    // whoever removed such a folder by hand left git's note of it
    run('git', ['worktree', 'prune'], root);
    run('git', ['worktree', 'add', '--force', '--detach', folder, commit], root);
  }
  providePackages(folder);
  return { name, folder };
}
