import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createScanner, ScannerFailed, type ScanSettings } from '../../src/scanning/scanner';
import { fakeClamd, virus, type FakeClamd } from './fake-clamd';

const patience = 30_000;
const scan = (settings: Partial<ScanSettings>, content: string | Buffer) =>
  createScanner({ command: null, clamd: null, timeoutMs: patience, ...settings }).scan(Buffer.from(content));
/** A program of a few lines, as an operator would write it. */
const sh = (script: string, ...words: string[]): readonly string[] => ['/bin/sh', '-c', script, 'scan', ...words];
const infected = (finding: string) => ({ clean: false, finding });

describe('a program', () => {
  const looking = sh(`if grep -q ${virus}; then echo 'found Test-Virus-1'; exit 1; fi`);

  it('finds a file on its standard input clean, or says what is in it', async () => {
    expect(await scan({ command: looking }, 'a plan')).toEqual({ clean: true });
    expect(await scan({ command: looking }, `a plan with ${virus} in it`)).toEqual(infected('found Test-Virus-1'));
  });

  it('is given the path where its command has {file}; the file is gone afterwards', async () => {
    const saying = sh('grep -q . "$1" && echo "$1"; exit 1', '{file}');
    const verdict = await scan({ command: saying }, 'a plan');
    const path = verdict.clean ? '' : verdict.finding;
    expect(path).toMatch(/upload$/);
    expect(existsSync(path)).toBe(false);
  });

  it('may end before it has read all', async () => {
    expect(await scan({ command: sh('exit 0') }, Buffer.alloc(5_000_000))).toEqual({ clean: true });
  });

  it('says a finding of one short line, whatever it prints', async () => {
    const verdict = await scan({ command: sh('yes "a\tb" | head -n 10000; exit 1') }, 'x');
    expect(verdict).toEqual(infected('a b '.repeat(50)));
    expect(await scan({ command: sh('exit 1') }, 'x')).toEqual(infected('?'));
  });

  it('is not told our secrets', async () => {
    process.env.FUQUAN_KEY = 'secret';
    try {
      const verdict = await scan({ command: sh('echo "${PATH:+path},$FUQUAN_KEY"; exit 1') }, 'x');
      expect(verdict).toEqual(infected('path,'));
    } finally {
      delete process.env.FUQUAN_KEY;
    }
  });

  it('that fails is quoted for the log', async () => {
    const failing = scan({ command: sh('echo no signatures >&2; exit 2') }, 'x');
    await expect(failing).rejects.toThrow('/bin/sh: ended with 2: no signatures');
  });

  it.each([
    ['ends with another code', sh('exit 2')],
    ['is killed', sh('kill -9 $$')],
    ['is not there', ['/nowhere/scan']],
  ])('that %s has failed', async (_, command) => {
    await expect(scan({ command }, 'x')).rejects.toThrow(ScannerFailed);
  });

  it('that hangs has failed, and is ended with all that it started', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'fuquan-hanging-'));
    try {
      const pid = join(folder, 'pid');
      // its own child holds the output open
      const command = sh(`sleep 600 & echo $! > '${pid}'; wait`);
      await expect(scan({ command, timeoutMs: 2_000 }, 'x')).rejects.toThrow('no answer in 2000 ms');
      const child = Number(readFileSync(pid, 'utf8'));
      expect(child).toBeGreaterThan(0);
      await untilGone(child);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

/** Waits until no process of this number runs; a zombie that its new parent has not collected yet runs no more. */
async function untilGone(pid: number): Promise<void> {
  const runs = () => {
    try {
      return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
    } catch {
      return false;
    }
  };
  for (let tries = 0; runs(); tries++) {
    if (tries > 10_000) throw new Error(`${pid} still runs`);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

describe('clamd', () => {
  let clamd: FakeClamd;
  beforeAll(async () => {
    clamd = await fakeClamd();
  });
  afterAll(() => clamd.stop());

  it('is sent the whole file, and says what it found', async () => {
    const large = Buffer.alloc(1_000_000, 'a plan ');
    expect(await scan({ clamd: clamd.address }, large)).toEqual({ clean: true });
    expect(clamd.received.at(-1)?.equals(large)).toBe(true);
    expect(await scan({ clamd: clamd.address }, '')).toEqual({ clean: true });
    expect(await scan({ clamd: clamd.address }, virus)).toEqual(infected('Test-Virus-1'));
  });

  it.each([
    ['refuses the size', 'too much', 'size limit exceeded'],
    ['hangs up', 'hang up', 'clamd'],
  ])('that %s has failed', async (_, content, why) => {
    await expect(scan({ clamd: clamd.address }, content)).rejects.toThrow(why);
    await expect(scan({ clamd: clamd.address }, content)).rejects.toThrow(ScannerFailed);
  });

  it('that says nothing has failed after its time', async () => {
    await expect(scan({ clamd: clamd.address, timeoutMs: 200 }, 'silent')).rejects.toThrow('no answer in 200 ms');
  });

  it('that does not listen has failed', async () => {
    const gone = await fakeClamd();
    await gone.stop();
    await expect(scan({ clamd: gone.address }, 'x')).rejects.toThrow(ScannerFailed);
  });

  it('and a program must both find a file clean', async () => {
    const both = { clamd: clamd.address, command: sh('exit 0') };
    expect(createScanner({ ...both, timeoutMs: 1 }).name).toBe('sh + clamd');
    expect(await scan(both, 'a plan')).toEqual({ clean: true });
    expect(await scan(both, virus)).toEqual(infected('Test-Virus-1'));
    await expect(scan({ ...both, command: sh('exit 3') }, 'a plan')).rejects.toThrow(ScannerFailed);
  });
});
