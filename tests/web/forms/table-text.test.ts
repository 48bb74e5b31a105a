import { parseTable, readRows } from '../../../src/web/forms/table-text';

const columns = [
  { name: 'power', title: '事项编号' },
  { name: 'outcome', title: '结果' },
  { name: 'reason', title: '理由' },
];

describe('tables as text', () => {
  test('given cells pasted from a spreadsheet, tabs part them and commas stay', () => {
    expect(parseTable('MR-001\t需要\r\nMR-002\t不需要, 见附件\n\n')).toEqual([
      ['MR-001', '需要'],
      ['MR-002', '不需要, 见附件'],
    ]);
  });

  test('given a CSV file, quotes hold separators, line ends and quotes', () => {
    expect(parseTable('\uFEFFa,"b, c","d ""e""\nf"\n')).toEqual([['a', 'b, c', 'd "e"\nf']]);
  });

  test('given a heading, columns are found by title or name in any order, and lines are counted without it', () => {
    expect(readRows('结果,power\n需要,MR-001', columns)).toEqual([
      { line: 1, cells: { outcome: '需要', power: 'MR-001' } },
    ]);
  });

  test('given no heading, columns are taken in their order', () => {
    expect(readRows('MR-001,不需要,没有对象', columns)).toEqual([
      { line: 1, cells: { power: 'MR-001', outcome: '不需要', reason: '没有对象' } },
    ]);
  });
});
