import { emptyDraft, readDraft, type Draft } from '../../../src/web/forms/draft';
import { outcomeFaults, outcomesFromRows, outcomesToSend } from '../../../src/web/forms/outcomes';

const outcomes = [
  { code: 'approved', title: '同意', needs: [], final: false },
  { code: 'returned', title: '退回', needs: ['reason' as const], final: false },
];
const powers = ['MR-001', 'MR-002', 'MR-003'];
const draft = (said: Draft['powers']): Draft => ({ ...emptyDraft({}), powers: said });

describe('outcomes of many powers', () => {
  test('given some answered, only those are sent, in the order of the task, each with the words that it needs', () => {
    const written = draft({
      'MR-003': { outcome: 'approved', reason: '早先写的理由' },
      'MR-001': { outcome: 'returned', reason: ' 请补充 ' },
    });
    expect(outcomesToSend(powers, written, outcomes, undefined)).toEqual([
      { power: 'MR-001', outcome: 'returned', reason: '请补充' },
      { power: 'MR-003', outcome: 'approved' },
    ]);
  });

  test('given a missing reason, it is named by its place in what is sent', () => {
    const written = draft({ 'MR-002': { outcome: 'approved' }, 'MR-003': { outcome: 'returned', reason: ' ' } });
    expect(outcomeFaults(powers, written, outcomes, undefined)).toEqual([
      { field: '/outcomes/1/reason', power: 'MR-003', lack: 'reason' },
    ]);
  });

  test('given pasted rows, powers and outcomes are known by code or title, and what is not known is told', () => {
    const row = (line: number, power: string, outcome: string) => ({ line, cells: { power, outcome, reason: '理由' } });
    const { said, unknown } = outcomesFromRows(
      [row(1, 'mr-001', '同意'), row(2, 'MR-002', 'returned'), row(3, 'MR-009', '同意'), row(4, 'MR-003', '也许')],
      powers,
      outcomes,
    );
    expect(said).toEqual({
      'MR-001': { outcome: 'approved', reason: '理由' },
      'MR-002': { outcome: 'returned', reason: '理由' },
    });
    expect(unknown.map(({ line }) => line)).toEqual([3, 4]);
  });
});

describe('a draft that was put by', () => {
  test('given what was written, it is found again as it was', () => {
    const written: Draft = {
      powers: { 'MR-001': { outcome: 'returned', reason: '写到一半', particulars: { cases: 3 } } },
      form: { count: 3, inventory: { leads: ['a'] } },
      comment: '备注',
      evidence: [{ id: 'f1', name: 'a.pdf', size: 10, sha256: 'ab', scan: 'clean' }],
      files: [],
    };
    expect(readDraft(JSON.stringify(written))).toEqual(written);
  });

  test.each(['', '{', '[]', '{"powers":3,"form":{}}', 'null'])('given %j, there is none', (text) => {
    expect(readDraft(text)).toBeUndefined();
  });
});
