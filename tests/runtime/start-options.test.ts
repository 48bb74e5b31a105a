import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { projectRoot } from '../../src/runtime/places';

const start = (...args: string[]) =>
  spawnSync(process.execPath, [join(projectRoot, 'scripts', 'start.mjs'), ...args], { encoding: 'utf8' });

describe('npm start', () => {
  it('explains its options', () => {
    const { status, stdout } = start('--help');
    expect(status).toBe(0);
    for (const option of ['--port', '--data', '--empty', '--day']) expect(stdout).toContain(option);
  });

  it.each([
    [['--prot', '1'], '--prot'],
    [['--port', 'abc'], '--port abc'],
    [['--port', '0'], '--port 0'],
    [['--port', '65536'], '--port 65536'],
    [['--day', 'soon'], '--day soon'],
    [['--day', '0s'], '--day 0s'],
    [['--day', '2s', '--empty'], '--day'],
    [['here'], 'here'],
  ])('refuses %j in one line of both languages', (args, named) => {
    const { status, stderr } = start(...args);
    expect(status).toBe(1);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
    expect(stderr).toMatch(/^fuquan: .*[\u4e00-\u9fff].* \/ /);
    expect(stderr).toContain(named);
  });
});
