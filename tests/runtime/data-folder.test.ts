import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDataFolder } from '../../src/runtime/data-folder';
import { birthOf } from '../../src/runtime/guard';

describe('the data folder', () => {
  let path: string;
  beforeEach(() => {
    path = join(mkdtempSync(join(tmpdir(), 'fuquan-folder-')), 'data');
  });
  afterEach(() => rmSync(join(path, '..'), { recursive: true, force: true }));

  it('keeps secrets that only its owner reads, and gives the same ones again', async () => {
    const data = await openDataFolder(path, true);
    const secret = data.secret('postgres');
    expect(Buffer.from(secret, 'base64')).toHaveLength(32);
    expect(statSync(join(path, 'keys', 'postgres')).mode & 0o777).toBe(0o600);
    data.release();
    expect((await openDataFolder(path, true)).secret('postgres')).toBe(secret);
  });

  it('is nobody else’s to read, also where an earlier version had left it open', async () => {
    const modeOf = (...parts: string[]) => statSync(join(path, ...parts)).mode & 0o777;
    const data = await openDataFolder(path, true);
    data.remember({});
    data.release();
    writeFileSync(join(path, 'temporal.db'), '');
    writeFileSync(join(path, 'logs', 'api.log'), '');
    for (const parts of [[], ['logs'], ['logs', 'api.log'], ['temporal.db'], ['instance.json']])
      chmodSync(join(path, ...parts), 0o777);
    (await openDataFolder(path, true)).remember({});
    expect([modeOf(), modeOf('logs'), modeOf('keys')]).toEqual([0o700, 0o700, 0o700]);
    for (const file of ['temporal.db', 'instance.json', 'lock']) expect([file, modeOf(file)]).toEqual([file, 0o600]);
    expect(modeOf('logs', 'api.log')).toBe(0o600);
  });

  it('remembers ports between starts', async () => {
    const data = await openDataFolder(path, true);
    data.remember({ postgresPort: 5001 });
    data.release();
    expect((await openDataFolder(path, true)).instance.postgresPort).toBe(5001);
  });

  it('is one start’s at a time', async () => {
    await openDataFolder(path, true);
    await expect(openDataFolder(path, true)).rejects.toThrow(/another start \(process \d+\)/);
  });

  it('is taken over from a start that has died, whose servers are ended', async () => {
    const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
    const pid = child.pid ?? 0;
    const ended = new Promise((resolve) => child.on('exit', resolve));
    const first = await openDataFolder(path, true);
    first.childStarted('worker', pid);
    const lock = JSON.parse(readFileSync(join(path, 'lock'), 'utf8')) as { children: unknown[] };
    expect(lock.children).toEqual([{ name: 'worker', pid, birth: birthOf(pid) }]);
    // the same number, but another process than the one that took the folder
    writeFileSync(join(path, 'lock'), JSON.stringify({ ...lock, birth: 'earlier' }));
    await openDataFolder(path, true);
    await ended;
    expect(birthOf(pid)).toBe('');
  });

  it('leaves alone a process that only has the number of one of those servers', async () => {
    const lock = {
      pid: process.pid,
      birth: 'earlier',
      children: [{ name: 'worker', pid: process.pid, birth: 'earlier' }],
    };
    (await openDataFolder(path, true)).release();
    writeFileSync(join(path, 'lock'), JSON.stringify(lock));
    await openDataFolder(path, true);
    expect(birthOf(process.pid)).not.toBe('');
  });

  it('is demonstration data or it is not', async () => {
    const data = await openDataFolder(path, true);
    data.remember({});
    data.release();
    await expect(openDataFolder(path, false)).rejects.toThrow(/without --empty/);
  });

  it('is not a folder with files of others', async () => {
    (await openDataFolder(path, true)).release();
    writeFileSync(join(path, 'letter.txt'), '');
    await expect(openDataFolder(path, true)).rejects.toThrow(/letter.txt/);
  });

  it('is refused where it is half written', async () => {
    (await openDataFolder(path, true)).release();
    writeFileSync(join(path, 'instance.json'), '{"version":');
    await expect(openDataFolder(path, true)).rejects.toThrow(/incomplete/);
  });

  it('is refused where it cannot be made', async () => {
    await expect(openDataFolder('/proc/nothing', true)).rejects.toThrow(/cannot read and write/);
  });
});
