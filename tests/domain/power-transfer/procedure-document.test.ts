/** docs/procedure.md says what the declarations say. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(__dirname, '..', '..', '..');
const script = join(root, 'scripts', 'document-procedure.mjs');
const check = (...args: string[]) =>
  spawnSync(process.execPath, [script, '--check', ...args], { cwd: root, encoding: 'utf8' });

let folder: string;
beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'fuquan-procedure-'))));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('the page of the procedure is current', () => {
  const { status, stderr } = check();
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
});

test('a page that tells another limit is found, and left as it is', () => {
  const page = join(folder, 'procedure.md');
  const altered = readFileSync(join(root, 'docs', 'procedure.md'), 'utf8').replace('10 个工作日', '11 个工作日');
  writeFileSync(page, altered);
  const { status, stderr } = check('--file', page);
  expect(status).toBe(1);
  expect(stderr).toContain('is not current');
  expect(readFileSync(page, 'utf8')).toBe(altered);
});
