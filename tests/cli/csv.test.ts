import { completionColumns, completionsOf, tasksOfTable } from '../../src/cli/complete-file';
import { reportOf, Usage } from '../../src/cli/failure';
import { launchFromJson } from '../../src/cli/launch-file';
import { isTable } from '../../src/cli/launch-table';
import { readTable } from '../../src/documents/tables/sheet-reader';
import type { TaskDetail } from '../../src/contract/types';
import { Refusal } from '../../src/domain/refusal';

const linesOf = async (act: () => unknown): Promise<string[]> => {
  try {
    await act();
  } catch (error) {
    if (error instanceof Usage) return reportOf(error, 'en').lines.map(({ field, message }) => `${field}: ${message}`);
    throw error;
  }
  return [];
};
test('a launch from JSON: every wrong field is named', async () => {
  expect(launchFromJson('{"title":"x","powers":["AA-001"]}')).toEqual({ title: 'x', powers: ['AA-001'] });
  const lines = await linesOf(() => launchFromJson('{"title":1,"power":[],"mode":"lend"}'));
  expect(lines.map((line) => line.split(':')[0])).toEqual(['title', 'mode', '']);
  expect(() => launchFromJson('{')).toThrow(Usage);
});

test.each(['a.csv', 'A.XLSX', '清单.xls', 'x.y.txt'])('%s is a list, and the server reads it', (name) => {
  expect(isTable(name)).toBe(true);
});
test.each(['a.json', '-', '/dev/fd/63'])('%s is JSON', (name) => {
  expect(isTable(name)).toBe(false);
});

describe('completions from a table', () => {
  const task: TaskDetail = {
    id: 't1',
    step: 'approve-transfer',
    title: '同意下放',
    about: null,
    matter: { id: 'x', procedure: 'power-transfer', title: 'X' },
    transfer: { id: 'x', title: 'X' },
    items: [],
    organisation: 'culture',
    opened: '2025-01-01T00:00:00Z',
    due: null,
    lastDay: null,
    openUntil: null,
    provisional: false,
    suspended: false,
    claimedBy: null,
    claimedSince: null,
    claimOld: false,
    guidance: '',
    law: [],
    role: 'head',
    mayComplete: true,
    withheld: [],
    powerDetails: [],
    before: [],
    forms: [],
    overdue: false,
    powers: ['AA-001', 'AA-002', 'AA-003'],
    outcomes: [
      { code: 'approved', title: '同意', needs: [], final: false },
      { code: 'returned', title: '退回', needs: ['reason'], final: false },
    ],
    formSchema: {
      type: 'object',
      required: ['opinion'],
      properties: { opinion: { type: 'string', examples: ['fine'] } },
    },
  };
  const open = new Map([['t1', task]]);
  const completions = async (text: string, forms: Parameters<typeof completionsOf>[2] = 'examples') =>
    completionsOf(tasksOfTable(await readTable(Buffer.from(text), completionColumns)), open, forms);

  test('a row without a power speaks of all; with one, of that one', async () => {
    expect(await completions('task,outcome\nt1,approved\n')).toEqual([
      {
        id: 't1',
        form: { opinion: 'fine' },
        outcomes: task.powers.map((code) => ({ power: code, outcome: 'approved' })),
      },
    ]);
    const [part] = await completions('task,power,outcome,reason\nt1,AA-002,returned,not enough\n');
    expect(part?.outcomes).toEqual([{ power: 'AA-002', outcome: 'returned', reason: 'not enough' }]);
  });
  test('forms may be given by step or for all', async () => {
    const text = 'task,outcome\nt1,approved\n';
    expect((await completions(text, { opinion: 'good' }))[0]?.form).toEqual({ opinion: 'good' });
    expect((await completions(text, { 'approve-transfer': { opinion: 'better' } }))[0]?.form).toEqual({
      opinion: 'better',
    });
  });
  test('names every bad row before anything is sent', async () => {
    const text =
      'task,power,outcome,reason\nt1,AA-001,returned,\nt9,,approved,\nt1,AA-009,approved,\nt1,AA-001,agreed,\n';
    expect(await linesOf(() => completions(text, {}))).toEqual([
      'line 2: returned needs reason',
      'line 2: the form lacks opinion (give it with --form)',
      'line 3: there is no open task t9',
      'line 4: the power AA-009 is not in the task',
      'line 5: no outcome agreed, but approved, returned',
      'line 5: AA-001 stands in line 2 already',
    ]);
  });
  test('is read as the server reads tables: in Chinese, as a Chinese Excel saves it, with what outcomes are called', async () => {
    const [part] = await completions('\ufeff任务,事项编码,结果,理由\nt1,AA-002,退回,"一、材料不全\n二、未盖章"\n');
    expect(part?.outcomes).toEqual([{ power: 'AA-002', outcome: 'returned', reason: '一、材料不全\n二、未盖章' }]);
    // 任务,结果 / t1,同意 in GB 18030
    const content = Buffer.from('c8cecef12cbde1b9fb0a74312ccdacd2e20a', 'hex');
    expect(tasksOfTable(await readTable(content, completionColumns))).toEqual([
      { task: 't1', rows: [{ row: 2, cells: { task: 't1', outcome: '同意' } }] },
    ]);
  });
  test('without rows, without a heading, without a task: refused', async () => {
    await expect(completions('task,outcome\n')).rejects.toThrow(Usage);
    await expect(completions('task,reason\nt1,x\n')).rejects.toThrow(Refusal);
    expect(await linesOf(() => completions('task,outcome,power\nt1,,AA-001\n,approved,\n'))).toEqual([
      'line 2: outcome is empty',
      'line 3: task is empty',
    ]);
    const [told] = await linesOf(() => completions('task,outcome,reason\nt1,approved,a\u0001\n'));
    expect(told).toMatch(/^line 2: .*U\+0001/);
  });
});
