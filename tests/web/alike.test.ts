import { powerTransfer } from '../../src/domain/power-transfer/procedure';
import { showProcedure } from '../../src/api/city/procedure-view';
import { areAlike } from '../../src/web/pages/bulk/alike';

const { steps } = showProcedure(powerTransfer, 'zh');
const number = (examples: readonly unknown[], minimum = 0) => ({
  type: 'object' as const,
  properties: { score: { type: 'integer' as const, minimum, examples } },
});

test('tasks of one step whose forms accept the same take one answer, whatever their examples', () => {
  const first = { step: 'sign-off-training', formSchema: number([85]) };
  expect(areAlike([first, { ...first, formSchema: number([90]) }], steps)).toBe(true);
  expect(areAlike([first, { ...first, formSchema: number([85], 60) }], steps)).toBe(false);
  expect(areAlike([first, { ...first, step: 'evaluate' }], steps)).toBe(false);
  expect(areAlike([], steps)).toBe(false);
});

test('what each officer has a number of their own for is answered one by one', () => {
  const one = { step: 'certify', formSchema: number([1]) };
  expect(areAlike([one, one], steps)).toBe(false);
});
