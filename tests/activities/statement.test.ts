import { createStatements, type Part } from '../../activities/statement';

const part = (name: string, some: boolean): Part => ({ name, sql: `${name} as (select $n)`, rows: some ? [{}] : [] });
const names = [
  'ledger',
  'gone',
  'task',
  'state',
  'completion',
  'form',
  'decision',
  'training',
  'certificate',
  'confirmation',
];
const statementOf = createStatements('select $1');
const statement = (chosen: number) =>
  statementOf(
    ['a'],
    names.map((name, i) => part(name, (chosen & (1 << i)) !== 0)),
  );

it('names every combination of parts differently, in the 63 characters that PostgreSQL looks at', () => {
  const texts = new Map<string, string>();
  for (let chosen = 1; chosen < 1 << names.length; chosen++) {
    const { name, text } = statement(chosen);
    expect(name.length).toBeLessThanOrEqual(63);
    expect(texts.get(name) ?? text).toBe(text);
    texts.set(name, text);
  }
  expect(new Set(texts.values()).size).toBe(texts.size);
  expect(texts.size).toBe((1 << names.length) - 1);
});

it('numbers what the parts write after what the swap needs, the same each time', () => {
  const first = statementOf(['a'], [part('one', true), part('two', false), part('three', true)]);
  expect(first).toEqual({
    name: 'record-101',
    text: 'with swapped as (select $1),\none as (select $2),\nthree as (select $3)\nselect exists (select from swapped) as ours',
    values: ['a', '[{}]', '[{}]'],
  });
  const again = statementOf(['b'], [part('one', true), part('two', false), part('three', true)]);
  expect(again).toEqual({ ...first, values: ['b', '[{}]', '[{}]'] });
});
