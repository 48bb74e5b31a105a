/**
 * Finds, downloads or builds a Temporal server: `node fetch-server.mjs REQUEST`, started with a channel to its starter.
 * Needs nothing but Node, so that it can work beside `npm ci` in a fresh clone.
 *
 * REQUEST in JSON: `kind` `dev-server` or `time-skipping`; `target`, the file that it becomes; `given`, the program to take;
 * `kept`, folders to look in besides PATH (with `given` or `kept` it is looked for, otherwise fetched only); `packages`,
 * whether they are installed. Where they are not, the starter says `packages` once they are.
 * It tells `{ progress: { begin } }`, `{ progress: { at } }`, `{ progress: { done } }`, and last `{ found }`, or
 * `{ missing }` with a line in both languages. It ends, with all that it started, when its starter goes away.
 */
import { spawn, spawnSync } from 'node:child_process';
import { accessSync, constants, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, dirname, isAbsolute, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
// later tags replace a module and cannot be installed by `go install`
const goModule = 'github.com/temporalio/cli/cmd/temporal@v1.5.1';
const end = process.platform === 'win32' ? '.exe' : '';
const quietMs = 20_000;

const { kind, target, given = null, kept = [], packages } = JSON.parse(process.argv[2]);
const stopper = new AbortController();
const tell = (message) => process.connected && process.send(message);
const progress = {
  begin: (what) => tell({ progress: { begin: what } }),
  at: (detail) => tell({ progress: { at: detail } }),
  done: (detail) => tell({ progress: { done: detail } }),
};
const silent = { begin: () => undefined, at: () => undefined, done: () => undefined };

const packagesAreThere = new Promise((resolve) => {
  if (packages) resolve();
  process.on('message', (message) => message === 'packages' && resolve());
});
process.on('disconnect', () => stopper.abort());
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => stopper.abort());

function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/** The first program of that name in the folders. */
const within = (folders, name) =>
  folders
    .filter((folder) => folder !== '')
    .map((folder) => join(folder, `${name}${end}`))
    .find(isProgram);

const pathFolders = () => (process.env.PATH ?? '').split(delimiter);
const goFolders = () => [
  process.env.GOBIN ?? '',
  ...(process.env.GOPATH ?? '').split(delimiter).map((folder) => (folder === '' ? '' : join(folder, 'bin'))),
  join(homedir(), 'go', 'bin'),
];

/** Runs a program in a group of its own until it ends or is called off; whether it ended well. */
function run(command, args, { signal, ...options }) {
  const child = spawn(command, args, { ...options, detached: process.platform !== 'win32' });
  const kill = () => {
    try {
      if (child.pid !== undefined) process.kill(process.platform === 'win32' ? child.pid : -child.pid, 'SIGKILL');
    } catch {
      // it ended between the two calls
    }
  };
  if (signal.aborted) kill();
  signal.addEventListener('abort', kill);
  const ended = new Promise((resolve) =>
    // not `exit`: what it says last is read first
    child.on('error', () => resolve(false)).on('close', (code) => resolve(code === 0)),
  );
  return { child, kill, ended: ended.finally(() => signal.removeEventListener('abort', kill)) };
}

/** Lets the SDK download the server. Gives up when it is refused, or when nothing has arrived for twenty seconds. */
async function download(signal, show) {
  const folder = `${target}.download-${process.pid}`;
  mkdirSync(folder, { recursive: true });
  show.begin(kind === 'dev-server' ? '下载 Temporal / downloading Temporal' : 'downloading the time-skipping server');
  const { kill, ended } = run(process.execPath, [join(here, 'download-server.mjs'), kind, folder], {
    stdio: 'ignore',
    signal,
  });
  const size = () => readdirSync(folder).reduce((sum, file) => sum + statSync(join(folder, file)).size, 0);
  let last = { size: 0, at: Date.now() };
  const watch = setInterval(() => {
    const now = size();
    if (now > 0) show.at(`${Math.round(now / 1e6)} MB`);
    if (now > last.size) last = { size: now, at: Date.now() };
    else if (Date.now() - last.at > quietMs) kill();
  }, 500);
  try {
    const file = (await ended) ? readdirSync(folder)[0] : undefined;
    show.done(file ? '' : '不可用 / refused');
    if (!file) return false;
    renameSync(join(folder, file), target);
    return true;
  } finally {
    clearInterval(watch);
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Last lines of a build that failed. */
let buildFailed;

/** Builds the program with Go, three to ten minutes the first time; false where there is no Go or it fails. */
async function buildWithGo(signal) {
  const go = within([...pathFolders(), '/usr/local/go/bin'], 'go');
  if (!go || spawnSync(go, ['version']).status !== 0) return false;
  progress.begin('编译 Temporal（首次需三至十分钟）/ building Temporal (3 to 10 minutes, once)');
  const folder = `${target}.build-${process.pid}`;
  const { child, ended } = run(go, ['install', '-v', goModule], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, GOBIN: folder, GOFLAGS: '', CGO_ENABLED: '0' },
    signal,
  });
  let built = 0;
  let said = '';
  child.stderr.on('data', (chunk) => {
    const text = chunk.toString();
    built += text.split('\n').length - 1;
    said = `${said}${text}`.slice(-500);
    progress.at(`${built} 个包 / packages`);
  });
  try {
    const well = await ended;
    if (signal.aborted) return false;
    progress.done(well ? `${built} 个包 / packages` : '失败 / failed');
    if (!well) {
      buildFailed = said.trim().split('\n').slice(-3).join(' | ');
      return false;
    }
    renameSync(join(folder, `temporal${end}`), target);
    return true;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Whether one of several attempts succeeds; the others are then called off. */
async function oneOf(attempts) {
  const own = new AbortController();
  const signal = AbortSignal.any([stopper.signal, own.signal]);
  const running = attempts.map((attempt) => attempt(signal));
  const good = await Promise.any(
    running.map((one) => one.then((done) => done || Promise.reject(new Error('not to be had')))),
  ).then(
    () => true,
    () => false,
  );
  own.abort();
  await Promise.allSettled(running);
  return good;
}

async function fetchServer() {
  mkdirSync(dirname(target), { recursive: true });
  if (kind !== 'dev-server') return packagesAreThere.then(() => download(stopper.signal, progress));
  if (packages) return (await download(stopper.signal, progress)) || buildWithGo(stopper.signal);
  // the SDK that downloads is one of the packages: meanwhile Go builds, and then whoever is first
  return oneOf([buildWithGo, (signal) => packagesAreThere.then(() => download(signal, silent))]);
}

const missing = {
  zh: '找不到 Temporal，且无法下载：请安装 temporal 命令行（或设置 TEMPORAL_CLI_PATH），或安装 Go 后重试，或用 TEMPORAL_ADDRESS 指定正在运行的服务器',
  en: 'there is no Temporal and it cannot be downloaded: install the temporal command (or set TEMPORAL_CLI_PATH), or install Go and start again, or name a running server with TEMPORAL_ADDRESS',
};
/** Go was there, and its build did not succeed. */
const notBuilt = () => ({
  zh: `找不到 Temporal，无法下载，用 Go 编译也未完成（最后输出：${buildFailed}）：请再次启动，编译会接着进行；或安装 temporal 命令行（或设置 TEMPORAL_CLI_PATH），或用 TEMPORAL_ADDRESS 指定正在运行的服务器`,
  en: `there is no Temporal, it cannot be downloaded, and its build with Go did not succeed (it said last: ${buildFailed}): start again, which goes on with the build; or install the temporal command (or set TEMPORAL_CLI_PATH), or name a running server with TEMPORAL_ADDRESS`,
});
const noProgram = {
  zh: `TEMPORAL_CLI_PATH=${given} 不是可执行文件：请改正，或去掉该变量`,
  en: `TEMPORAL_CLI_PATH=${given} is not a program: set it right, or unset it`,
};

async function answer() {
  if (given !== null) {
    const there = isProgram(isAbsolute(given) ? given : join(process.cwd(), given));
    return there ? { found: given } : { missing: noProgram };
  }
  const found = kept.length > 0 && within([...pathFolders(), ...kept, ...goFolders()], 'temporal');
  if (found) return { found };
  if (await fetchServer()) return { found: target };
  return { missing: buildFailed === undefined ? missing : notBuilt() };
}

const said = await answer();
if (process.connected) process.send(said, () => process.exit(0));
else process.exit(1);
