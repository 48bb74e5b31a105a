import { execFileSync } from 'node:child_process';
import { chmodSync, chownSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { Trouble } from './trouble';

interface Ids {
  readonly uid: number;
  readonly gid: number;
}

/** How to run PostgreSQL's programs: it refuses to run as root. */
export interface PostgresUser {
  /** Whom it runs as; undefined: whoever runs us. */
  readonly ids?: Ids;
  /** The command that stands for `program args`, and whom to start it as. */
  command(program: string, args: readonly string[]): { readonly command: string; readonly args: readonly string[] };
  readonly spawnIds?: Ids;
}

const asIs: PostgresUser = { command: (command, args) => ({ command, args }) };

function run(command: string, args: readonly string[]): string | null {
  try {
    return execFileSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  } catch {
    return null;
  }
}

function idsOf(user: string): Ids | null {
  const uid = run('id', ['-u', user]);
  const gid = run('id', ['-g', user]);
  return uid === null || gid === null ? null : { uid: Number(uid), gid: Number(gid) };
}

/** The user `postgres`, made where there is none; null where it cannot be. */
function postgresIds(): Ids | null {
  if (!idsOf('postgres')) run('useradd', ['--system', '--user-group', '--shell', '/usr/sbin/nologin', 'postgres']);
  return idsOf('postgres');
}

/** Whether somebody may enter each folder on the way to a path. */
function isReachable(path: string, ids: Ids): boolean {
  for (let folder = dirname(resolve(path)); folder !== dirname(folder); folder = dirname(folder)) {
    const { mode, uid, gid } = statSync(folder);
    const right = uid === ids.uid ? 0o100 : gid === ids.gid ? 0o010 : 0o001;
    if ((mode & right) === 0) return false;
  }
  return true;
}

/** Lets PostgreSQL's own user, where it has one, pass through a folder that nobody else may enter. */
export function letPostgresThrough(folder: string): void {
  const ids = process.getuid?.() === 0 ? postgresIds() : null;
  if (!ids) return;
  chownSync(folder, 0, ids.gid);
  chmodSync(folder, 0o710);
}

/**
 * Chooses whom PostgreSQL runs as. As root that is the user `postgres`, made if there is none. Where that user cannot
 * enter the folders on the way (a checkout in /root), the program keeps the one right to pass through folders, and no
 * other: Linux's CAP_DAC_READ_SEARCH, by `setpriv`.
 * @param paths files and folders that it must reach
 * @throws Trouble where root has no such user and cannot make one, or cannot let it reach the paths
 */
export function choosePostgresUser(paths: readonly string[]): PostgresUser {
  if (process.getuid?.() !== 0) return asIs;
  const ids = postgresIds();
  if (!ids) {
    throw new Trouble({
      zh: 'PostgreSQL 不能以 root 运行，也无法建立用户 postgres：请以普通用户启动，或设置 DATABASE_URL',
      en: 'PostgreSQL does not run as root and the user postgres could not be made: start as an ordinary user, or set DATABASE_URL',
    });
  }
  if (paths.every((path) => isReachable(path, ids))) return { ids, spawnIds: ids, command: asIs.command };
  const right = '-all,+dac_read_search';
  const prefix = [
    ...[`--reuid=${ids.uid}`, `--regid=${ids.gid}`, '--clear-groups'],
    // without this, access(2), by which the programs look for one another, does not count the right
    '--securebits=+no_setuid_fixup',
    ...[`--inh-caps=${right}`, `--ambient-caps=${right}`, '--'],
  ];
  if (run('setpriv', [...prefix, 'true']) === null) {
    throw new Trouble({
      zh: '以 root 启动时，PostgreSQL 的用户 postgres 无法进入本目录：请以普通用户启动，或将项目放到 /opt 等人人可进入的目录',
      en: 'started as root, PostgreSQL runs as the user postgres, who cannot enter this folder: start as an ordinary user, or move the project to a folder that all may enter, like /opt',
    });
  }
  return { ids, command: (program, args) => ({ command: 'setpriv', args: [...prefix, program, ...args] }) };
}
