import { spawn, spawnSync } from 'node:child_process';
import { accessSync, constants, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, isAbsolute, join } from 'node:path';
import type { Progress } from './progress';
import { projectRoot, toolFolder } from './places';
import { Trouble } from './trouble';

/** Where Temporal's development server may come from. */
export interface Search {
  /** TEMPORAL_CLI_PATH, if it is set. */
  readonly given: string | null;
  /** Folders where an earlier start may have put it. */
  readonly kept: readonly string[];
  readonly progress: Progress;
  readonly signal: AbortSignal;
}

// later tags replace a module and cannot be installed by `go install`
const goModule = 'github.com/temporalio/cli/cmd/temporal@v1.5.1';
const end = process.platform === 'win32' ? '.exe' : '';

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/** The first program of that name in the folders. */
const within = (folders: readonly string[], name: string): string | undefined =>
  folders
    .filter((folder) => folder !== '')
    .map((folder) => join(folder, `${name}${end}`))
    .find(isProgram);

const pathFolders = (): string[] => (process.env.PATH ?? '').split(delimiter);
const goFolders = (): string[] => [
  process.env.GOBIN ?? '',
  ...(process.env.GOPATH ?? '').split(delimiter).map((folder) => (folder === '' ? '' : join(folder, 'bin'))),
  join(homedir(), 'go', 'bin'),
];

/**
 * The program `temporal`: the given one, on PATH (or where Go installs programs), kept by an earlier start, by the SDK's
 * download, or built with Go.
 * @throws Trouble where it cannot be had, or the given one is no program
 */
export async function findTemporal({ given, kept, progress, signal }: Search): Promise<string> {
  if (given !== null) {
    if (isAbsolute(given) ? isProgram(given) : isProgram(join(process.cwd(), given))) return given;
    throw new Trouble({
      zh: `TEMPORAL_CLI_PATH=${given} 不是可执行文件：请改正，或去掉该变量`,
      en: `TEMPORAL_CLI_PATH=${given} is not a program: set it right, or unset it`,
    });
  }
  const found = within([...pathFolders(), ...kept, ...goFolders()], 'temporal');
  if (found) return found;
  const target = join(toolFolder, `temporal${end}`);
  mkdirSync(toolFolder, { recursive: true });
  if (await downloadServer('dev-server', target, progress, signal)) return target;
  if (await buildWithGo(target, progress, signal)) return target;
  throw new Trouble({
    zh: '找不到 Temporal，且无法下载：请安装 temporal 命令行（或设置 TEMPORAL_CLI_PATH），或安装 Go 后重试，或用 TEMPORAL_ADDRESS 指定正在运行的服务器',
    en: 'there is no Temporal and it cannot be downloaded: install the temporal command (or set TEMPORAL_CLI_PATH), or install Go and start again, or name a running server with TEMPORAL_ADDRESS',
  });
}

/**
 * Lets the SDK download a server. Gives up when it is refused, or when nothing has arrived for twenty seconds.
 * @returns whether the program is now at `target`
 */
export async function downloadServer(
  kind: 'dev-server' | 'time-skipping',
  target: string,
  progress: Progress,
  signal: AbortSignal,
): Promise<boolean> {
  const folder = `${target}.download-${process.pid}`;
  mkdirSync(folder, { recursive: true });
  progress.begin(
    kind === 'dev-server' ? '下载 Temporal / downloading Temporal' : 'downloading the time-skipping server',
  );
  const script = join(projectRoot, 'scripts', 'download-server.mjs');
  const child = spawn(process.execPath, [script, kind, folder], { stdio: 'ignore', signal });
  const size = () => readdirSync(folder).reduce((sum, file) => sum + statSync(join(folder, file)).size, 0);
  let last = { size: 0, at: Date.now() };
  const watch = setInterval(() => {
    const now = size();
    if (now > 0) progress.at(`${Math.round(now / 1e6)} MB`);
    if (now > last.size) last = { size: now, at: Date.now() };
    else if (Date.now() - last.at > 20_000) child.kill('SIGKILL');
  }, 500);
  try {
    const code = await new Promise<number | null>((resolve, reject) => child.on('error', reject).on('exit', resolve));
    const file = code === 0 ? readdirSync(folder)[0] : undefined;
    progress.done(file ? '' : '不可用 / refused');
    if (!file) return false;
    renameSync(join(folder, file), target);
    return true;
  } finally {
    clearInterval(watch);
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Builds the program with Go, which takes about three minutes the first time; false where there is no Go or it fails. */
async function buildWithGo(target: string, progress: Progress, signal: AbortSignal): Promise<boolean> {
  const go = within([...pathFolders(), '/usr/local/go/bin'], 'go');
  if (!go || spawnSync(go, ['version']).status !== 0) return false;
  progress.begin('编译 Temporal（约三分钟）/ building Temporal (3 minutes)');
  const folder = `${target}.build-${process.pid}`;
  // a group of its own, so that Ctrl-C ends it by the signal and not half by the terminal
  const child = spawn(go, ['install', '-v', goModule], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, GOBIN: folder, GOFLAGS: '', CGO_ENABLED: '0' },
    detached: true,
  });
  const abort = () => child.pid !== undefined && process.kill(-child.pid, 'SIGKILL');
  signal.addEventListener('abort', abort);
  let packages = 0;
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => {
    const text = chunk.toString();
    packages += text.split('\n').length - 1;
    said = text.trimEnd().split('\n').at(-1) ?? said;
    progress.at(`${packages} packages`);
  });
  try {
    const code = await new Promise<number | null>((resolve, reject) => child.on('error', reject).on('exit', resolve));
    signal.throwIfAborted();
    progress.done(code === 0 ? `${packages} packages` : said);
    if (code !== 0) return false;
    renameSync(join(folder, `temporal${end}`), target);
    return true;
  } finally {
    signal.removeEventListener('abort', abort);
    rmSync(folder, { recursive: true, force: true });
  }
}
