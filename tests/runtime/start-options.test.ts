import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { projectRoot } from '../../src/runtime/places';

const start = (args: readonly string[], env: NodeJS.ProcessEnv = process.env) =>
  spawnSync(process.execPath, [join(projectRoot, 'scripts', 'start.mjs'), ...args], { encoding: 'utf8', env });

describe('npm start', () => {
  it('explains its options', () => {
    const { status, stdout } = start(['--help']);
    expect(status).toBe(0);
    for (const option of ['--port', '--data', '--empty', '--day', '--key-lost']) expect(stdout).toContain(option);
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
    const { status, stderr } = start(args);
    expect(status).toBe(1);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
    expect(stderr).toMatch(/^fuquan: .*[\u4e00-\u9fff].* \/ /);
    expect(stderr).toContain(named);
  });

  it('refuses TEMPORAL_CLI_PATH that is no program before anything is started', () => {
    const environment = { ...process.env, TEMPORAL_ADDRESS: '', TEMPORAL_CLI_PATH: '/nowhere/temporal' };
    const { status, stderr } = start([], environment);
    expect(status).toBe(1);
    expect(stderr).toMatch(/^fuquan: .*TEMPORAL_CLI_PATH=\/nowhere\/temporal is not a program/m);
  });
});

describe('the releases of Node.js', () => {
  const install = pathToFileURL(join(projectRoot, 'scripts', 'install.mjs')).href;
  const check = (version: string) =>
    spawnSync(process.execPath, ['-e', `import(${JSON.stringify(install)}).then((m) => m.checkNode('${version}'))`], {
      encoding: 'utf8',
    });

  it.each(['20.19.0', '20.20.2', '22.12.0', '24.0.0', '26.10.0'])('%s is promised', (version) => {
    expect(check(version)).toMatchObject({ status: 0, stderr: '' });
  });

  it.each(['18.20.0', '20.18.3'])('%s is too old, and is refused', (version) => {
    const { status, stderr } = check(version);
    expect(status).toBe(1);
    expect(stderr).toContain(`Node.js 20.19 or newer is needed, this is ${version}`);
  });

  it.each(['22.11.0', '23.5.0', '27.0.0'])('%s may do, and it is said that nobody has tried it', (version) => {
    const { status, stderr } = check(version);
    expect(status).toBe(0);
    expect(stderr).toContain(`Node.js ${version}`);
  });
});
