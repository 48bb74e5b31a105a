/**
 * The builds that a run compares: this folder's, and with `--against COMMIT` that commit's, in a git worktree of its own
 * under .fuquan/builds, built there from its own sources with its own packages.
 */
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { provideCommit } from '../scripts/commit-folder.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const root = dirname(here);
const say = (what) => process.stderr.write(`  ${what}\n`);

/**
 * What a commit is lent that is older than `bench/site.ts`. Its transfers and its load stay its own: they are written for
 * its rules and its tables. What is lent here asks of it only what d6c9121 has.
 */
const lent = ['site.ts', 'site-words.ts', 'worker-child.ts', 'worker-process.ts', 'fuquan-worker.ts', 'bare-worker.ts'];

/** In the place of what those commits have not: nothing is sealed or signed there. */
const before = ['trust.ts'];

async function compile(folder, files) {
  const { build, stop } = createRequire(import.meta.url)('esbuild');
  const outdir = join(folder, 'dist', 'bench');
  const options = { format: 'cjs', platform: 'node', target: 'node20.19', sourcemap: 'linked', logLevel: 'warning' };
  for (const [from, names] of files) {
    await build({ entryPoints: names.map((name) => join(from, name)), outdir, outbase: from, ...options });
  }
  await stop();
}

/** What is lent looks for the API's engine in its room; in older commits it stood in the API's own folder. */
function lendRooms(api) {
  if (!existsSync(join(api, 'engine.js'))) return;
  mkdirSync(join(api, 'engine'), { recursive: true });
  writeFileSync(join(api, 'engine', 'engine.js'), "module.exports = require('../engine.js');\n");
}

const sources = (folder) => readdirSync(folder).filter((name) => name.endsWith('.ts'));

/** Builds this folder and its bench; returns where the bench's own files lie. */
export async function buildPresent() {
  const { buildProject } = await import('../scripts/build.mjs');
  await buildProject({ web: false, say });
  await compile(root, [[here, sources(here)]]);
  return join(root, 'dist', 'bench');
}

/**
 * Builds a commit in a worktree of its own, which stays for the next run.
 * @returns its short name, and where its bench lies
 */
export async function buildCommit(named) {
  const { name, folder } = provideCommit(named);
  const { buildProject } = await import(pathToFileURL(join(folder, 'scripts', 'build.mjs')).href);
  await buildProject({ web: false, say });
  const own = join(folder, 'bench');
  const borrowed = existsSync(join(own, 'site.ts')) ? [] : lent;
  await compile(folder, [
    [own, sources(own).filter((file) => !borrowed.includes(file))],
    ...(borrowed.length > 0 ? [[here, borrowed]] : []),
    ...(existsSync(join(own, 'trust.ts')) ? [] : [[join(here, 'before'), before]]),
  ]);
  lendRooms(join(folder, 'dist', 'src', 'api'));
  return { name, bench: join(folder, 'dist', 'bench') };
}
