import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RecordLine } from '../../src/domain/procedure/record';
import { chain } from '../../src/ledger/chain';
import { durationOf } from '../../src/cli/duration';
import { exits } from '../../src/cli/failure';
import { exportLines } from '../../src/ledger/export';
import type { StoredItem } from '../../src/ledger/stored';
import { fuquan } from './terminal';

describe('what is typed wrongly', () => {
  test.each([
    [['frobnicate'], 'unknown command'],
    [['tasks', '--frobnicate'], 'unknown option'],
    [['show'], 'give the id'],
    [['complete'], 'give the id of a task'],
    [['launch', '--title', 'x', '--day', 'soon'], '--day is something like'],
    [['launch', '--title', 'x'], 'give --to'],
    [['verify', '--public-key', '/nowhere'], 'go with --file or --database'],
    [['launch', '/nowhere.json'], 'ENOENT'],
    [['settings', 'set', 'decide'], 'give the name of a setting'],
    [['settings', 'set', 'decide', 'soon'], 'a whole number or default'],
    [['settings', 'days', 'add'], 'give a date'],
    [['settings', 'frobnicate'], 'too many arguments'],
  ])('%j ends with 2 and says so', async (words, text) => {
    const said = await fuquan(words);
    expect(said.err).toContain(text);
    expect(said).toMatchObject({ exit: exits.usage, out: '' });
  });
  test('nothing at all shows the help, in the language that was asked for', async () => {
    expect((await fuquan([])).err).toContain('Exit codes: 0 done');
    const chinese = await fuquan(['--lang', 'zh', '--help']);
    expect(chinese).toMatchObject({ exit: exits.ok, err: '' });
    expect(chinese.out).toContain('退出码：0 成功');
    expect((await fuquan(['--help'], { environment: { LANG: 'C.UTF-8' } })).out).toContain('用法');
  });
  test('with --json the error is JSON', async () => {
    const { exit, err } = await fuquan(['show', '--json']);
    expect(exit).toBe(exits.usage);
    expect(JSON.parse(err)).toMatchObject({ code: 'usage', errors: [] });
  });
  test('durations', () => {
    expect([durationOf('500ms', ''), durationOf('2s', ''), durationOf('1.5m', '')]).toEqual([500, 2000, 90_000]);
  });
});

test('where no server answers, it ends with 3 and names the address', async () => {
  const { exit, err } = await fuquan(['tasks', '--server', 'http://127.0.0.1:9']);
  expect(exit).toBe(exits.unreachable);
  expect(err).toContain('http://127.0.0.1:9');
});

describe('verifying a file offline', () => {
  const lines: RecordLine[] = [
    { entry: { kind: 'launch', key: 'launch', by: 'coordinator', at: 1 }, put: [], gone: [], states: {} },
    { entry: { kind: 'suspend', key: 'k', by: 'coordinator', at: 2 }, put: [], gone: [], states: {} },
  ];
  const rows = chain({ transfer: 't1', seq: 0, hash: '' }, lines, 3);
  async function exported(change: (content: string) => string): Promise<string> {
    async function* items(): AsyncGenerator<StoredItem> {
      for (const row of rows) {
        yield { kind: 'entry', row: { ...row, content: change(row.content), run: '', written: '' } };
      }
      const last = rows.at(-1);
      yield await Promise.resolve({ kind: 'head', head: { transfer: 't1', seq: 2, hash: last?.hash ?? '' } });
    }
    let text = '';
    for await (const line of exportLines(items(), [], new Date(0))) text += line;
    const path = join(mkdtempSync(join(tmpdir(), 'fuquan-export-')), 'ledger.jsonl');
    writeFileSync(path, text);
    return path;
  }
  test('an honest one is intact', async () => {
    const { exit, out } = await fuquan(['verify', '--json', '--file', await exported((content) => content)]);
    expect({ exit, found: JSON.parse(out) }).toMatchObject({
      exit: exits.ok,
      found: { verdict: 'intact', entries: 2 },
    });
  });
  test('a back-dated one ends with 1 and names the entry', async () => {
    const file = await exported((content) => content.replace('"at":2', '"at":1'));
    const { exit, out } = await fuquan(['verify', '--file', file]);
    expect(exit).toBe(exits.refused);
    expect(out).toContain('t1 #2: its content is not what was hashed');
  });
  test('what is no export ends with 1 and names the line', async () => {
    const path = join(mkdtempSync(join(tmpdir(), 'fuquan-export-')), 'ledger.jsonl');
    writeFileSync(path, '{}\n');
    expect(await fuquan(['verify', '--file', path])).toMatchObject({
      exit: exits.refused,
      err: expect.stringContaining('line 1'),
    });
  });
});
