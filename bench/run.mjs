/** `npm run bench -- steps`: builds the project and the bench into dist/ and runs it. */
import { readdirSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildProject } from '../scripts/build.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const root = dirname(here);
const dist = join(root, 'dist');

await buildProject({ web: false, say: (what) => process.stderr.write(`  ${what}\n`) });
const { build, stop } = createRequire(import.meta.url)('esbuild');
await build({
  entryPoints: readdirSync(here).flatMap((name) => (name.endsWith('.ts') ? [join(here, name)] : [])),
  outdir: join(dist, 'bench'),
  outbase: here,
  format: 'cjs',
  platform: 'node',
  target: 'node20.19',
  sourcemap: 'linked',
  logLevel: 'warning',
});
await stop();
const args = ['--enable-source-maps', join(dist, 'bench', 'main.js'), ...process.argv.slice(2)];
process.exit(spawnSync(process.execPath, args, { stdio: 'inherit' }).status ?? 1);
