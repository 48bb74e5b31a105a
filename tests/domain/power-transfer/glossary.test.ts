/** One word for each thing: what people are shown, and the docs, keep to the glossary. */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { glossary } from '../../../src/domain/power-transfer/glossary';
import { projectRoot } from '../../../src/runtime/places';
import { shownTexts, textsIn, type ShownText } from '../../builders/shown-texts';

const terms = glossary.flatMap((chapter) => chapter.terms);
const chapters = ['glossary', 'terms-of-powers', 'terms-of-steps'];
// `modes.ts` has what lists of before called them, to read them
const leftOut = [...chapters, 'modes'].map((name) => `src/domain/power-transfer/${name}.ts`);

const texts = shownTexts(['src', 'activities', 'workflows'], leftOut);
const pages = ['README.md', ...['docs', 'docs/operations', 'docs/how-to'].flatMap(pagesIn)];

function pagesIn(folder: string): string[] {
  const names = readdirSync(join(projectRoot, folder)).filter((name) => name.endsWith('.md') && name !== 'glossary.md');
  return names.map((name) => `${folder}/${name}`);
}

/** Words that are not said, as `place: word (say: term)`; a term may have one in it. */
function barredIn(place: string, text: string): string[] {
  const rest = terms.reduce((left, { zh }) => left.replaceAll(zh, ' '), text);
  return terms.flatMap(({ zh, not = [] }) =>
    not.filter((barred) => rest.includes(barred)).map((barred) => `${place}: ${barred} (say: ${zh})`),
  );
}
/** English that is another than the term's, as `place: what is said`. */
const otherEnglish = (all: readonly ShownText[]): string[] =>
  terms.flatMap(({ zh, beside = [] }) =>
    all.flatMap(({ place, text, beside: english }) =>
      beside.length === 0 ||
      english === undefined ||
      !text.includes(zh) ||
      beside.some((said) => english.toLowerCase().includes(said))
        ? []
        : [`${place}: ${text} · ${english} (${zh}: ${beside.join(', ')})`],
    ),
  );

test('every term stands once, means something in both languages, and is none of the words that are not said', () => {
  const all = terms.map(({ zh }) => zh);
  expect(new Set(all).size).toBe(all.length);
  const barred = new Set(terms.flatMap(({ not = [] }) => not));
  expect(all.filter((zh) => barred.has(zh))).toEqual([]);
  for (const { en, means } of terms) for (const text of [en, means.zh, means.en]) expect(text).not.toBe('');
});

test('the search finds texts in both languages as sources have them, and leaves out what imports still read', () => {
  const source = ts.createSourceFile(
    'x.ts',
    "const a = words('见证', 'witness'); const b = { zh: '台账', en: 'book' }; const c = ['委托书', 'paper'];" +
      "const d = { aliases: ['权力编码'] }; const e = (n: string) => `续签${n}`;",
    ts.ScriptTarget.Latest,
    true,
  );
  expect(textsIn(source)).toEqual([
    { place: 'x.ts:1', text: '见证', beside: 'witness' },
    { place: 'x.ts:1', text: '台账', beside: 'book' },
    { place: 'x.ts:1', text: '委托书', beside: 'paper' },
    { place: 'x.ts:1', text: '续签{}' },
  ]);
  expect(barredIn('x', '续签{}')).toEqual(['x: 续签 (say: 续订)']);
  expect(barredIn('x', '审查未通过')).toEqual([]);
  expect(otherEnglish(textsIn(source))).toEqual(['x.ts:1: 委托书 · paper (委托书: instrument)']);
});

test('pages, papers, command line and declarations say no word that is not said', () => {
  expect(texts.length).toBeGreaterThan(2000);
  expect(texts.flatMap(({ place, text }) => barredIn(place, text))).toEqual([]);
});

test('beside a term stands its English', () => {
  expect(texts.filter(({ beside }) => beside !== undefined).length).toBeGreaterThan(2000);
  expect(otherEnglish(texts)).toEqual([]);
});

test('the docs say no word that is not said', () => {
  expect(pages.length).toBeGreaterThan(15);
  expect(pages.flatMap((page) => barredIn(page, readFileSync(join(projectRoot, page), 'utf8')))).toEqual([]);
});

test('every term is said somewhere', () => {
  const docs = pages.map((page) => readFileSync(join(projectRoot, page), 'utf8'));
  const said = [...texts.map(({ text }) => text), ...docs];
  expect(terms.filter(({ zh }) => !said.some((text) => text.includes(zh))).map(({ zh }) => zh)).toEqual([]);
});

test('docs/glossary.md is made from it', () => {
  const script = join(projectRoot, 'scripts', 'document-glossary.mjs');
  expect(execFileSync(process.execPath, [script, '--check'], { encoding: 'utf8' })).toContain('is current');
});
