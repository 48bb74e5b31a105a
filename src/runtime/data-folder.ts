import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { take, type Holder } from './folder-lock';
import { birthOf } from './guard';
import { codeOf, reasonOf, Trouble } from './trouble';
import { parseJson, writeWhole } from './written-file';

/** What a data folder remembers between starts. */
const instance = z.object({
  version: z.literal(1),
  demonstration: z.boolean(),
  postgresPort: z.number().int().optional(),
  temporalPort: z.number().int().optional(),
});
export type Instance = z.infer<typeof instance>;

/** A folder with everything that a start keeps: databases, keys, logs. One start at a time has it. */
export interface DataFolder {
  readonly path: string;
  readonly instance: Instance;
  /** Adds to what is remembered. */
  remember(known: Partial<Instance>): void;
  /** A secret of 32 random bytes in base64, made when first asked for; a file that only its owner reads. */
  secret(name: string): string;
  hasSecret(name: string): boolean;
  /** Where a server's output goes; what is longer than 10 MB is put aside. */
  logFile(name: string): string;
  /** Writes down a running child, so that the next start finds it if this one cannot end it. */
  childStarted(name: string, pid: number): void;
  childEnded(pid: number): void;
  release(): void;
}

// kept in the default folder by tests and earlier downloads, before the first start
const tools = new Set(['bin', 'download', 'test-server']);
/**
 * Takes a data folder for this process, after ending what an earlier start may have left running.
 * @throws Trouble where another start has it, it is no data folder, or it cannot be written
 */
export async function openDataFolder(path: string, demonstration: boolean): Promise<DataFolder> {
  prepare(path);
  const lockFile = join(path, 'lock');
  const self: Holder = { pid: process.pid, birth: birthOf(process.pid), children: [] };
  await take(path, lockFile, self);
  try {
    return folder(path, lockFile, self, readInstance(path, demonstration));
  } catch (error) {
    rmSync(lockFile, { force: true });
    throw error;
  }
}

function prepare(path: string): void {
  try {
    makeFolder(path);
    if (!existsSync(join(path, 'instance.json'))) refuseOthers(path);
    for (const part of ['keys', 'logs']) makeFolder(join(path, part));
    keepToOwner(path);
    const probe = join(path, `.probe-${process.pid}`);
    writeFileSync(probe, '', { mode: 0o600 });
    rmSync(probe);
  } catch (error) {
    if (error instanceof Trouble) throw error;
    throw new Trouble({
      zh: `无法读写数据目录 ${path}（${codeOf(error) || reasonOf(error)}）：请改正其权限，或用 --data 指定另一个目录`,
      en: `cannot read and write the data folder ${path} (${codeOf(error) || reasonOf(error)}): set its permissions right, or give another one with --data`,
    });
  }
}

// not `recursive`: below /proc Node 20 tries that for ever
function makeFolder(path: string): void {
  if (existsSync(path)) return;
  makeFolder(dirname(path));
  mkdirSync(path, { mode: 0o700 });
}

/**
 * Nobody else of this machine reads what is in the folder, also where an earlier version had let them. The database's files
 * are its own server's; programs are not secret.
 */
function keepToOwner(path: string): void {
  chmodSync(path, 0o700);
  for (const entry of readdirSync(path, { withFileTypes: true })) {
    const own = join(path, entry.name);
    if (entry.isFile()) keepFileToOwner(own);
    else if (entry.isDirectory() && ['keys', 'logs'].includes(entry.name)) keepToOwner(own);
  }
}

function keepFileToOwner(file: string): void {
  try {
    chmodSync(file, 0o600);
  } catch (error) {
    // a lock that another start has just let go
    if (codeOf(error) !== 'ENOENT') throw error;
  }
}

/** A folder that no start has finished setting up holds what such a start leaves, and nothing else. */
function refuseOthers(path: string): void {
  const ours = new Set([...tools, 'keys', 'logs', 'lock']);
  const other = readdirSync(path).find((name) => !ours.has(name) && !name.startsWith('lock.'));
  if (other === undefined) return;
  if (existsSync(join(path, 'postgres'))) throw halfWritten(path, 'instance.json');
  throw new Trouble({
    zh: `${path} 中有别的文件（${other}），不是数据目录：请用 --data 指定一个空目录`,
    en: `${path} holds other files (${other}) and is no data folder: give an empty one with --data`,
  });
}

function halfWritten(path: string, what: string): Trouble {
  return new Trouble({
    zh: `数据目录 ${path} 不完整（${what}）：请将其移走，或用 --data 指定另一个目录`,
    en: `the data folder ${path} is incomplete (${what}): move it away, or give another one with --data`,
  });
}

function readInstance(path: string, demonstration: boolean): Instance {
  const file = join(path, 'instance.json');
  if (!existsSync(file)) return { version: 1, demonstration };
  const found = instance.safeParse(parseJson(readFileSync(file, 'utf8')));
  if (!found.success) throw halfWritten(path, 'instance.json');
  if (found.data.demonstration !== demonstration) {
    throw found.data.demonstration
      ? new Trouble({
          zh: `${path} 中是演示数据：请不用 --empty 启动，或用 --data 指定另一个目录`,
          en: `${path} holds demonstration data: start without --empty, or give another folder with --data`,
        })
      : new Trouble({
          zh: `${path} 中的数据不是演示数据：请加 --empty 启动，或用 --data 指定另一个目录`,
          en: `the data in ${path} is no demonstration: start with --empty, or give another folder with --data`,
        });
  }
  return found.data;
}

function folder(path: string, lockFile: string, self: Holder, first: Instance): DataFolder {
  let known = first;
  const keyFile = (name: string) => join(path, 'keys', name);
  // who runs is written down for a start that comes after a sudden end; on a full disk it is written the next time, and
  // the guard ends the children meanwhile
  const rewriteLock = () => {
    try {
      writeWhole(lockFile, JSON.stringify(self), 0o600);
    } catch (error) {
      process.stderr.write(`fuquan: ${lockFile}: ${reasonOf(error)}\n`);
    }
  };
  return {
    path,
    get instance() {
      return known;
    },
    remember(more) {
      known = { ...known, ...more };
      writeWhole(join(path, 'instance.json'), `${JSON.stringify(known, null, 2)}\n`, 0o600);
    },
    hasSecret: (name) => existsSync(keyFile(name)),
    secret(name) {
      if (!existsSync(keyFile(name))) writeWhole(keyFile(name), `${randomBytes(32).toString('base64')}\n`, 0o600);
      const secret = readFileSync(keyFile(name), 'utf8').trim();
      if (!/^[A-Za-z0-9+/]{43}=$/.test(secret)) throw halfWritten(path, `keys/${name}`);
      return secret;
    },
    logFile(name) {
      const file = join(path, 'logs', `${name}.log`);
      if (existsSync(file) && statSync(file).size > 10_000_000) renameSync(file, `${file}.1`);
      return file;
    },
    childStarted(name, pid) {
      self.children.push({ name, pid, birth: birthOf(pid) });
      rewriteLock();
    },
    childEnded(pid) {
      self.children = self.children.filter((child) => child.pid !== pid);
      rewriteLock();
    },
    release: () => rmSync(lockFile, { force: true }),
  };
}
