/**
 * The builds that a run compares: this folder's, and with `--against COMMIT` that commit's, in a git worktree of its own
 * under .fuquan/builds, built there from its own sources with its own packages.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const root = dirname(here);
const kept = join(root, '.fuquan', 'builds');
const say = (what) => process.stderr.write(`  ${what}\n`);

/**
 * What a commit is lent that is older than `bench/site.ts`. Its transfers and its load stay its own: they are written for
 * its rules and its tables. What is lent here asks of it only what d6c9121 has.
 */
const lent = ['site.ts', 'site-words.ts', 'worker-child.ts', 'worker-process.ts', 'fuquan-worker.ts', 'bare-worker.ts'];

/** In the place of what those commits have not: nothing is sealed or signed there. */
const before = ['trust.ts'];

function run(command, args, cwd) {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd, encoding: 'utf8' });
  if (status === 0) return stdout.trim();
  process.stderr.write(`fuquan: ${[command, ...args].join(' ')}: ${stderr || stdout}\n`);
  process.exit(1);
}

async function compile(folder, files) {
  const { build, stop } = createRequire(import.meta.url)('esbuild');
  const outdir = join(folder, 'dist', 'bench');
  const options = { format: 'cjs', platform: 'node', target: 'node20.19', sourcemap: 'linked', logLevel: 'warning' };
  for (const [from, names] of files) {
    await build({ entryPoints: names.map((name) => join(from, name)), outdir, outbase: from, ...options });
  }
  await stop();
}

const sources = (folder) => readdirSync(folder).filter((name) => name.endsWith('.ts'));

/** Builds this folder and its bench; returns where the bench's own files lie. */
export async function buildPresent() {
  const { buildProject } = await import('../scripts/build.mjs');
  await buildProject({ web: false, say });
  await compile(root, [[here, sources(here)]]);
  return join(root, 'dist', 'bench');
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
 * Builds a commit in a worktree of its own, which stays for the next run.
 * @returns its short name, and where its bench lies
 */
export async function buildCommit(named) {
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
  const { buildProject } = await import(pathToFileURL(join(folder, 'scripts', 'build.mjs')).href);
  await buildProject({ web: false, say });
  const own = join(folder, 'bench');
  const borrowed = existsSync(join(own, 'site.ts')) ? [] : lent;
  await compile(folder, [
    [own, sources(own).filter((file) => !borrowed.includes(file))],
    ...(borrowed.length > 0 ? [[here, borrowed]] : []),
    ...(existsSync(join(own, 'trust.ts')) ? [] : [[join(here, 'before'), before]]),
  ]);
  return { name, bench: join(folder, 'dist', 'bench') };
}
