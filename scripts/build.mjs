/**
 * Builds dist/ from the sources if they have changed: each TypeScript file by itself (no bundling), data files beside
 * them, the workflows' bundle, and the web page. `--force` builds in any case.
 */
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const dist = join(root, 'dist');
const stamp = join(dist, '.built.json');
const require = createRequire(import.meta.url);

function filesBelow(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesBelow(path) : [path];
  });
}

const digest = (files) => {
  const hash = createHash('sha256');
  for (const file of [...files].sort()) {
    const { mtimeMs, size } = statSync(file);
    hash.update(`${relative(root, file)} ${mtimeMs} ${size}\n`);
  }
  return hash.digest('hex');
};

function inputs() {
  const web = filesBelow(join(root, 'src', 'web'));
  const server = ['src', 'workflows', 'activities'].flatMap((folder) => filesBelow(join(root, folder)));
  const tools = [fileURLToPath(import.meta.url), join(root, 'package-lock.json')];
  const isWeb = new Set(web);
  // the page takes rules and texts from these folders: a change of theirs may show in it
  const shared = server.filter((file) => /^src[/\\](domain|client)[/\\]/.test(relative(root, file)));
  return { web: [...web, ...shared], server: server.filter((file) => !isWeb.has(file)), tools };
}

async function buildServer(files) {
  const { build, stop } = require('esbuild');
  const sources = files.filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts'));
  await build({
    entryPoints: sources,
    outdir: dist,
    outbase: root,
    format: 'cjs',
    platform: 'node',
    target: 'node20.19',
    sourcemap: 'linked',
    logLevel: 'warning',
  });
  // its helper process would stay as long as this one
  await stop();
  for (const file of files.filter((name) => !name.endsWith('.ts'))) {
    const target = join(dist, relative(root, file));
    mkdirSync(dirname(target), { recursive: true });
    cpSync(file, target);
  }
}

async function bundleWorkflows() {
  const entry = join(dist, 'workflows', 'index.js');
  if (!existsSync(entry)) return;
  const { bundleWorkflowCode, DefaultLogger } = require('@temporalio/worker');
  const { code } = await bundleWorkflowCode({ workflowsPath: entry, logger: new DefaultLogger('WARN') });
  writeFileSync(join(dist, 'workflow-bundle.js'), code);
}

async function buildWeb() {
  const { build } = await import('vite');
  await build({ root: join(root, 'src', 'web'), logLevel: 'warn' });
}

/** What the sources are now, and what dist/ was built from. */
function compared(force = false) {
  const { web, server, tools } = inputs();
  const wanted = { server: digest([...server, ...tools]), web: digest([...web, ...tools]) };
  return { server, wanted, known: !force && existsSync(stamp) ? JSON.parse(readFileSync(stamp, 'utf8')) : {} };
}

/** Whether anything is to be built. */
export function isStale() {
  const { wanted, known } = compared();
  return wanted.server !== known.server || wanted.web !== known.web;
}

/** Builds what is stale; returns what was built. */
export async function buildProject({ force = false, web: withWeb = true, say = () => undefined } = {}) {
  const { server, wanted, known } = compared(force);
  const built = [];
  if (known.server !== wanted.server) {
    say('编译 / building');
    // without the old stamp: a build that breaks off counts as none
    rmSync(stamp, { force: true });
    for (const part of ['src', 'workflows', 'activities']) rmSync(join(dist, part), { recursive: true, force: true });
    await buildServer(server);
    await bundleWorkflows();
    built.push('server');
  }
  if (withWeb && existsSync(join(root, 'src', 'web', 'index.html')) && known.web !== wanted.web) {
    say('编译网页 / building the web page');
    rmSync(stamp, { force: true });
    await buildWeb();
    built.push('web');
  }
  if (built.length > 0) writeFileSync(stamp, JSON.stringify(withWeb ? wanted : { ...wanted, web: known.web }));
  return built;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const started = Date.now();
  const say = (what) => process.stderr.write(`  ${what}\n`);
  const built = await buildProject({ force: process.argv.includes('--force'), say });
  console.log(built.length === 0 ? 'dist is up to date' : `built ${built.join(' and ')} in ${Date.now() - started} ms`);
}
