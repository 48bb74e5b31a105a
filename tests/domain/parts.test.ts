import { partsOf } from '../../src/domain/parts';
import { emptyLaunch, requestOf } from '../../src/web/pages/power-transfer/launch/draft';

test.each([
  '跨区域案件;重大案件',
  '跨区域案件；重大案件',
  '跨区域案件、重大案件',
  '跨区域案件\n 重大案件\r\n',
  ';跨区域案件；、重大案件 ',
])('%j are two parts, in a cell and in the form of a launch alike', (text) => {
  const parts = ['跨区域案件', '重大案件'];
  expect(partsOf(text)).toEqual(parts);
  const draft = { ...emptyLaunch, reserved: text, powers: { 'MR-001': {} } };
  const { powers } = requestOf(draft, { id: 'kaihua', nameZh: '开化街道办事处' }, new Set());
  expect(powers).toMatchObject([{ scope: { territory: '开化街道办事处辖区', reserved: parts } }]);
});
test('nothing is no part', () => {
  expect(partsOf(' \n;')).toEqual([]);
});
