/** The linter finds a way that nobody walks by the words that make one: each of them stands in its rule. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Case } from '../../../workflows/procedure/case';
import * as ways from '../../../workflows/procedure/way';

type Verb = {
  [K in keyof Case]: Case[K] extends (...said: never[]) => Generator<unknown, unknown, void> ? K : never;
}[keyof Case];
// one more or one less does not compile
const verbs: { readonly [K in Verb]: true } = { step: true, matter: true, stepBefore: true, until: true };

const config = readFileSync(join(__dirname, '..', '..', '..', 'eslint.config.mjs'), 'utf8');
const wordsOf = (callee: string) =>
  (new RegExp(`\\[callee\\.${callee}=/\\^\\(([a-zA-Z|]+)\\)\\$/\\]`).exec(config)?.[1] ?? '').split('|').sort();

test('what an item is asked for', () => {
  expect(wordsOf('property\\.name')).toEqual(Object.keys(verbs).sort());
});

test('what puts ways together', () => {
  const { openScheduler: _, ...others } = ways;
  expect(wordsOf('name')).toEqual(Object.keys(others).sort());
});
