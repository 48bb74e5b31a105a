/** What a step is stands in its declaration: nothing else knows procedures by the codes of their steps. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import * as ts from 'typescript';
import { dossiers } from '../../src/domain/dossiers';
import { projectRoot } from '../../src/runtime/places';

/** Where step codes are looked for. */
const searched = ['src', 'workflows', 'activities', 'scripts'];
/**
 * Folders of this name are one procedure's own, and may name its steps; so may its prose, and what brings transfers of an
 * earlier version to every step.
 */
const own = /(^|\/)power-transfer(\/|\.ts$)|^scripts\/upgrade\//;
/** Codes of one word that are something else here. */
const otherMeaning: { readonly [path: string]: readonly string[] } = {
  'src/api/engine/health.ts': ['ready'],
  'src/api/engine/work-watch.ts': ['ready'],
  'src/runtime/stopping.ts': ['ready'],
};

const codes = dossiers.flatMap(({ procedure: { steps } }) => steps.map(({ code }) => code));

/** Whether a text is, or names, a step: a code of one word is also an ordinary word, so only alone. */
const names = (text: string, code: string): boolean =>
  code.includes('-') ? new RegExp(`(?<![\\w-])${code}(?![\\w-])`).test(text) : text === code;

/** Step codes that stand as texts in a source, each as `code (line)`. */
function codesIn(source: string, name: string): string[] {
  // phrases are words of a language, and some codes of one word are such words
  const dictionary = /(^|\/)(zh|en)\.ts$/.test(name);
  const others = otherMeaning[name] ?? [];
  const wanted = codes.filter(
    (code) => (!dictionary || code.includes('-')) && !others.includes(code) && source.includes(code),
  );
  if (wanted.length === 0) return [];
  const file = ts.createSourceFile(name, source, ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    const text = ts.isStringLiteralLike(node) || ts.isTemplateLiteralToken(node) ? node.text : undefined;
    const line = () => file.getLineAndCharacterOfPosition(node.getStart()).line + 1;
    for (const code of wanted) if (text !== undefined && names(text, code)) found.push(`${code} (${line()})`);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

const sources = searched.flatMap((folder) =>
  readdirSync(join(projectRoot, folder), { recursive: true, withFileTypes: true }).flatMap((entry) => {
    const path = relative(projectRoot, join(entry.parentPath, entry.name)).split(sep).join('/');
    return entry.isFile() && /\.(tsx?|mjs)$/.test(path) && !own.test(path) ? [path] : [];
  }),
);

test('the search finds a code alone, in a path, as a key and in a template, and no ordinary word', () => {
  const source =
    "const a = 'certify';\nconst b = { 'see-ready': `/steps/${a}/report-month` };\nsay('they certify it');";
  expect(codesIn(source, 'page.ts')).toEqual(['certify (1)', 'see-ready (2)', 'report-month (2)']);
  expect(codesIn("export const en = { ready: 'ready', step: 'see-ready' };", 'pages/x/en.ts')).toEqual([
    'see-ready (1)',
  ]);
});

test('no step is named outside its own procedure', () => {
  expect(sources.length).toBeGreaterThan(500);
  const found = sources.flatMap((path) =>
    codesIn(readFileSync(join(projectRoot, path), 'utf8'), path).map((what) => `${path}: ${what}`),
  );
  expect(found).toEqual([]);
});
