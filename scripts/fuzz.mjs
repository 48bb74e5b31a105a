/**
 * Sends what `/openapi.json` allows, and what it does not, to a system of its own, as three of its people: no answer may be a
 * fault, and each must be one that is documented. `node scripts/fuzz.mjs [ADDRESS]` does it to a demonstration that runs.
 * Schemathesis comes from PyPI and stays in .fuquan/fuzz; the seed is fixed, so that a run can be had again.
 */
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './install.mjs';
import { withSystem, Wrong } from './running-system.mjs';

/** Who may do different things: steer, keep the city's people, and work in a sub-district. */
const people = ['coordinator', 'admin', 'kaihua-office'];
const password = 'fuquan-demo';
/** Of what is drawn by lot, for each operation; what a schema says itself is tried beside it. */
const examples = '6';
const seconds = '60';
const seed = '1';
/** Signing in and out would end the run's own session, and a stream of events ends only when it is left. */
const notAsked = '^/api/(sessions|events|me/password)';

/** The program, installed as the list of its packages says. */
function provide() {
  const list = join(root, 'scripts', 'fuzz-requirements.txt');
  const digest = createHash('sha256').update(readFileSync(list)).digest('hex').slice(0, 12);
  const folder = join(root, '.fuquan', 'fuzz', digest);
  const program = join(folder, 'bin', 'schemathesis');
  if (existsSync(program)) return program;
  mkdirSync(join(root, '.fuquan', 'fuzz'), { recursive: true });
  const steps = [
    ['python3', '-m', 'venv', folder],
    [join(folder, 'bin', 'pip'), 'install', '--quiet', '--disable-pip-version-check', '--requirement', list],
  ];
  for (const [command, ...args] of steps) {
    const { status, error, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8' });
    if (status === 0) continue;
    // half an environment is none
    rmSync(folder, { recursive: true, force: true });
    throw new Wrong(
      `${command} ${args.join(' ')} failed (Python 3.10 with venv is needed): ${error ?? stdout + stderr}`,
    );
  }
  return program;
}

async function tokenOf(server, username) {
  const answer = await fetch(`${server}/api/sessions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username, password }),
  });
  if (!answer.ok) throw new Wrong(`${username} cannot sign in: ${answer.status} ${await answer.text()}`);
  return (await answer.json()).token;
}

/** Runs as one person; answers what was said where something was found. */
async function fuzz(program, server, username) {
  const token = await tokenOf(server, username);
  const args = [
    ...['run', `${server}/openapi.json`, '--header', `Authorization: Bearer ${token}`, '--no-color', '--no-shrink'],
    // a body that the schema allows may be refused: rules of the law are not in it
    ...['--checks', 'all', '--exclude-checks', 'positive_data_acceptance', '--exclude-path-regex', notAsked],
    ...['--phases', 'examples,coverage,fuzzing', '--max-examples', examples, '--seed', seed, '--max-time', seconds],
    ...['--generation-database', 'none', '--warnings', 'off', '--workers', '1', '--request-timeout', '30'],
    '--continue-on-failure',
  ];
  const child = spawn(program, args, { cwd: join(root, '.fuquan'), stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += chunk));
  const code = await new Promise((resolve, reject) => child.on('error', reject).on('close', resolve));
  const cases = /^\s*(\d+ generated.*)$/m.exec(said)?.[1] ?? 'no cases';
  if (code !== 0 || !/^\s*[1-9]\d* generated/m.test(said)) throw new Wrong(`as ${username}: ${said}`);
  return cases;
}

async function run(server) {
  const program = provide();
  for (const username of people) console.log(`fuzz: ${username}: ${await fuzz(program, server, username)}`);
}

const began = Date.now();
try {
  const [given] = process.argv.slice(2);
  if (given) await run(given);
  else await withSystem(process.env, ({ server }) => run(server));
  console.log(`fuzz: nothing was found (${Math.round((Date.now() - began) / 1000)} s)`);
} catch (error) {
  console.error(`fuzz: ${error instanceof Wrong ? error.message : error.stack}`);
  process.exitCode = 1;
}
