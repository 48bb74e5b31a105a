/**
 * Starts the system on the oldest and on the newest Node.js that is promised, carries a transfer through its procedure, and
 * ends it by SIGTERM to npm: nothing may be left, and the starter may not have grown. `node scripts/check-nodes.mjs
 * [VERSION …]` does it on others. Their programs come from npm and stay in .fuquan/nodes.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { promisedNodes, root } from './install.mjs';
import { withSystem, Wrong } from './running-system.mjs';

/** The release of the newest that is tried: raised by hand, so that a check does not change by itself. */
const newest = '26.10.0';
const [[oldestMajor, oldestMinor]] = promisedNodes();
const versions = process.argv.length > 2 ? process.argv.slice(2) : [`${oldestMajor}.${oldestMinor}.0`, newest];

const mostMegabytes = 120;

/** The program of a release, installed if it is not there. */
function provideNode(version) {
  const name = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
  const folder = join(root, '.fuquan', 'nodes', version);
  const program = join(folder, 'node_modules', name, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  if (existsSync(program)) return program;
  mkdirSync(folder, { recursive: true });
  // a project of its own, so that npm does not look for one above
  writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
  const { status, stderr } = spawnSync(
    'npm',
    ['install', '--no-audit', '--no-fund', '--no-save', `${name}@${version}`],
    {
      cwd: folder,
      encoding: 'utf8',
    },
  );
  if (status !== 0 || !existsSync(program)) throw new Wrong(`${name}@${version} could not be installed: ${stderr}`);
  return program;
}

const lives = (pid) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

/** Resident memory of a process in MB; null where the machine does not tell. */
function megabytes(pid) {
  const status = `/proc/${pid}/status`;
  const found = existsSync(status) && /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(status, 'utf8'));
  return found ? Math.round(Number(found[1]) / 1024) : null;
}

/** All that must hold of one release; `say` is told what was seen. */
function check(version, say) {
  const program = provideNode(version);
  const path = `${dirname(program)}${delimiter}${process.env.PATH}`;
  return withSystem({ ...process.env, PATH: path }, async ({ server, data, system, ended, env }) => {
    const { pid: starter, children } = JSON.parse(readFileSync(join(data, 'lock'), 'utf8'));
    const size = megabytes(starter);
    if (size !== null && size > mostMegabytes) throw new Wrong(`the starter has ${size} MB`);
    const walk = spawnSync(program, [join(root, 'dist', 'src', 'cli', 'main.js'), 'walkthrough'], {
      env: { ...env, FUQUAN_SERVER: server },
      encoding: 'utf8',
    });
    if (walk.status !== 0) throw new Wrong(`the walkthrough ended with ${walk.status}: ${walk.stdout}${walk.stderr}`);
    system.kill('SIGTERM');
    const code = await ended;
    const left = [starter, ...children.map(({ pid }) => pid)].filter(lives);
    if (code !== 0) throw new Wrong(`after SIGTERM npm ended with ${code}`);
    if (left.length > 0) throw new Wrong(`after SIGTERM ${left.length} processes are left: ${left.join(', ')}`);
    say(`started${size === null ? '' : ` (${size} MB)`}, walked through, ended by SIGTERM`);
  });
}

for (const version of versions) {
  const began = Date.now();
  const seconds = () => Math.round((Date.now() - began) / 1000);
  try {
    await check(version, (what) => console.log(`Node.js ${version}: ${what} (${seconds()} s)`));
  } catch (error) {
    console.error(`Node.js ${version}: ${error instanceof Wrong ? error.message : error.stack} (${seconds()} s)`);
    process.exitCode = 1;
  }
}
