/**
 * `npm test`: installs what is needed, runs the tests (`npm test -- PATTERN` some of them), names what was skipped, says
 * what each kind of test took, and closes with `N passed, N failed`.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, existsSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { installPackages, root } from './install.mjs';

await installPackages();
const jest = join(dirname(createRequire(import.meta.url).resolve('jest/package.json')), 'bin', 'jest.js');
const args = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), 'fuquan-results-'));
const results = join(folder, 'results.json');

const list = spawnSync(process.execPath, [jest, '--listTests', ...args], { cwd: root, encoding: 'utf8' });
const files = list.stdout.split('\n').filter((file) => file.endsWith('.test.ts'));
// pure tests alone need no servers
const pure = files.every((file) => !/\.(int|e2e)\.test\.ts$/.test(file));
const run = spawnSync(process.execPath, [jest, ...args], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, FUQUAN_TEST_RESULTS: results, FUQUAN_TEST_PURE: pure ? '1' : '' },
});
// a run that broke off before it could tell counts as one failure
const { passed, failed, skipped, times } = existsSync(results)
  ? JSON.parse(readFileSync(results, 'utf8'))
  : { passed: 0, failed: 1, skipped: [], times: [] };
rmSync(folder, { recursive: true, force: true });
const broken = failed === 0 && run.status !== 0 ? 1 : 0;

if (skipped.length > 0) console.log(`\nskipped:\n${skipped.map((name) => `  ${name}`).join('\n')}`);
// files run side by side: together they take longer than the run
const took = times.map(({ kind, files, seconds }) => `${kind} ${seconds} s (${files} file${files === 1 ? '' : 's'})`);
if (took.length > 0) console.log(`\ntime by kind: ${took.join(', ')}`);
console.log(`\n${passed} passed, ${failed + broken} failed${skipped.length > 0 ? `, ${skipped.length} skipped` : ''}`);
process.exitCode = failed + broken > 0 || passed === 0 ? 1 : 0;
