import { completionsOf, tasksFromCsv } from '../../src/cli/complete-file';
import { reportOf, Usage } from '../../src/cli/failure';
import { launchFromCsv, launchFromJson } from '../../src/cli/launch-file';
import { readRows } from '../../src/cli/rows';
import type { Power, TaskDetail } from '../../src/client/types';

const linesOf = (act: () => unknown): string[] => {
  try {
    act();
  } catch (error) {
    if (error instanceof Usage) return reportOf(error, 'en').lines.map(({ field, message }) => `${field}: ${message}`);
    throw error;
  }
  return [];
};
const power = (code: string, modes: string[] = ['devolve']): Power => ({
  code,
  name: code,
  type: 'penalty',
  field: 'culture',
  department: 'culture',
  modes,
});
const known = [power('AA-001'), power('AA-002'), power('AA-003', ['devolve', 'entrust'])];

describe('rows of a CSV', () => {
  const columns = { required: ['a'], optional: ['b'] };
  test('come with their lines, without empty cells, through marks, blank lines and quoted ones', () => {
    expect(readRows('\ufeffa,b\r\n1,\r\n\r\n"x, y",2\n', columns)).toEqual([
      { line: 2, cells: { a: '1' } },
      { line: 4, cells: { a: 'x, y', b: '2' } },
    ]);
  });
  test('a wrong head is refused by its columns', () => {
    expect(linesOf(() => readRows('b,c,b\n1,2,3\n', columns))).toEqual([
      'line 1: the column a is missing',
      'line 1: unknown column c',
      'line 1: the column b comes twice',
    ]);
  });
  test('all bad rows are named, in order', () => {
    expect(linesOf(() => readRows('a,b\n1,2,3\n,2\n5\n', columns))).toEqual([
      'line 2: 3 cells instead of 2',
      'line 3: a is empty',
      'line 4: 1 cells instead of 2',
    ]);
  });
  test.each(['', 'a,b\n', 'a,b\n"unclosed'])('%j is refused', (text) => {
    expect(() => readRows(text, columns)).toThrow(Usage);
  });
});

describe('a launch from CSV', () => {
  test('takes mode, scope and period with their lines', () => {
    const text =
      'power,mode,territory,reserved,from,until\nAA-001,,,,,\nAA-003,entrust,North,cross-area;major,2025-01-01,2026-01-01\n';
    expect(launchFromCsv(text, known)).toEqual({
      lines: [2, 3],
      request: {
        powers: [
          { code: 'AA-001' },
          {
            code: 'AA-003',
            mode: 'entrust',
            scope: { territory: 'North', reserved: ['cross-area', 'major'] },
            period: { from: '2025-01-01', until: '2026-01-01' },
          },
        ],
      },
    });
  });
  test('names every bad row', () => {
    const text =
      'power,mode,from,until\nAA-001,,,\nZZ-009,,,\nAA-001,,,\nAA-002,entrust,2025-01-01,\nAA-003,lend,2025-02-30,2026-01-01\n';
    expect(linesOf(() => launchFromCsv(text, known))).toEqual([
      'line 3: there is no power ZZ-009 in the catalogue',
      'line 4: AA-001 stands in line 2 already',
      'line 5: AA-002 may not go down in mode entrust',
      'line 5: from and until go together',
      'line 6: mode is devolve or entrust, not lend',
      'line 6: from is not a date: 2025-02-30',
    ]);
  });
  test('from JSON: every wrong field is named', () => {
    expect(launchFromJson('{"title":"x","powers":["AA-001"]}').request).toEqual({ title: 'x', powers: ['AA-001'] });
    expect(
      linesOf(() => launchFromJson('{"title":1,"power":[],"mode":"lend"}')).map((line) => line.split(':')[0]),
    ).toEqual(['title', 'mode', '']);
    expect(() => launchFromJson('{')).toThrow(Usage);
  });
});

describe('completions from CSV', () => {
  const task: TaskDetail = {
    id: 't1',
    step: 'approve-transfer',
    transfer: { id: 'x', title: 'X' },
    organisation: 'culture',
    opened: '2025-01-01T00:00:00Z',
    overdue: false,
    powers: ['AA-001', 'AA-002', 'AA-003'],
    outcomes: [
      { code: 'approved', title: '', needs: [], final: false },
      { code: 'returned', title: '', needs: ['reason'], final: false },
    ],
    formSchema: {
      type: 'object',
      required: ['opinion'],
      properties: { opinion: { type: 'string', examples: ['fine'] } },
    },
  };
  const open = new Map([['t1', task]]);
  const completions = (text: string, forms: Parameters<typeof completionsOf>[2] = 'examples') =>
    completionsOf(tasksFromCsv(text), open, forms);

  test('a row without a power speaks of all; with one, of that one', () => {
    expect(completions('task,outcome\nt1,approved\n')).toEqual([
      {
        id: 't1',
        form: { opinion: 'fine' },
        outcomes: task.powers.map((code) => ({ power: code, outcome: 'approved' })),
      },
    ]);
    const [part] = completions('task,power,outcome,reason\nt1,AA-002,returned,not enough\n');
    expect(part?.outcomes).toEqual([{ power: 'AA-002', outcome: 'returned', reason: 'not enough' }]);
  });
  test('forms may be given by step or for all', () => {
    const text = 'task,outcome\nt1,approved\n';
    expect(completions(text, { opinion: 'good' })[0]?.form).toEqual({ opinion: 'good' });
    expect(completions(text, { 'approve-transfer': { opinion: 'better' } })[0]?.form).toEqual({ opinion: 'better' });
  });
  test('names every bad row before anything is sent', () => {
    const text =
      'task,power,outcome,reason\nt1,AA-001,returned,\nt9,,approved,\nt1,AA-009,approved,\nt1,AA-001,agreed,\n';
    expect(linesOf(() => completions(text, {}))).toEqual([
      'line 2: returned needs reason',
      'line 2: the form lacks opinion (give it with --form)',
      'line 3: there is no open task t9',
      'line 4: the power AA-009 is not in the task',
      'line 5: no outcome agreed, but approved, returned',
      'line 5: AA-001 stands in line 2 already',
    ]);
  });
});
