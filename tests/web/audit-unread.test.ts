import { unread } from '../../src/web/pages/audit/unread';

const entries = (...names: string[]) =>
  names.map((name) => {
    const [id = '', seq = ''] = name.split('.');
    return { transfer: { id }, seq: Number(seq) };
  });

test.each([
  ['nothing new', ['a.2', 'a.1'], ['a.2', 'a.1'], 0],
  ['two new ones above', ['a.2', 'a.1'], ['b.1', 'a.3', 'a.2', 'a.1'], 2],
  [
    'one that was recorded before the first one shown, and committed after it was read',
    ['a.2', 'a.1'],
    ['a.2', 'b.9', 'a.1'],
    1,
  ],
  ['older ones, of a page that was not asked for', ['a.3', 'a.2'], ['a.3', 'a.2', 'a.1'], 0],
  ['so many that none of those shown is among them', ['a.2'], ['b.3', 'b.2', 'b.1'], 3],
  ['the first ones of an empty list', [], ['a.1'], 1],
] as const)('%s', (_, shown, newest, count) => {
  expect(unread(entries(...shown), entries(...newest))).toBe(count);
});
