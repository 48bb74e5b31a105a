import { statementOf, type Part } from '../../activities/statement';

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
const statement = (chosen: number) =>
  statementOf(
    { sql: 'select $1', values: ['a'] },
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
