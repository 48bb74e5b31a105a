/** What `npm start` sees to before anything runs: packages, Temporal's server and the build; what can go on at once does. */
import { fork } from 'node:child_process';
import { join } from 'node:path';
import { isStale } from './build.mjs';
import { checkNode, fail, installPackages, isInstalled, root, run } from './install.mjs';

const say = (line) => process.stderr.write(`  ${line}\n`);
const quietMs = 15_000;

/** Says what the fetching of Temporal tells, now and then: npm may be writing to the same terminal. */
function showProgress() {
  let what = '';
  let began = 0;
  let said = 0;
  const line = (detail) => {
    said = Date.now();
    say([what, detail, `${Math.round((said - began) / 1000)} s`].filter((part) => part !== '').join(' · '));
  };
  return ({ begin, at, done }) => {
    if (begin !== undefined) {
      [what, began, said] = [begin, Date.now(), Date.now()];
      say(what);
    } else if (done !== undefined) line(done);
    else if (at !== undefined && Date.now() - said > quietMs) line(at);
  };
}

/**
 * Begins to find, fetch or build Temporal, unless a server is named.
 * @returns `packages()`: they are installed now; `ended`: `{}`, `{ found }` its program, or `{ missing }` with why there is none
 */
function beginTemporal(signal) {
  if (process.env.TEMPORAL_ADDRESS) return { packages: () => undefined, ended: Promise.resolve({}) };
  const tools = join(root, '.fuquan', 'bin');
  const request = {
    kind: 'dev-server',
    target: join(tools, `temporal${process.platform === 'win32' ? '.exe' : ''}`),
    given: process.env.TEMPORAL_CLI_PATH || null,
    kept: [join(process.env.FUQUAN_DATA, 'bin'), tools],
    packages: isInstalled(),
  };
  const child = fork(join(root, 'scripts', 'fetch-server.mjs'), [JSON.stringify(request)], { detached: true });
  const show = showProgress();
  const stop = () => child.kill('SIGTERM');
  signal.addEventListener('abort', stop);
  const ended = new Promise((resolve) => {
    let answer = { missing: { zh: '查找 Temporal 时出错（见上）', en: 'looking for Temporal failed (see above)' } };
    child.on('message', (message) => {
      if (message.progress) show(message.progress);
      else answer = message;
    });
    child.on('exit', () => {
      signal.removeEventListener('abort', stop);
      resolve(answer);
    });
  });
  return { packages: () => child.connected && child.send('packages'), ended };
}

/**
 * Leaves the project installed and built, and Temporal's program where the supervisor finds it; ends with a line where
 * that cannot be. `stopped` calls all of it off.
 * @returns Temporal's program, unless a server is named
 */
export async function prepare(stopped) {
  checkNode();
  const givenUp = new AbortController();
  const signal = AbortSignal.any([stopped, givenUp.signal]);
  const temporal = beginTemporal(signal);
  // without Temporal nothing can run: whatever is still being done for it need not be finished
  void temporal.ended.then(({ missing }) => missing && givenUp.abort());
  await installPackages(signal);
  temporal.packages();
  if (!signal.aborted && isStale()) {
    // a process of its own: what it needs for a while is more than the supervisor needs for ever
    const built = await run(process.execPath, [join(root, 'scripts', 'build.mjs')], {
      stdio: ['ignore', 'ignore', 'inherit'],
      signal,
    });
    if (!built && !signal.aborted) fail('编译失败（见上）', 'the build failed (see above)');
  }
  const { missing, found } = await temporal.ended;
  if (missing && !stopped.aborted) fail(missing.zh, missing.en);
  return found;
}
