import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawn } from 'node:child_process';
import { birthOf } from '../../src/runtime/guard';
import { projectRoot } from '../../src/runtime/places';
import { startService, type Registry, type ServiceDeclaration } from '../../src/runtime/service';

describe('a service', () => {
  const folder = mkdtempSync(join(tmpdir(), 'fuquan-service-'));
  const logFile = join(folder, 'service.log');
  const never = new AbortController().signal;
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const program = (code: string): ServiceDeclaration => ({
    name: 'service',
    command: process.execPath,
    args: ['-e', code],
    environment: process.env,
    logFile,
    ready: (told) => Promise.resolve(told),
  });

  /** Notes starts, and lets a test wait for the nth one. */
  function registry() {
    const pids: number[] = [];
    const waiting: { count: number; go: () => void }[] = [];
    const noted: Registry = {
      started: (_name, pid) => {
        pids.push(pid);
        for (const { count, go } of waiting) if (pids.length >= count) go();
      },
      ended: () => undefined,
    };
    const starts = (count: number) =>
      new Promise<void>((go) => (pids.length >= count ? go() : waiting.push({ count, go })));
    return { noted, pids, starts };
  }

  it('is started again when it dies', async () => {
    const { noted, pids, starts } = registry();
    const service = await startService(program(`process.send('ready'); setInterval(() => {}, 1000)`), noted, never);
    process.kill(service.pid() ?? 0, 'SIGKILL');
    await starts(2);
    process.kill(service.pid() ?? 0, 'SIGKILL');
    await starts(3);
    await service.stop();
    expect(pids.map(birthOf)).toEqual(['', '', '']);
  });

  it('hears what it is told, and whoever is started in its place hears it as well', async () => {
    const { noted, starts } = registry();
    const heard = join(folder, 'heard');
    const code = `
      process.on('message', (said) => require('node:fs').appendFileSync(${JSON.stringify(heard)}, said + ' ' + process.pid + '\\n'));
      process.send('ready');`;
    const service = await startService(program(code), noted, never);
    const lines = () => (existsSync(heard) ? readFileSync(heard, 'utf8').trim().split('\n') : []);
    const until = async (count: number) => {
      while (lines().length < count) await new Promise((resolve) => setImmediate(resolve));
    };
    service.tell('the city is there');
    await until(1);
    const first = service.pid();
    process.kill(first ?? 0, 'SIGKILL');
    await starts(2);
    await until(2);
    expect(lines()).toEqual([`the city is there ${first}`, `the city is there ${service.pid()}`]);
    await service.stop();
  });

  it('says why it did not start', async () => {
    const start = startService(program(`console.error('no such table'); process.exit(3)`), registry().noted, never);
    await expect(start).rejects.toThrow(/service did not start.*no such table/);
    expect(readFileSync(logFile, 'utf8')).toContain('no such table');
  });

  it('says that there is no such program', async () => {
    const missing = { ...program(''), command: '/nowhere/program' };
    await expect(startService(missing, registry().noted, never)).rejects.toThrow(/did not start.*ENOENT/);
  });

  it('is ended where its start is called off', async () => {
    const { noted, pids, starts } = registry();
    const stopper = new AbortController();
    const starting = startService(program('setInterval(() => {}, 1000)'), noted, stopper.signal);
    await starts(1);
    stopper.abort();
    await expect(starting).rejects.toThrow(/abort/);
    expect(pids.map(birthOf)).toEqual(['']);
  });
});

describe('the guard', () => {
  it('ends what it was told of when its starter is gone, even killed', async () => {
    // a starter that starts a server and the guard, and says the server's number
    const code = `
      const { spawn } = require('node:child_process');
      const server = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore', detached: true });
      const guard = spawn(process.execPath, [${JSON.stringify(join(projectRoot, 'scripts', 'guard.mjs'))}], { stdio: ['pipe', 'ignore', 'ignore'], detached: true });
      guard.stdin.write('+ ' + server.pid + ' SIGTERM\\n', () => console.log(server.pid + ' ' + guard.pid));
      setInterval(() => {}, 1000);`;
    const starter = spawn(process.execPath, ['-e', code], { stdio: ['ignore', 'pipe', 'inherit'] });
    const [said] = (await once(starter.stdout, 'data')) as [Buffer];
    const [server = 0, guard = 0] = said.toString().trim().split(' ').map(Number);
    expect(birthOf(server)).not.toBe('');
    starter.kill('SIGKILL');
    while (birthOf(guard) !== '') await new Promise((resolve) => setImmediate(resolve));
    expect(birthOf(server)).toBe('');
  });
});
